import Commands
import Datasets
import Foundation
import Kernels
import Models
import Training

/// Core-seconds until a member's mean absolute error on the test set is as small as asked for.
///
/// The member is the one that `covey train` trains: the weights that did best on the validation set so far are tested after every epoch. Training
/// and validation count, the test itself does not.
enum TimeToMAE: BenchmarkCase {
    static let name = "time-to-mae"
    static let abstract = "core-seconds until a member's test error is as small as asked for"
    static let usage = "DATA.h5 --target NAME --mae X [options]"
    static let options: [Option] = [
        .text("target", "NAME", "what is learnt"),
        .text("mae", "X", "the test error to reach, in the target's unit"),
        .text("split", "SPLIT", "stored name, random:0.8,0.1,0.1 or group:KEY:0.8,0.1,0.1"),
        .text("recipe", "fast|thesis", "settings of training (fast)"),
        .text("epochs", "N", "passes over the training set (those of the recipe)"),
        .text("seeds", "N", "members that are trained one after the other (1)"),
        .text("reference-seconds", "X", "core-seconds that another program takes, to compare with"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        guard let goal = try arguments.number("mae"), goal > 0 else { throw CommandError.usage("--mae is missing: the test error to reach") }
        let dataset = try Dataset(path: try arguments.existing(path))
        let split = try (try arguments.text("split").map(SplitSpecification.init) ?? .standard(for: dataset)).resolve(dataset, seed: 1)
        let recipe = try arguments.choice("recipe", Recipe.self) ?? .fast
        let kind = ModelKind.standard(for: dataset.representation)
        let sizes = kind.settings
        var configuration = recipe.configuration(kind.hint, materials: split.training.count)
        if let epochs = try arguments.integer("epochs") { configuration.epochs = epochs }
        Product.useOneThread()

        let target = try LearningTarget(
            try arguments.required("target"), in: dataset, loss: .robustL1, floor: configuration.sigmaFloor, training: split.training)
        let task = try LearningTask(targets: [target], training: split.training, validation: split.validation)
        guard case .byGradient(let model) = try sizes.model([target.task], for: dataset, training: task.training, besides: []).learning else {
            throw CommandError.badData("\(kind.name) does not learn by gradient")
        }
        let learnt = ModelInputs(dataset, rows: split.training + split.validation + split.test)
        let reference = try arguments.number("reference-seconds")

        var table = TextTable(
            header: ["seed", "epochs", "test MAE at last", "core-seconds", "\(goal) reached after"] + (reference == nil ? [] : ["ratio"]),
            alignment: [.right, .right, .right, .right, .right] + (reference == nil ? [] : [.right]))
        for seed in 1...(try arguments.integer("seeds", in: 1...1000) ?? 1) {
            configuration.seed = UInt64(seed)
            let inputs = [
                "data": dataset.path, "content_hash": dataset.contentHash, "recipe": recipe.rawValue, "epochs": "\(configuration.epochs)",
                "seed": "\(seed)", "materials": "\(split.training.count)", "test": "\(split.test.count)", "goal": "\(goal)",
            ]
            let course = try course(model, learnt, task, configuration, test: split.test, goal: goal, inputs)
            let reached = course.reached.map { String(format: "%.1f s", $0) } ?? "not reached"
            table.add(
                ["\(seed)", "\(configuration.epochs)", String(format: "%.4f", course.error), String(format: "%.1f", course.seconds), reached]
                    + (reference.map { reference in [course.reached.map { String(format: "%.1f", reference / $0) } ?? "none"] } ?? []))
        }
        say(table.text)
        say("  on \(Machine.processor)")
    }

    private struct Line: Encodable {
        let `case` = TimeToMAE.name
        let side = "covey"
        let epoch: Int
        let coreSeconds: Double
        let validationMAE: Double
        let testMAE: Double
        let inputs: [String: String]
        let processor: String
        let versions: [String: String]
    }

    /// Trains one member.
    private static func course(
        _ model: any GradientModel, _ learnt: ModelInputs, _ task: LearningTask, _ configuration: TrainingConfiguration, test: [Int], goal: Double,
        _ inputs: [String: String]
    ) throws -> (error: Double, seconds: Double, reached: Double?) {
        var training = try GradientTraining(
            member: 0, configuration: configuration, task: task, learner: try model.learner(learnt, for: .training, account: nil))
        var tester = TargetLearner(try model.learner(learnt, for: .prediction, account: nil))
        var (error, seconds, testing): (Double, Double, Double) = (.infinity, 0, 0)
        var reached: Double?
        var best = 0
        let clock = Clock()
        _ = try training.run(afterEpoch: { epoch, state in
            seconds = clock.elapsed.cpuSeconds - testing
            let testClock = Clock()
            defer { testing += testClock.elapsed.cpuSeconds }
            if state.progress.bestEpoch != best {
                best = state.progress.bestEpoch
                error = self.error(of: state.best, &tester, task, test, batch: configuration.batch)
            }
            if reached == nil && error <= goal { reached = seconds }
            let line = Line(
                epoch: epoch.epoch, coreSeconds: seconds, validationMAE: epoch.validationMAE, testMAE: error, inputs: inputs,
                processor: Machine.processor, versions: Machine.versions)
            try Machine.write(line)
        })
        return (error, seconds, reached)
    }

    /// In the target's unit.
    private static func error(of weights: ParameterVector, _ tester: inout TargetLearner, _ task: LearningTask, _ rows: [Int], batch: Int) -> Double {
        var sum = Loss.Sum()
        for first in stride(from: 0, to: rows.count, by: batch) {
            sum += tester.measure(rows[first..<min(first + batch, rows.count)], task: task, weights: weights)[0]
        }
        return sum.error / Double(max(sum.known, 1)) * task.targets[0].normaliser.deviation
    }
}
