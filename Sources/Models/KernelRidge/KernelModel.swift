import Datasets
import Kernels

/// Kernel ridge regression, or the mean and variance of a Gaussian process, whose stages are settings of the kernel (Mathematics.md §8).
public struct KernelModel: StagedModel {
    public let settings: KernelSettings
    public let tasks: [Task]
    let points: KernelPoints
    public let basis: [NamedArray]

    init(_ settings: KernelSettings, tasks: [Task], points: KernelPoints) throws(ModelError) {
        try settings.validate()
        try tasks.refuseClasses(settings.kindName)
        self.settings = settings
        self.tasks = tasks
        self.points = points
        basis = points.arrays
    }

    public var stages: Int { settings.candidates.count }
    public var stageName: String { "kernel" }
    public var keptStage: KeptStage { .best(patience: nil) }

    /// A factorisation takes as long as n²/3 products for each material; 10⁹ of them as an epoch of Roost takes for a thousand materials.
    public var stageWork: Double { max(Double(points.count) * Double(points.count) * 1e-7, 0.001) }

    public var basisSummary: String { points.summary }
    public var featureSchemas: [FeatureSchema] { points.schemas }
    public func check(_ dataset: Dataset) throws { try points.check(dataset) }
    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws { try points.check(rows, of: dataset) }

    public func fit(_ inputs: ModelInputs, _ lesson: StagedLesson, continuing arrays: [NamedArray]) throws -> any StagedFit {
        try KernelFit(self, inputs, lesson, continuing: arrays.isEmpty ? nil : parts(arrays))
    }

    public var weightNames: [String] { [NamedArray].names(KernelPart.arrayNames, ofTargets: tasks.count) }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights { KernelMember(parts: try parts(arrays)) }

    private func parts(_ arrays: [NamedArray]) throws(ModelError) -> [KernelPart] {
        var parts: [KernelPart] = []
        for target in tasks.indices { parts.append(try KernelPart(try arrays.own(target, KernelPart.arrayNames), references: points.count)) }
        guard Set(parts.map(\.solutions.count)).count <= 1 else { throw .array(name: "kernel", problem: "targets of different stages") }
        return parts
    }

    public func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor { KernelPredictor(model: self, dataset: inputs.dataset) }
}

/// What a member has learnt, target by target; the factors that its variances need are made when they are first asked for.
final class KernelMember: MemberWeights {
    let parts: [KernelPart]
    private var systems: [KernelSystem] = []

    init(parts: [KernelPart]) {
        self.parts = parts
    }

    var arrays: [NamedArray] { [NamedArray](byTarget: parts.map(\.arrays)) }

    func systems(_ model: KernelModel) -> [KernelSystem] {
        guard systems.isEmpty else { return systems }
        systems = zip(parts, model.tasks).map { part, task in
            // A mean needs no separations of the references.
            let system = KernelSystem(model.points, model.settings.kernel, places: part.places, counts: part.counts, isEmpty: !task.hasDeviation)
            if task.hasDeviation, let solution = part.solutions.last { system.prepare(solution, isFinal: true) }
            return system
        }
        return systems
    }
}

private struct KernelPredictor: ModelPredictor {
    let model: KernelModel
    let dataset: Dataset
    private var others: KernelPoints.Others?

    init(model: KernelModel, dataset: Dataset) {
        self.model = model
        self.dataset = dataset
    }

    mutating func layOut(_ rows: ArraySlice<Int>) {
        others = try? model.points.others(Array(rows), dataset)
        precondition(others != nil, "a data set that was checked")
    }

    func outputs(_ weights: any MemberWeights) -> [[Float]] {
        guard let member = weights as? KernelMember, let others else { preconditionFailure("weights of another kind of model, or no rows") }
        let systems = member.systems(model)
        return member.parts.indices.map { target in
            guard let solution = member.parts[target].solutions.last else { return [] }
            return systems[target].outputs(solution, model.tasks[target], model.points, others).elements
        }
    }
}
