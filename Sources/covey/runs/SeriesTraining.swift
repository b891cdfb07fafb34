import Commands
import Datasets
import Ensembles
import MessagePassing

/// The training of several ensembles as one queue, from what is in their directories.
struct SeriesTraining {
    let series: EnsembleSeries
    /// Of the whole.
    let path: String
    /// One for each ensemble, within it.
    let runs: [RunDirectory]
    /// What the whole is called, "sweep".
    let word: String
    /// Where TensorBoard's event files are to go; nil: nowhere.
    let events: String?
    let isResumed: Bool
    let interval: CheckpointInterval
    let signals: StopSignals

    /// - Parameters:
    ///   - describe: says what is about to happen, on rank 0
    ///   - write: on rank 0, puts the results where they belong, while the directory is still held
    func run(
        _ communicator: borrowing Communicator, dataset: Dataset, describe: () -> Void, write: ([TrainedEnsemble]) throws -> Void
    ) throws -> ExitStatus {
        try communicator.agree(on: series.facts)
        let training = EnsembleTraining(series.planned(in: runs), plan: series.plan, dataset: dataset, every: interval, stopOn: signals)
        guard communicator.rank == 0 else {
            // Nobody reads a checkpoint before rank 0 has looked at it.
            _ = try communicator.broadcast([])
            if case .stopped = try training.run(communicator, found: [], observe: { _ in }) { return .runAgain }
            return .success
        }
        let start = try SeriesStart.begin(at: path, runs: runs, series, word: word, events: events, resuming: isResumed)
        describe()
        _ = try communicator.broadcast([1])
        let ending = try training.run(communicator, found: start.found, observe: { try start.log.note($0) })
        start.log.end()
        guard case .complete(let ensembles) = ending, signals.arrived == nil else {
            let reason = signals.arrived.map { " by \($0)" } ?? ""
            say("stopped\(reason); every member is saved: run the same command with --resume to go on")
            return .runAgain
        }
        try write(ensembles)
        return .success
    }
}
