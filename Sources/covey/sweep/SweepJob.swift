import Commands
import Datasets
import Ensembles
import Models
import Predictions
import Training

/// What `covey sweep` was asked to do, checked against the data set: a job of training for each of its points. Every rank makes the same one.
struct SweepJob {
    let points: [SweepPoint]
    /// One for each point.
    let jobs: [TrainingJob]
    /// Of all members of all points.
    let plan: EnsemblePlan
    /// What is varied beside models and sizes.
    let variation: SweepVariation?
    let areSizesVaried: Bool

    /// Settings of training that may be varied; others would change what is tested, or nothing. Directories can be named after their values.
    private static let settings = [
        "recipe", "epochs", "batch", "learning-rate", "weight-decay", "loss", "schedule", "warm-up", "representations", "freeze", "keep", "patience",
        "gradient-clip", "average-decay", "slices",
    ]

    init(_ arguments: Arguments, dataset: Dataset, ranks: Int) throws {
        variation = try arguments.text("vary").map { try SweepVariation($0, known: Self.settings) }
        let sizes = try arguments.text("sizes").map(SweepSizes.init)
        areSizesVaried = sizes != nil
        guard variation != nil || sizes != nil else {
            throw CommandError.usage("there is nothing to sweep over; --sizes 1000:16000:x2 or --vary model.layers=1,2,3 would say what")
        }
        let models = try Self.models(arguments, dataset)
        let names = arguments.all("target")
        let whole = try TrainingSplit(arguments, dataset: dataset).split.knownTraining(names, in: dataset).count
        points = SweepPoint.all(
            models: models.map(\.rawValue), variation: variation, sizes: try sizes?.counts(of: whole) ?? [whole], areSizesVaried: areSizesVaried)
        var jobs: [TrainingJob] = []
        for point in points {
            var own = arguments.adding("model", point.model)
            if let variation, let value = point.value {
                own = variation.name.hasPrefix("model.") ? own.adding("set", "\(variation.name)=\(value)") : own.adding(variation.name, value)
            }
            guard own.text("loss") != "classification" else {
                throw CommandError.usage("--loss is classification; a sweep compares errors of numbers, with any other --loss")
            }
            // One that has all of them is what covey train makes of the same options.
            jobs.append(
                try TrainingJob(
                    own, dataset: dataset, ranks: ranks, subset: point.materials < whole ? point.materials : nil, besides: jobs))
        }
        self.jobs = jobs
        let shards = jobs.map(\.plan.shards).max() ?? 1
        plan = EnsemblePlan(members: jobs.reduce(0) { $0 + $1.configuration.members }, ranks: ranks, shards: shards)
    }

    /// What ranks must have in common to train it together.
    var facts: [String: String] { get throws {
        var facts: [String: String] = [:]
        for (point, job) in zip(points, jobs) {
            for (name, value) in try job.facts { facts["\(point.name): \(name)"] = value }
        }
        return facts
    } }

    private static func models(_ arguments: Arguments, _ dataset: Dataset) throws(CommandError) -> [ModelConfiguration.Kind] {
        guard let text = arguments.text("model") else { return [dataset.representation == .wyckoff ? .wren : .roost] }
        var models: [ModelConfiguration.Kind] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let model = ModelConfiguration.Kind(rawValue: String(word)), !models.contains(model) else {
                let known = ModelConfiguration.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw .usage("--model is \(text); it must be one of \(known), or several with commas between, each once")
            }
            models.append(model)
        }
        return models
    }

    func planned(in directory: SweepDirectory) -> [PlannedEnsemble] {
        zip(points, jobs).map { point, job in job.planned(in: directory.run(point)) }
    }

    /// Says what is about to happen.
    func describe() {
        guard let first = jobs.first, let last = jobs.last else { return }
        say("\(points.count) ensembles, \(plan)")
        let sizes = Set(points.map(\.materials)).sorted().map { "\($0)" }.joined(separator: ", ")
        say(
            "split \(first.configuration.split): \(sizes) to train on, \(first.task.validation.count) to validate, "
                + "\(first.split.test.count) to test")
        if let variation { say("\(variation.name): \(variation.values.joined(separator: "; "))") }
        if let warning = last.leakage.warning { say("warning: \(warning)") }
    }
}
