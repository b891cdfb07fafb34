import Datasets
import Kernels

/// Nearest neighbours among the materials of the training set, whose stages are numbers of neighbours (Mathematics.md §8).
public struct NeighbourModel: StagedModel {
    public let settings: NeighbourSettings
    public let tasks: [Task]
    let references: ReferenceBasis
    public let basis: [NamedArray]

    /// Rows whose distances are computed at once.
    static let block = 128

    init(_ settings: NeighbourSettings, tasks: [Task], references: ReferenceBasis) throws(ModelError) {
        try settings.validate()
        try ModelBounds.check(tasks, mostClasses: 65536)
        self.settings = settings
        self.tasks = tasks
        self.references = references
        basis = references.arrays
    }

    public var stages: Int { settings.neighbours == nil ? settings.mostNeighbours : 1 }
    public var stageName: String { settings.neighbours == nil ? "neighbour" : "stage" }
    public var keptStage: KeptStage { .best(patience: nil) }
    public var stageWork: Double { 0.01 }
    public var basisSummary: String { references.summary }
    public var featureSchemas: [FeatureSchema] { references.schemas }
    public func check(_ dataset: Dataset) throws { try references.check(dataset) }
    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws { try references.check(rows, of: dataset) }

    public func fit(_ inputs: ModelInputs, _ lesson: StagedLesson, continuing arrays: [NamedArray]) throws -> any StagedFit {
        try NeighbourFit(self, inputs, lesson, continuing: arrays.isEmpty ? nil : parts(arrays))
    }

    public var weightNames: [String] { [NamedArray].names(NeighbourPart.arrayNames, ofTargets: tasks.count) }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights { NeighbourMember(parts: try parts(arrays)) }

    private func parts(_ arrays: [NamedArray]) throws(ModelError) -> [NeighbourPart] {
        var parts: [NeighbourPart] = []
        for (target, task) in tasks.enumerated() {
            parts.append(try NeighbourPart(try arrays.own(target, NeighbourPart.arrayNames), references: references.count, task: task))
        }
        guard Set(parts.map(\.neighbours.count)).count <= 1 else { throw .array(name: "neighbours", problem: "targets of different stages") }
        return parts
    }

    public func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor {
        NeighbourPredictor(model: self, dataset: inputs.dataset)
    }
}

private struct NeighbourPredictor: ModelPredictor {
    let model: NeighbourModel
    let dataset: Dataset
    /// [rows × references]
    private var distances = Matrix(rows: 0, columns: 0)

    init(model: NeighbourModel, dataset: Dataset) {
        self.model = model
        self.dataset = dataset
    }

    mutating func layOut(_ rows: ArraySlice<Int>) {
        // What cannot be compared is as far as can be: its rows are those of a data set that was checked.
        guard let distances = try? model.references.distances(of: Array(rows), dataset) else { preconditionFailure("a data set that was checked") }
        self.distances = distances
    }

    func outputs(_ weights: any MemberWeights) -> [[Float]] {
        guard let member = weights as? NeighbourMember else { preconditionFailure("weights of another kind of model") }
        return zip(member.parts, model.tasks).map { part, task in
            let most = part.neighbours.last ?? 1
            let found = (0..<distances.rows).map { part.nearest(most, in: distances.rows($0..<$0 + 1)) }
            return part.outputs(found, task, model.settings.weights).elements
        }
    }
}
