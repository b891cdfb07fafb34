import Datasets
import Kernels

/// A member's trees while they are boosted: a stage is the next round of every target.
struct BoostedFit: StagedFit {
    private let boosters: [TargetBooster]
    private var member: BoostedMember

    /// - Parameter member: what has been made so far; nil: nothing
    init(_ model: BoostedModel, _ inputs: ModelInputs, _ lesson: StagedLesson, continuing member: BoostedMember?) throws {
        let features = try inputs.dataset.features(model.features.schema.name)
        let training = features.mirroredMatrix(of: lesson.training)
        let (measured, validation) = (features.mirroredMatrix(of: lesson.measured), features.mirroredMatrix(of: lesson.validation))
        self.member = member ?? BoostedMember(parts: model.tasks.map { BoostedPart(featureCount: training.columns, groups: max($0.classCount, 1)) })
        boosters = try model.tasks.indices.map { try TargetBooster(model, $0, lesson, training: training, measured: measured, validation: validation) }
        for (booster, part) in zip(boosters, self.member.parts) { booster.add(part.forest) }
    }

    var stages: Int { member.parts[0].rounds }

    var arrays: [NamedArray] { member.arrays }

    func weights(keeping stage: Int) -> [NamedArray] { BoostedMember(parts: member.parts.map { $0.prefix(rounds: stage) }).arrays }

    mutating func advance() throws {
        for (target, booster) in boosters.enumerated() {
            for tree in try booster.round(member.parts[target].rounds) { member.parts[target].forest.append(tree) }
            booster.add(member.parts[target].forest)
            member.parts[target].deviations.append(booster.deviation)
        }
    }

    func outputs() -> [Matrix] { zip(boosters, member.parts).map { $0.outputs(deviation: $1.deviation) } }
}

/// Boosts the trees of one target. A class, because a table is one of a kind and cannot be copied.
private final class TargetBooster {
    private let task: Task
    private var table: BoostingTable
    private let parameters: [(name: String, value: String)]
    private let featureCount: Int
    private let drawsColumns: Bool
    /// Rows that are learnt from, those that are measured, and those that σ is told from, each with what the rounds so far add up to.
    private var learnt: (rows: Matrix, sums: BoostedSums)
    private var measured: (rows: Matrix, sums: BoostedSums)
    private var validation: (rows: Matrix, sums: BoostedSums)
    private let validationValues: [Float]

    /// Beyond what is drawn of rows.
    private static let seedPlace = 1 << 40

    /// - Parameters:
    ///   - training, measured, validation: [rows × mirrored features] of the lesson
    init(_ model: BoostedModel, _ target: Int, _ lesson: StagedLesson, training: Matrix, measured: Matrix, validation: Matrix) throws {
        task = model.tasks[target]
        featureCount = training.columns / 2
        drawsColumns = model.settings.featureShare < 1
        let own = LearntRows(lesson, target: target)
        let values = own.values(lesson, target: target)
        let rows = Matrix(rows: own.places.count, columns: training.columns)
        for (row, place) in own.places.enumerated() { rows.rows(row..<row + 1).copy(from: training.rows(place..<place + 1)) }
        let weights = zip(own.counts, values).map { [task] count, value in Float(count) * Float(task.classWeights?[Int(value)] ?? 1) }
        table = try BoostingTable(rows.columns(0..<featureCount))
        try table.setLabels(values, weights: weights)
        let random = CounterRandom(seed: lesson.seed, member: lesson.member, purpose: .bootstrap, stream: target)
        parameters = model.settings.parameters(task, seed: random.words(at: Self.seedPlace).0)
        let groups = max(task.classCount, 1)
        learnt = (rows, BoostedSums(rows: rows.rows, groups: groups))
        self.measured = (measured, BoostedSums(rows: measured.rows, groups: groups))
        self.validation = (validation, BoostedSums(rows: validation.rows, groups: groups))
        validationValues = lesson.validation.map { lesson.targets[target][$0] }
    }

    func round(_ number: Int) throws -> [Tree] {
        let json = try table.round(number, sums: learnt.sums.values, parameters: parameters, isOnItsOwn: drawsColumns)
        return try BoostedRound(json: json, features: featureCount, groups: learnt.sums.groups).trees
    }

    /// Takes all rows down the trees that are new.
    func add(_ forest: Forest) {
        learnt.sums.add(forest, learnt.rows)
        measured.sums.add(forest, measured.rows)
        validation.sums.add(forest, validation.rows)
    }

    /// σ by the validation rows, which no tree has learnt from.
    var deviation: Double {
        guard let loss = task.regressionLoss else { return 1 }
        var spread = ResidualSpread(loss)
        for (sum, value) in zip(validation.sums.values, validationValues) { spread.add(Double(sum - value)) }
        return spread.deviation
    }

    func outputs(deviation: Double) -> Matrix { measured.sums.outputs(task, deviation: deviation) }
}
