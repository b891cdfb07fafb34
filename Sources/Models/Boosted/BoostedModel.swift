import Datasets
import Kernels

/// Boosted trees, a booster for each target, whose stages are rounds (Mathematics.md §8).
///
/// XGBoost grows them; they are kept and predicted with as our own trees, in the sums that it would make.
public struct BoostedModel: StagedModel {
    public let settings: BoostedSettings
    public let tasks: [Task]
    let features: FeatureBasis
    public let basis: [NamedArray]

    init(_ settings: BoostedSettings, tasks: [Task], features: FeatureBasis) throws(ModelError) {
        try settings.validate()
        try ModelBounds.check(tasks, mostClasses: 65536)
        self.settings = settings
        self.tasks = tasks
        self.features = features
        basis = [features.array]
    }

    public var stages: Int { settings.rounds }
    public var stageName: String { "round" }
    public var keptStage: KeptStage { settings.patience.map { .best(patience: $0) } ?? .last }
    public var stageWork: Double { 0.005 }
    public var basisSummary: String { features.summary }
    public var featureSchemas: [FeatureSchema] { [features.schema] }
    public func check(_ dataset: Dataset) throws { try features.check(dataset) }

    /// Any row can be predicted: trees know what to do with a missing feature, and a data set has no infinite ones.
    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {}

    public func fit(_ inputs: ModelInputs, _ lesson: StagedLesson, continuing arrays: [NamedArray]) throws -> any StagedFit {
        try BoostedFit(self, inputs, lesson, continuing: arrays.isEmpty ? nil : member(arrays))
    }

    public var weightNames: [String] { [NamedArray].names(BoostedPart.arrayNames, ofTargets: tasks.count) }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights { try member(arrays) }

    private func member(_ arrays: [NamedArray]) throws(ModelError) -> BoostedMember {
        var parts: [BoostedPart] = []
        for (target, task) in tasks.enumerated() {
            let own = try arrays.own(target, BoostedPart.arrayNames)
            parts.append(try BoostedPart(own, featureCount: 2 * features.schema.columns.count, groups: max(task.classCount, 1)))
        }
        guard Set(parts.map(\.rounds)).count <= 1 else { throw .array(name: "boosted trees", problem: "targets of different rounds") }
        return BoostedMember(parts: parts)
    }

    public func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor {
        BoostedPredictor(tasks: tasks, features: try inputs.dataset.features(features.schema.name))
    }
}

private struct BoostedPredictor: ModelPredictor {
    let tasks: [Task]
    let features: StoredFeatures
    private var rows = Matrix(rows: 0, columns: 0)

    init(tasks: [Task], features: StoredFeatures) {
        self.tasks = tasks
        self.features = features
    }

    mutating func layOut(_ rows: ArraySlice<Int>) { self.rows = features.mirroredMatrix(of: rows) }

    func outputs(_ weights: any MemberWeights) -> [[Float]] {
        guard let member = weights as? BoostedMember else { preconditionFailure("weights of another kind of model") }
        return zip(member.parts, tasks).map { part, task in
            var sums = BoostedSums(rows: rows.rows, groups: part.groups)
            sums.add(part.forest, rows)
            return sums.outputs(task, deviation: part.deviation).elements
        }
    }
}
