import Commands
import Datasets
import Ensembles
import Kernels
import MessagePassing
import Models
import Training

/// Candidates that a whole ensemble at thesis sizes predicts, with the code of `covey predict`. Weights are those that training begins with:
/// how long a prediction takes does not depend on them.
enum ScreenCandidates: BenchmarkCase {
    static let name = "screen"
    static let abstract = "predictions of a whole ensemble; on one core, or on several under mpirun"
    static let usage = "DATA.h5 [options]"
    static let options: [Option] = [.text("members", "N", "of the ensemble (10)")] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        _ = try arguments.existing(path)
        let members = try arguments.integer("members", in: 1...1000) ?? 10
        Product.useOneThread()
        try CoveyBenchmark.program.onEveryRank(name) { communicator, _ in
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let ensemble = try ensemble(members, for: dataset)
            var repetitions = try Repetitions(
                name, unit: "candidates per core",
                inputs: [
                    "data": path, "content_hash": dataset.contentHash, "candidates": "\(dataset.count)", "members": "\(members)",
                    "model": ensemble.configuration.model.kind.name, "ranks": "\(communicator.size)",
                ], arguments, isShown: communicator.rank == 0)
            for repetition in 0..<repetitions.total {
                try communicator.barrier()
                try repetitions.time(repetition) {
                    _ = try SharedPrediction(ensemble, dataset: dataset).run(communicator)
                    return dataset.count / communicator.size
                }
            }
            repetitions.showTable()
            return .success
        }
    }

    private static func ensemble(_ members: Int, for dataset: Dataset) throws -> Ensemble {
        let sizes = ModelKind.standard(for: dataset.representation).settings
        let loss = RegressionLoss.robustL1
        let target = EnsembleTarget(name: "made up", unit: "", task: .regression(loss), normaliser: .identity)
        guard case .byGradient(let model) = try sizes.model([target.task], for: dataset, training: [], besides: []).learning else {
            throw CommandError.badData("\(sizes.kindName) has no weights to begin with")
        }
        return Ensemble(
            configuration: EnsembleConfiguration(
                model: ModelConfiguration(sizes), training: TrainingConfiguration(), members: members, targets: [target.name], loss: loss.rawValue, split: "",
                data: dataset.contentHash),
            targets: [target], model: model,
            members: (0..<members).map { number in
                EnsembleMember(
                    number: number, weights: model.initialWeights(seed: 1, member: number), history: [], bestEpoch: 0, outcome: .finished)
            }, provenance: [:])
    }
}
