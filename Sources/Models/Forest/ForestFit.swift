import Datasets
import Kernels

/// A member's forests while they grow: a stage is the next tree of every target.
struct ForestFit: StagedFit {
    private let tasks: [Task]
    private var member: ForestMember
    private let growers: [TargetGrower]
    /// [measured × features]
    private let measured: Matrix
    private var sums: [ForestSums]

    /// - Parameter forests: those that have grown so far, one for each target; nil: none
    init(_ model: ForestModel, _ inputs: ModelInputs, _ lesson: StagedLesson, continuing forests: [Forest]?) throws {
        let features = try inputs.dataset.features(model.features.schema.name)
        let training = features.matrix(of: lesson.training)
        tasks = model.tasks
        growers = try model.tasks.indices.map { target in
            try TargetGrower(model, target, training, lesson.training.map { lesson.targets[target][$0] }, seed: lesson.seed, member: lesson.member)
        }
        member = ForestMember(
            forests: forests ?? model.tasks.map { Forest(featureCount: features.schema.columns.count, classCount: $0.classCount) })
        measured = features.matrix(of: lesson.measured)
        sums = model.tasks.map { ForestSums(rows: lesson.measured.count, classCount: $0.classCount) }
        if stages > 0 { try measure() }
    }

    var stages: Int { member.forests[0].treeCount }

    var arrays: [NamedArray] { member.arrays }

    mutating func advance() throws {
        let number = stages
        for (target, grower) in growers.enumerated() { member.forests[target].append(grower.grow(number)) }
        try measure()
    }

    /// Takes the measured rows down the trees that are new.
    private mutating func measure() throws {
        for target in tasks.indices { try sums[target].add(member.forests[target], measured) }
    }

    func outputs() -> [Matrix] { zip(sums, tasks).map { $0.outputs(measured.rows, $1) } }
}

/// Grows the trees of one target. A class, because a grower is one of a kind and cannot be copied.
private final class TargetGrower {
    private var grower: TreeGrower
    private let firstTree: Int

    /// Trees of a forest at most (`ForestSettings.validate`); those of the next target count on from there.
    private static let treesOfTarget = 100_000

    /// - Parameters:
    ///   - training: [rows × features]
    ///   - values: of those rows; NaN where not known, which this target does not learn from
    init(_ model: ForestModel, _ target: Int, _ training: Matrix, _ values: [Float], seed: UInt64, member: Int) throws {
        let known = values.indices.filter { !values[$0].isNaN }
        let features = try BinnedFeatures(training, rows: known, bins: model.settings.growth.bins)
        let task = model.tasks[target]
        let targets: ForestTargets =
            task.isClassification
            ? .classes(known.map { Int32(values[$0]) }, count: task.classCount, weights: task.classWeights) : .values(known.map { values[$0] })
        grower = try TreeGrower(features, targets, model.settings.growth, rule: model.settings.rule, seed: seed, member: member)
        firstTree = target * Self.treesOfTarget
    }

    func grow(_ tree: Int) -> Tree { grower.grow(firstTree + tree) }
}
