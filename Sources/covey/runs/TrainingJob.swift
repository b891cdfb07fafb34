import Commands
import Datasets
import Ensembles
import Foundation
import Kernels
import Materials
import Models
import Training

/// What `covey train` was asked to do, checked against the data set. Every rank makes the same one.
struct TrainingJob {
    let identity: RunIdentity
    let plan: EnsemblePlan
    let minimumMembers: Int
    let split: Split
    /// Which rows are structures of one material.
    let materials: MaterialRows
    let model: any Model
    let task: LearningTask
    let targets: [EnsembleTarget]
    let leakage: Leakage
    /// What is said of values that lie beyond all others.
    let farValues: [String]
    /// Materials that `--exclude` has left out of training and validation.
    let leftOut: Int
    /// Weights that members begin with, and the ensemble that has them.
    let start: WarmStart?
    private let origin: Ensemble?

    /// - Parameters:
    ///   - subset: materials of the training set that are trained on; nil: all
    ///   - others: of the same data set, with whose models this one's shares its inputs where they are the same
    init(_ arguments: Arguments, dataset: Dataset, ranks: Int, subset: Int? = nil, besides others: [TrainingJob] = []) throws {
        let kind = try arguments.text("model").map { try ModelKind(argument: $0) } ?? .standard(for: dataset.representation)
        try kind.checkOptions(arguments)
        let members = try arguments.integer("members", in: 1...10000) ?? 10
        minimumMembers = try arguments.integer("min-members", in: 1...members) ?? (members + 1) / 2
        let names = arguments.all("target")
        if let twice = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) }) {
            throw CommandError.usage("--target \(twice.element) is asked for twice")
        }
        let source = try TrainingSplit(arguments, dataset: dataset)
        let (specification, seed, exclusion) = (source.specification, source.seed, source.exclusion)
        leftOut = source.leftOut
        split = try subset.map { try source.split.training(on: $0, of: names, in: dataset, seed: seed) } ?? source.split
        let losses = kind.learnsMaterials
            ? .likelihood : try TargetLosses(arguments, targets: names, natures: names.map { try TargetNature($0, in: dataset) })
        let weights = try arguments.text("class-weights").flatMap(ClassWeights.read)
        guard weights == nil || losses.losses.contains(nil) else {
            let verb = names.count > 1 ? "are" : "is"
            throw CommandError.usage("--class-weights is for targets of classes; \(names.joined(separator: ", ")) \(verb) learnt as numbers")
        }
        let rows = split.training
        let known = try split.knownTraining(names, in: dataset)
        materials = try dataset.materials()
        var training = try TrainingConfiguration(arguments, kind, seed: seed, materials: materials.count(of: known), rows: known.count)
        guard training.structures != .one || materials.count(of: known) < known.count else {
            throw CommandError.usage(
                "--structures one draws among the structures of each material, and \(dataset.path) has one of each to train on; "
                    + "covey featurise --structure COLUMN,COLUMN keeps several")
        }
        let classed = zip(names, losses.losses).filter { $0.1 == nil }.map(\.0)
        let forms = try TargetForms(arguments, targets: names, classes: Set(classed)).ofTarget
        let learning = kind.learnsMaterials ? [LearningTarget(likelihoodOf: dataset)] : try zip(names, losses.losses).map { name, loss in
            try LearningTarget(
                name, in: dataset, loss: loss, form: forms[name] ?? .plain, floor: training.sigmaFloor, weights: weights, training: rows)
        }
        task = try LearningTask(targets: learning, training: split.training, validation: split.validation,
            test: arguments.has("test-curve") ? split.test : [], materials: materials)
        // Materials of which no target is known are never met.
        leakage = try Leakage(of: split.training(on: task.training), in: dataset)
        targets = learning.map {
            EnsembleTarget(
                name: $0.name, unit: $0.task.isLikelihood ? LearningTarget.nats : dataset.unit(ofTarget: $0.name), task: $0.task, normaliser: $0.normaliser, form: forms[$0.name],
                classes: $0.classes?.names)
        }
        farValues = try others.first?.farValues ?? Self.farValues(of: targets, in: dataset, rows: split.training + split.validation + split.test)
        if arguments.has("test-curve"), let name = Self.untested(learning, split).first {
            throw CommandError.badData("\(dataset.path): target \(name) is known of no test material, so that there is no --test-curve")
        }
        let from = try arguments.text("from").map { try arguments.bundle($0) }
        // Read once for all jobs of a sweep, which have one `--from`.
        origin = try from.map { try others.first?.origin ?? Bundle.read($0) }
        var sizes = origin?.configuration.model ?? ModelConfiguration(kind.settings)
        guard sizes.kind.name == kind.name else {
            throw CommandError.usage("--from holds \(sizes.kind.name) members; \(dataset.path) is for \(kind.name)")
        }
        for setting in arguments.all("set") { try sizes.apply(setting) }
        do {
            model = try sizes.settings.model(
                learning.map(\.task), for: dataset, training: task.training, besides: others.map(\.model))
        } catch let mismatch as ModelMismatch {
            throw CommandError.usage("--model \(kind.name) does not go with \(dataset.path): \(mismatch)")
        }
        if case .inStages(let model) = model.learning { training.epochs = model.stages }
        let model = model
        start = try origin.map { try WarmStart($0, for: model, path: from ?? "") }
        let configuration = EnsembleConfiguration(
            model: sizes, training: training, members: members, targets: learning.map(\.name), loss: losses.name, split: specification.description,
            data: dataset.contentHash, from: try others.first?.configuration.from ?? origin.map { try Bundle.contentHash(of: $0) },
            excluded: exclusion?.description, subset: subset, forms: forms.isEmpty ? nil : forms,
            classWeights: weights == nil ? nil : arguments.text("class-weights"))
        identity = RunIdentity(configuration, program: Covey.program.nameAndVersion)
        let shards = try arguments.integer("shards", in: 1...10000) ?? 1
        guard ranks % shards == 0 else {
            let good = (1...ranks).filter { ranks % $0 == 0 }.map(String.init).joined(separator: ", ")
            throw CommandError.usage("--shards is \(shards), which does not divide the \(ranks) ranks; \(good) would")
        }
        let most = min(training.slices, training.batch)
        guard shards <= most else {
            throw CommandError.usage(
                "--shards is \(shards); a batch of \(training.batch) in \(training.slices) slices can be shared by \(most) at most "
                    + "(more --slices allow more, and give other bits)")
        }
        plan = EnsemblePlan(members: members, ranks: ranks, shards: shards)
    }

    var configuration: EnsembleConfiguration { identity.configuration }

    /// What ranks must have in common to train it together.
    var facts: [String: String] { get throws { try identity.facts.merging(["shards": "\(plan.shards)"]) { own, _ in own } } }

    /// What is to be trained, and saved there.
    func planned(in directory: RunDirectory) -> PlannedEnsemble {
        PlannedEnsemble(identity, model: model, task: task, checkpoints: directory.checkpoints, from: start)
    }

    /// Rows of the test set that a target is known of.
    private var tested: [Int] { split.test.filter { row in task.targets.contains { !$0.values[row].isNaN } } }
    var testCount: Int { tested.count }

    /// "80", or "160 structures of 80 materials" where materials have several.
    func words(_ rows: [Int]) -> String {
        let count = materials.count(of: rows)
        return count == rows.count ? "\(count)" : "\(rows.count) structures of \(counted(count, "material"))"
    }

    /// How much there is to learn from, to choose by and to test.
    var sizes: (training: String, validation: String, test: String) { (words(task.training), words(task.validation), words(tested)) }

    /// Targets of which no test material has a known value: nothing could be said of their errors there.
    var untested: [String] { Self.untested(task.targets, split) }

    private static func untested(_ targets: [LearningTarget], _ split: Split) -> [String] {
        targets.filter { target in split.test.allSatisfy { target.values[$0].isNaN } }.map(\.name)
    }

    /// Says what is about to happen.
    func describe(_ dataset: Dataset) throws {
        say("\(configuration.model.title)\(model.parameterCount.map { ", \($0) parameters" } ?? ""); \(plan)")
        let (learnt, validated, tested) = sizes
        say("split \(configuration.split): \(learnt) to train on, \(validated) to validate, \(tested) to test")
        let epoch = task.countOfEpoch(configuration.training)
        if configuration.training.structures == .one { say("an epoch sees one structure of each of \(counted(epoch, "material"))") }
        if configuration.training.batch > epoch, case .byGradient = model.learning {
            say("a batch of \(configuration.training.batch) is larger than the training set: every step sees all \(epoch) materials")
        }
        try describeTargets(dataset)
        describeUnknown()
        for words in farValues { say("warning: \(words)") }
        if let from = configuration.from { say("members begin with the weights of the ensemble \(from)") }
        if let excluded = configuration.excluded { say("left out of training and validation: \(leftOut) materials, by \(excluded)") }
        if let warning = leakage.warning { say("warning: \(warning)") }
    }
}

