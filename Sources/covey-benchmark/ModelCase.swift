import Commands
import Datasets
import Foundation
import Kernels
import Materials
import Models
import Training

/// A case that runs a model at thesis sizes on materials of a data set.
protocol ModelCase: BenchmarkCase {
    /// Sizes of the thesis.
    static func settings(trainableEmbeddings: Bool) -> any ModelSettings

    /// How much of it a material is in the mean, to go with the result.
    static func extent(of rows: [Int], _ inputs: ModelInputs) throws -> [String: String]
}

extension ModelCase {
    static var usage: String { "DATA.h5 --target NAME [options]" }

    static var options: [Option] {
        [
            .text("target", "NAME", "what is learnt"),
            .text("materials", "N", "spread evenly over the data set (4096)"),
            .text("batch", "N", "materials per step (128)"),
            .text("slices", "N", "parts that a batch is trained in (4)"),
            .flag("trainable-embeddings", "learn the vectors of elements (and Wyckoff positions) too"),
            .flag("phases", "where the time of a training step goes, and how near to the best rate its products come"),
        ] + pace
    }

    static func train(_ arguments: Arguments) throws {
        let set = try MaterialSet(arguments, settings)
        let target = try LearningTarget(set.target, in: set.dataset, loss: .robustL1, training: set.rows)
        // Validation is not what is timed; one batch of it keeps the loop as it is.
        let task = try LearningTask(targets: [target], training: set.rows, validation: Array(set.rows.prefix(set.batch)))
        var configuration = TrainingConfiguration()
        configuration.batch = set.batch
        if let slices = try arguments.integer("slices") { configuration.slices = slices }
        let inputs = ModelInputs(set.dataset, rows: set.rows)
        var repetitions = try Repetitions(
            name, unit: "materials", inputs: set.inputs(try extent(of: set.rows, inputs), ["slices": "\(configuration.slices)"]), arguments)
        configuration.epochs = repetitions.total

        let account = arguments.has("phases") ? PhaseAccount() : nil
        let learner = try set.model(tasks: [target.task]).learner(inputs, for: .training, account: account)
        var training = try GradientTraining(member: 0, configuration: configuration, task: task, learner: learner)
        var rate = account.map { _ in BestRate() }
        repetitions.waitForTurn()
        _ = try training.run(afterEpoch: { epoch, _ in
            account?.enter(.rest, .forward)
            try repetitions.note(epoch.epoch - 1, work: epoch.crystals, seconds: epoch.seconds, cpuSeconds: epoch.cpuSeconds)
            rate?.measure()
            if epoch.epoch < repetitions.total { repetitions.waitForTurn() }
            // The first epoch is not counted; neither is what happened here.
            if epoch.epoch == 1 { account?.clear() } else { account?.goOn() }
        })
        repetitions.showTable()
        if let account, let rate { PhaseTable(account, materials: set.rows.count * (repetitions.total - 1), rate: rate).show() }
    }

    static func infer(_ arguments: Arguments) throws {
        let set = try MaterialSet(arguments, settings)
        let model = try set.model(tasks: [.regression(.robustL1)])
        let weights = model.initialWeights(seed: 1, member: 0)
        let inputs = ModelInputs(set.dataset, rows: set.rows)
        var learner = try model.learner(inputs, for: .prediction, account: nil)
        var repetitions = try Repetitions(name, unit: "materials", inputs: set.inputs(try extent(of: set.rows, inputs)), arguments)
        let batches = stride(from: 0, to: set.rows.count, by: set.batch).map { set.rows[$0..<min($0 + set.batch, set.rows.count)] }
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                for batch in batches {
                    learner.layOut(batch, sliceSize: nil, draws: nil)
                    _ = learner.outputs(weights: weights)
                }
                return set.rows.count
            }
        }
        repetitions.showTable()
    }
}

/// The materials that a case works on.
struct MaterialSet {
    let dataset: Dataset
    let target: String
    let rows: [Int]
    let batch: Int
    private let settings: any ModelSettings
    private let isTrainable: Bool

    init(_ arguments: Arguments, _ settings: (_ trainableEmbeddings: Bool) -> any ModelSettings) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        dataset = try Dataset(path: try arguments.existing(path))
        target = try arguments.required("target")
        _ = try dataset.target(target)
        batch = try arguments.integer("batch", in: 1...100_000) ?? 128
        let count = min(try arguments.integer("materials", in: 2...10_000_000) ?? 4096, dataset.count)
        let all = dataset.count
        rows = (0..<count).map { $0 * all / count }
        isTrainable = arguments.has("trainable-embeddings")
        self.settings = settings(isTrainable)
        Product.useOneThread()
    }

    func model(tasks: [Task]) throws -> any GradientModel {
        guard case .byGradient(let model) = try settings.model(tasks, for: dataset, training: rows, besides: []).learning else {
            throw CommandError.badData("\(settings.kindName) does not learn by gradient")
        }
        try model.check(dataset)
        return model
    }

    func inputs(_ more: [String: String]...) -> [String: String] {
        let own = [
            "data": dataset.path, "content_hash": dataset.contentHash, "materials": "\(rows.count)", "batch": "\(batch)",
            "elements": dataset.elementVectors.name, "embeddings": isTrainable ? "trainable" : "fixed",
        ]
        return more.reduce(own) { $0.merging($1) { _, new in new } }
    }
}
