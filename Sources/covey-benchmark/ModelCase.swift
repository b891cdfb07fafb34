import Commands
import Datasets
import Foundation
import Kernels
import Materials
import Models
import Training

/// A case that runs a model at thesis sizes on materials of a data set.
protocol ModelCase: BenchmarkCase {
    static var kind: SetSettings.Kind { get }
}

extension ModelCase {
    static var usage: String { "DATA.h5 --target NAME [options]" }

    static var options: [Option] {
        [
            .text("target", "NAME", "what is learnt"),
            .text("materials", "N", "spread evenly over the data set (4096)"),
            .text("batch", "N", "materials per step (128)"),
            .text("slices", "N", "parts that a batch is trained in (4)"),
            .flag("trainable-embeddings", "learn the element and Wyckoff vectors too"),
            .flag("phases", "where the time of a training step goes, and how near to the best rate its products come"),
        ] + pace
    }

    static func train(_ arguments: Arguments) throws {
        let set = try MaterialSet(arguments, kind: kind)
        let target = try LearningTarget(set.target, in: set.dataset, loss: .robustL1, training: set.rows)
        // Validation is not what is timed; one batch of it keeps the loop as it is.
        let task = try LearningTask(targets: [target], training: set.rows, validation: Array(set.rows.prefix(set.batch)))
        let builder = try BatchBuilder(set.dataset, rows: set.rows)
        var configuration = TrainingConfiguration()
        configuration.batch = set.batch
        if let slices = try arguments.integer("slices") { configuration.slices = slices }
        var repetitions = try Repetitions(
            name, unit: "materials", inputs: set.inputs(builder, ["slices": "\(configuration.slices)"]), arguments)
        configuration.epochs = repetitions.total

        let model = try set.model(tasks: [target.task])
        let account = arguments.has("phases") ? PhaseAccount() : nil
        let learner = SetLearner(model, builder: builder, for: .training, account: account)
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
        let set = try MaterialSet(arguments, kind: kind)
        let model = try set.model(tasks: [.regression(.robustL1)])
        let weights = model.initialWeights(seed: 1, member: 0)
        let builder = try BatchBuilder(set.dataset, rows: set.rows)
        var learner = SetLearner(model, builder: builder, for: .prediction)
        var repetitions = try Repetitions(name, unit: "materials", inputs: set.inputs(builder), arguments)
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
    let sizes: SetSettings

    init(_ arguments: Arguments, kind: SetSettings.Kind) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        dataset = try Dataset(path: try arguments.existing(path))
        guard kind.representation == dataset.representation else {
            throw CommandError.usage("\(path) holds \(dataset.representation.rawValue) sets, which \(kind.rawValue) does not take")
        }
        target = try arguments.required("target")
        _ = try dataset.target(target)
        batch = try arguments.integer("batch", in: 1...100_000) ?? 128
        let count = min(try arguments.integer("materials", in: 2...10_000_000) ?? 4096, dataset.count)
        let all = dataset.count
        rows = (0..<count).map { $0 * all / count }
        var sizes = SetSettings(kind: kind)
        sizes.trainableEmbeddings = arguments.has("trainable-embeddings")
        self.sizes = sizes
        Product.useOneThread()
    }

    func model(tasks: [Task]) throws -> SetModel {
        try SetModel(sizes, tasks: tasks, tables: EmbeddingTables(dataset.elementVectors, kind: sizes.kind))
    }

    func inputs(_ builder: BatchBuilder, _ more: [String: String] = [:]) -> [String: String] {
        let nodes = rows.reduce(0) { $0 + builder.nodeCount(of: $1) }
        let own = [
            "nodes_per_material": String(format: "%.2f", Double(nodes) / Double(rows.count)),
            "data": dataset.path, "content_hash": dataset.contentHash, "materials": "\(rows.count)", "batch": "\(batch)",
            "elements": dataset.elementVectors.name, "embeddings": sizes.trainableEmbeddings ? "trainable" : "fixed",
        ]
        return own.merging(more) { _, new in new }
    }
}
