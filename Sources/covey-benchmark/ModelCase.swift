import Commands
import Datasets
import Foundation
import Kernels
import Materials
import Models
import Training

/// A case that runs a model at thesis sizes, or the sizes that it has by default, on materials of a data set.
protocol ModelCase: BenchmarkCase {
    static func settings(_ arguments: Arguments) throws -> any ModelSettings

    static func target(_ arguments: Arguments, in dataset: Dataset, training: [Int]) throws -> LearningTarget

    /// How it is trained where nobody says otherwise.
    static var configuration: TrainingConfiguration { get }

    /// Materials that are taken where nobody says how many.
    static var materials: Int { get }

    /// What the network is, to go with the result.
    static func sizes(_ arguments: Arguments, _ dataset: Dataset) throws -> [String: String]

    /// How much of it a material is in the mean.
    static func extent(of rows: [Int], _ inputs: ModelInputs) throws -> [String: String]
}

extension ModelCase {
    static var usage: String { "DATA.h5 --target NAME [options]" }

    static var options: [Option] {
        [.text("target", "NAME", "what is learnt")] + amounts + [
            .flag("trainable-embeddings", "learn the vectors of elements (and Wyckoff positions) too"), phases,
        ] + pace
    }

    static var amounts: [Option] {
        [
            .text("materials", "N", "spread evenly over the data set (\(materials))"),
            .text("batch", "N", "materials per step (\(configuration.batch))"),
            .text("slices", "N", "parts that a batch is trained in (\(configuration.slices))"),
        ]
    }

    static var phases: Option { .flag("phases", "where the time of a training step goes, and how near to the best rate its products come") }

    static var configuration: TrainingConfiguration { TrainingConfiguration() }

    static var materials: Int { 4096 }

    static func target(_ arguments: Arguments, in dataset: Dataset, training: [Int]) throws -> LearningTarget {
        try LearningTarget(try arguments.required("target"), in: dataset, loss: .robustL1, training: training)
    }

    static func sizes(_ arguments: Arguments, _ dataset: Dataset) -> [String: String] {
        ["elements": dataset.elementVectors.name, "embeddings": arguments.has("trainable-embeddings") ? "trainable" : "fixed"]
    }

    static func mean(_ sum: Int, of count: Int) -> String { String(format: "%.2f", Double(sum) / Double(count)) }

    static func train(_ arguments: Arguments) throws {
        let set = try MaterialSet(arguments, of: Self.self)
        let task = try set.task()
        var configuration = set.configuration
        let inputs = ModelInputs(set.dataset, rows: set.rows)
        var repetitions = try Repetitions(
            name, unit: "materials", inputs: set.inputs(try extent(of: set.rows, inputs), ["slices": "\(configuration.slices)"]), arguments)
        configuration.epochs = repetitions.total

        let account = arguments.has("phases") ? PhaseAccount() : nil
        let learner = try set.model().learner(inputs, for: .training, account: account)
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
        let set = try MaterialSet(arguments, of: Self.self)
        let model = try set.model()
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
    let target: LearningTarget
    let rows: [Int]
    let configuration: TrainingConfiguration
    private let settings: any ModelSettings
    private let sizes: [String: String]

    init<Case: ModelCase>(_ arguments: Arguments, of type: Case.Type) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        dataset = try Dataset(path: try arguments.existing(path))
        let count = min(try arguments.integer("materials", in: 2...10_000_000) ?? type.materials, dataset.count)
        let all = dataset.count
        rows = (0..<count).map { $0 * all / count }
        target = try type.target(arguments, in: dataset, training: rows)
        var configuration = type.configuration
        if let batch = try arguments.integer("batch", in: 1...100_000) { configuration.batch = batch }
        if let slices = try arguments.integer("slices") { configuration.slices = slices }
        self.configuration = configuration
        settings = try type.settings(arguments)
        sizes = try type.sizes(arguments, dataset)
        Product.useOneThread()
    }

    var batch: Int { configuration.batch }

    /// Validation is not what is timed; one batch of it keeps the loop as it is.
    func task() throws -> LearningTask { try LearningTask(targets: [target], training: rows, validation: Array(rows.prefix(batch))) }

    func model() throws -> any GradientModel {
        guard case .byGradient(let model) = try settings.model([target.task], for: dataset, training: rows, besides: []).learning else {
            throw CommandError.badData("\(settings.kindName) does not learn by gradient")
        }
        try model.check(dataset)
        try model.check(rows, of: dataset)
        return model
    }

    func inputs(_ more: [String: String]...) -> [String: String] {
        let own = ["data": dataset.path, "content_hash": dataset.contentHash, "materials": "\(rows.count)", "batch": "\(batch)"]
        return ([sizes] + more).reduce(own) { $0.merging($1) { _, new in new } }
    }
}
