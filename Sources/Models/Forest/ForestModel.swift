import Datasets
import Foundation
import Kernels

/// Random forests, one for each target, whose stages are trees (Mathematics.md §8).
public struct ForestModel: StagedModel {
    public let settings: ForestModelSettings
    public let tasks: [Task]
    let features: FeatureBasis
    public let basis: [NamedArray]

    init(_ settings: ForestModelSettings, tasks: [Task], features: FeatureBasis) throws(ModelError) {
        try settings.validate()
        try ModelBounds.check(tasks, mostClasses: 65536)
        self.settings = settings
        self.tasks = tasks
        self.features = features
        basis = [features.array]
    }

    public var stages: Int { settings.growth.trees }
    public var stageName: String { "tree" }
    public var basisSummary: String { features.summary }
    public var featureSchemas: [FeatureSchema] { [features.schema] }
    public func check(_ dataset: Dataset) throws { try features.check(dataset) }

    /// Any row can be predicted: trees know what to do with a missing feature, and a data set has no infinite ones.
    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {}

    public func fit(_ inputs: ModelInputs, _ lesson: StagedLesson, continuing arrays: [NamedArray]) throws -> any StagedFit {
        try ForestFit(self, inputs, lesson, continuing: arrays.isEmpty ? nil : forests(arrays))
    }

    public var weightNames: [String] { [NamedArray].names(Forest.arrayNames, ofTargets: tasks.count) }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights { ForestMember(forests: try forests(arrays)) }

    /// The forest of each target, believed only as far as it can be predicted with.
    private func forests(_ arrays: [NamedArray]) throws(ModelError) -> [Forest] {
        var forests: [Forest] = []
        for (target, task) in tasks.enumerated() {
            let own = try arrays.own(target, Forest.arrayNames)
            let forest: Forest
            do { forest = try Forest(arrays: own) } catch { throw .array(name: "\(target)", problem: "\(error)") }
            guard forest.featureCount == features.schema.columns.count, forest.classCount == task.classCount, forest.treeCount > 0 else {
                throw .array(
                    name: "\(target)", problem: "a forest of \(forest.treeCount) trees, \(forest.featureCount) features and \(forest.classCount) classes")
            }
            forests.append(forest)
        }
        return forests
    }

    public func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor {
        ForestPredictor(tasks: tasks, features: try inputs.dataset.features(features.schema.name))
    }
}

/// The forests that a member has grown, one for each target.
struct ForestMember: MemberWeights {
    var forests: [Forest]

    var arrays: [NamedArray] { [NamedArray](byTarget: forests.map(\.arrays)) }
}

private struct ForestPredictor: ModelPredictor {
    let tasks: [Task]
    let features: StoredFeatures
    private var rows = Matrix(rows: 0, columns: 0)

    init(tasks: [Task], features: StoredFeatures) {
        self.tasks = tasks
        self.features = features
    }

    mutating func layOut(_ rows: ArraySlice<Int>) { self.rows = features.matrix(of: rows) }

    func outputs(_ weights: any MemberWeights) -> [[Float]] {
        guard let member = weights as? ForestMember else { preconditionFailure("weights of another kind of model") }
        return zip(member.forests, tasks).map { forest, task in
            guard let sums = try? forest.sums(of: rows) else { preconditionFailure("a forest of these features") }
            return sums.outputs(rows.rows, task).elements
        }
    }
}

extension ForestSums {
    /// σ² that is taken for that of leaves of one row which all trees agree on, in standardised units.
    private static let leastVariance = 1e-6

    /// What the trees say as outputs of a task: (mean, log σ) or the mean alone; of classes the logarithms of their shares.
    ///
    /// A class that no tree has met keeps half a tree's voice, so that its logarithm is a number.
    func outputs(_ rows: Int, _ task: Task) -> Matrix {
        let matrix = Matrix(rows: rows, columns: task.outputs)
        for row in 0..<rows {
            guard task.classCount == 0 else {
                for kind in 0..<task.classCount { matrix[row, kind] = Float(log(max(probability(row, kind), 0.5 / Double(treeCount)))) }
                continue
            }
            let (mean, variance) = meanAndVariance(row)
            matrix[row, 0] = Float(mean)
            if task.outputs > 1 { matrix[row, 1] = Float(0.5 * log(max(variance, Self.leastVariance))) }
        }
        return matrix
    }
}