extension TrainingJob {
    /// A sentence for each target with values beyond all others, in the scale that is learnt.
    private static func farValues(of targets: [EnsembleTarget], in dataset: Dataset, rows: [Int]) throws(DatasetError) -> [String] {
        var sentences: [String] = []
        for target in targets where !target.task.isClassification && !target.task.isLikelihood {
            let (values, form) = (try dataset.target(target.name), target.form ?? .plain)
            guard let far = FarValues(rows.map { form.learnt(values[$0]) }) else { continue }
            let shown = try dataset.decimals(ofTarget: target.name)
            sentences.append("target \(target.name): " + far.sentence(name: { dataset.id(rows[$0]) }, text: { TableText.field(shown[rows[$0]]) }))
        }
        return sentences
    }

    /// Of how many materials a target is not known, which are left out of what they were to be used for.
    private func describeUnknown() {
        let parts = [(split.training, SplitPart.training), (split.validation, .validation), (split.test, .test)]
        for target in task.targets {
            let unknown = parts.map { rows, part in (rows.count { target.values[$0].isNaN }, rows.count, part.word) }.filter { $0.0 > 0 }
            guard !unknown.isEmpty else { continue }
            let words = unknown.map { "\($0.0) of \($0.1) \($0.2)" }.joined(separator: ", ")
            say("target \(target.name): not known of \(words) materials, which are left out of what is said of it")
        }
        for name in untested { say("warning: target \(name) is known of no test material: what is said of errors will be of the validation set") }
    }

