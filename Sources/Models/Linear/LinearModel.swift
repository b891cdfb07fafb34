import Datasets
import Kernels

/// Linear functions of standardised features, one for each target, whose stages are penalties (Mathematics.md §8).
public struct LinearModel: StagedModel {
    public let settings: LinearSettings
    public let tasks: [Task]
    let scaling: FeatureScaling
    public let basis: [NamedArray]

    init(_ settings: LinearSettings, tasks: [Task], scaling: FeatureScaling) throws(ModelError) {
        try settings.validate()
        try tasks.refuseClasses(settings.kindName)
        self.settings = settings
        self.tasks = tasks
        self.scaling = scaling
        basis = scaling.arrays
    }

    public var stages: Int { settings.penalty == nil ? settings.penalties : 1 }
    public var stageName: String { "penalty" }
    public var keptStage: KeptStage { .best(patience: nil) }
    public var stageWork: Double { 0.001 }
    public var basisSummary: String { scaling.features.summary }
    public var featureSchemas: [FeatureSchema] { [scaling.features.schema] }
    public func check(_ dataset: Dataset) throws { try scaling.features.check(dataset) }

    /// Any row can be predicted: a missing feature is taken to be the mean.
    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {}

    public func fit(_ inputs: ModelInputs, _ lesson: StagedLesson, continuing arrays: [NamedArray]) throws -> any StagedFit {
        try LinearFit(self, inputs, lesson, continuing: arrays.isEmpty ? nil : member(arrays))
    }

    public var weightNames: [String] { [NamedArray].names(LinearPart.arrayNames, ofTargets: tasks.count) }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights { try member(arrays) }

    private func member(_ arrays: [NamedArray]) throws(ModelError) -> LinearMember {
        var parts: [LinearPart] = []
        for target in tasks.indices {
            parts.append(try LinearPart(try arrays.own(target, LinearPart.arrayNames), columns: scaling.features.schema.columns.count))
        }
        guard Set(parts.map(\.solutions.count)).count <= 1 else {
            throw .array(name: "penalty", problem: "targets with different numbers of penalties")
        }
        return LinearMember(parts: parts)
    }

    public func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor {
        LinearPredictor(model: self, features: try inputs.dataset.features(scaling.features.schema.name))
    }
}

private struct LinearPredictor: ModelPredictor {
    let model: LinearModel
    let features: StoredFeatures
    private var rows = Matrix(rows: 0, columns: 0)

    init(model: LinearModel, features: StoredFeatures) {
        self.model = model
        self.features = features
    }

    mutating func layOut(_ rows: ArraySlice<Int>) { self.rows = model.scaling.matrix(of: rows, features) }

    func outputs(_ weights: any MemberWeights) -> [[Float]] {
        guard let member = weights as? LinearMember else { preconditionFailure("weights of another kind of model") }
        return zip(member.parts, model.tasks).map { $0.outputs(rows, $1).elements }
    }
}
