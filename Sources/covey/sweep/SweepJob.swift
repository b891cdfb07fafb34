import Commands
import Datasets
import Ensembles
import Models
import Predictions
import Training

/// What `covey sweep` was asked to do, checked against the data set: a job of training for each of its points. Every rank makes the same one.
struct SweepJob {
    let points: [SweepPoint]
    /// An ensemble for each point.
    let series: EnsembleSeries
    /// What is varied beside models and sizes.
    let variation: SweepVariation?
    let areSizesVaried: Bool

    /// Settings of training that may be varied; others would change what is tested, or nothing. Directories can be named after their values.
    private static let settings = [
        "recipe", "epochs", "batch", "learning-rate", "weight-decay", "loss", "schedule", "warm-up", "representations", "structures", "freeze", "keep", "patience",
        "gradient-clip", "average-decay", "slices", "scale",
    ]

    /// - Parameter models: those that were asked for; nil: the one that the data set is for
    init(_ arguments: Arguments, models: [ModelKind]?, dataset: Dataset, ranks: Int) throws {
        variation = try arguments.text("vary").map { try SweepVariation($0, known: Self.settings) }
        let sizes = try arguments.text("sizes").map(SweepSizes.init)
        areSizesVaried = sizes != nil
        guard variation != nil || sizes != nil else {
            throw CommandError.usage("there is nothing to sweep over; --sizes 1000:16000:x2 or --vary model.layers=1,2,3 would say what")
        }
        let models = models ?? [.standard(for: dataset.representation)]
        let names = arguments.all("target")
        // Sizes are of materials, each with all its structures.
        let whole = try dataset.materials().count(of: TrainingSplit(arguments, dataset: dataset).split.knownTraining(names, in: dataset))
        points = SweepPoint.all(
            models: models.map(\.name), variation: variation, sizes: try sizes?.counts(of: whole) ?? [whole], areSizesVaried: areSizesVaried)
        var jobs: [TrainingJob] = []
        for point in points {
            let model = try ModelKind(argument: point.model)
            var own = Self.options(arguments, of: model, among: models).adding("model", point.model)
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
            if let target = jobs.last?.targets.first(where: \.task.isClassification) {
                let way = target.classes == nil ? "; --loss robust-l1 would learn its class numbers as numbers" : ""
                throw CommandError.usage("target \(target.name) is learnt as classes; a sweep compares errors of numbers\(way)")
            }
        }
        // All of them test the same materials.
        if let first = jobs.first, let name = first.untested.first {
            throw CommandError.badData(
                "\(dataset.path), split '\(first.configuration.split)': target \(name) is known of none of the \(first.split.test.count) test materials, by whose "
                    + "errors a sweep compares; another --split would have some")
        }
        series = EnsembleSeries(zip(points, jobs).map { ($0.name, $1) }, ranks: ranks)
    }

    var jobs: [TrainingJob] { series.jobs }

    /// The models that are asked for, all of which must have an error to be compared.
    static func models(_ arguments: Arguments) throws(CommandError) -> [ModelKind]? {
        guard let text = arguments.text("model") else { return nil }
        var models: [ModelKind] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let model = ModelKind.named(String(word)), !models.contains(where: { $0.name == model.name }) else {
                let known = ModelKind.all.map(\.name).joined(separator: ", ")
                throw .usage("--model is \(text); it must be one of \(known), or several with commas between, each once")
            }
            guard !model.learnsMaterials else {
                throw .usage("--model \(model.name) learns materials and no target, of which a sweep compares errors; covey evaluate scores what it generates")
            }
            models.append(model)
        }
        return models
    }

    /// The options that mean something to one of the models: what another of them takes alone is left out.
    private static func options(_ arguments: Arguments, of model: ModelKind, among models: [ModelKind]) -> Arguments {
        let foreign = model.inapplicable.filter { option in models.contains { !$0.inapplicable.contains(option) } }
        let own = Set(model.optionNames)
        let others = Set(models.flatMap(\.optionNames)).subtracting(own).map { "model.\($0)=" }
        return arguments.removing(foreign).removing("set") { setting in others.contains { setting.hasPrefix($0) } }
    }

    /// Says what is about to happen.
    func describe() {
        guard let first = jobs.first, let last = jobs.last else { return }
        say("\(points.count) ensembles, \(series.plan)")
        let sizes = Set(points.map(\.materials)).sorted().map { "\($0)" }.joined(separator: ", ")
        say(
            "split \(first.configuration.split): \(sizes) to train on, \(first.sizes.validation) to validate, "
                + "\(first.sizes.test) to test")
        if first.materials.areShared { say("sizes of training sets count materials, each with all its structures") }
        if let variation { say("\(variation.name): \(variation.values.joined(separator: "; "))") }
        for words in first.farValues { say("warning: \(words)") }
        if let warning = last.leakage.warning { say("warning: \(warning)") }
    }
}