    /// What each target is taken for.
    func describeTargets(_ dataset: Dataset) throws {
        for (target, learnt) in zip(targets, task.targets) where !target.task.isLikelihood {
            guard case .classification(let count, let weights) = target.task else {
                let unit = target.form?.scale.map { "\($0.sign) of \(target.unit)" } ?? target.unit
                say("target \(target.name): mean \(target.normaliser.mean), deviation \(target.normaliser.deviation) \(unit)")
                let values = try dataset.target(target.name)
                let known = split.training.map { values[$0] }.filter { !$0.isNaN }
                let advice = TargetAdvice(known, form: target.form ?? .plain, of: targets.count > 1 ? target.name : nil)
                for sentence in advice.sentences { say("target \(target.name): \(sentence)") }
                continue
            }
            let values = task.training.map { learnt.values[$0] }.filter { !$0.isNaN }
            let shares = (0..<count).map { number in
                let share = 100 * Double(values.count { $0 == Float(number) }) / Double(max(values.count, 1))
                return "\(target.className(number)) \(String(format: "%.1f", share)) %"
            }
            say("target \(target.name): \(count) classes, \(shares.joined(separator: ", ")); learnt as classification")
            guard let weights else { continue }
            let words = weights.enumerated().map { "\(target.className($0)) \(String(format: "%.3g", $1))" }
            say("weights of its classes in the loss: \(words.joined(separator: ", "))")
        }
    }
}

/// The split that options ask for, without what is left out of training.
struct TrainingSplit {
    let specification: SplitSpecification
    let seed: UInt64
    let exclusion: Exclusion?
    let split: Split
    /// Materials that are there no more to be trained on or validated.
    let leftOut: Int

    init(_ arguments: Arguments, dataset: Dataset) throws {
        specification = try arguments.text("split").map(SplitSpecification.init) ?? .standard(for: dataset)
        seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        let key = try arguments.choice("exclude-by", Exclusion.Key.self)
        guard key == nil || arguments.has("exclude") else { throw CommandError.usage("--exclude-by says how --exclude counts, which is missing") }
        exclusion = try arguments.text("exclude").map { try Exclusion(at: try arguments.existing($0), by: key ?? .id) }
        let whole = try specification.resolve(dataset, seed: seed)
        split = try exclusion?.applied(to: whole, of: dataset) ?? whole
        let materials = try dataset.materials()
        leftOut = materials.count(of: whole.training + whole.validation) - materials.count(of: split.training + split.validation)
    }
}
