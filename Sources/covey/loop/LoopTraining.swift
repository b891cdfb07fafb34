import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import MessagePassing
import Predictions
import Prospecting

/// The two parts of a round that ranks share out: the training of its ensemble, and the prediction of the pool.
struct LoopTraining {
    let job: LoopJob
    let directory: LoopDirectory
    let interval: CheckpointInterval
    let signals: StopSignals
    let mpi: String?

    /// The run whose ensemble a round predicts with.
    func run(_ place: Int, _ round: Int) -> RunDirectory {
        let path = job.configuration.paths[place]
        return RunDirectory(path: directory.round(path.training == .once ? 0 : round, of: path).train)
    }

    /// Trains a round's ensemble from wherever its checkpoints are; its bundle and predictions are then in its directory.
    ///
    /// - Returns: false where it was stopped; everything is saved
    func train(_ place: Int, _ round: Int, _ communicator: borrowing Communicator) throws -> Bool {
        let path = job.configuration.paths[place]
        let run = run(place, round)
        let dataset =
            round == 0
            ? job.known
            : try Dataset(path: directory.round(round - 1, of: path).data, verifying: communicator.rank == 0 ? .everything : .structure)
        let start = path.training == .warm && round > 0 ? directory.round(round - 1, of: path).train : nil
        let own = try job.training(of: path, on: dataset, from: start, ranks: communicator.size)
        try communicator.agree(on: own.facts)
        let training = EnsembleTraining([own.planned(in: run)], plan: own.plan, dataset: dataset, every: interval, stopOn: signals)
        guard communicator.rank == 0 else {
            // Nobody reads a checkpoint before rank 0 has looked at it.
            guard try communicator.broadcast([]) == [1] else { return true }
            if case .stopped = try training.run(communicator, found: [], observe: { _ in }) { return false }
            return true
        }
        let begun = try RunStart.begin(in: run, own, dataset: dataset, events: nil, resuming: true)
        _ = try communicator.broadcast([begun == nil ? 0 : 1])
        guard let begun else { return true }
        let ending = try training.run(communicator, found: [begun.found], observe: { try begun.log.note($0.event) })
        begun.log.end()
        guard case .complete(let ensembles) = ending, let trained = ensembles.first, signals.arrived == nil else { return false }
        let results = RunResults(job: own, dataset: dataset, trained: trained, ranks: communicator.size, mpi: mpi)
        let (ensemble, tables) = try results.combined()
        try tables.first?.write(to: run.predictions(of: job.configuration.target, among: [job.configuration.target]))
        try Bundle.write(ensemble, to: run.bundle)
        for warning in ensemble.warnings { say("warning: \(warning)") }
        return true
    }

    /// What a round's ensemble says of the whole pool.
    ///
    /// - Returns: on rank 0; nil on the others
    func screen(_ place: Int, _ round: Int, _ communicator: borrowing Communicator) throws -> PredictionTable? {
        let ensemble = try Bundle.read(run(place, round).bundle)
        try communicator.agree(on: ["ensemble": try Bundle.contentHash(of: ensemble)])
        let progress = communicator.rank == 0 ? Progress("predicting") : nil
        let members = try SharedPrediction(ensemble, dataset: job.pool).run(communicator) { progress?.show($0) }
        guard communicator.rank == 0 else { return nil }
        progress?.end()
        return try PredictionTable(members, target: ensemble.targets[0], place: 0, dataset: job.pool, split: nil, trained: nil)
    }
}
