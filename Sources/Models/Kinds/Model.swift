import Datasets
import Kernels

/// A model made for targets: what can be learnt, stored and predicted with, whatever its kind.
///
/// Its numbers are brought by the caller as the weights of a member, so that one model serves training, its best weights and every member of an
/// ensemble.
public protocol Model {
    /// One for each target.
    var tasks: [Task] { get }

    /// What it rests on beside its settings and its members' weights, as a file keeps it: vectors of elements, the schema of features.
    var basis: [NamedArray] { get }

    /// What it rests on in a few words, for people.
    var basisSummary: String { get }

    /// Numbers that a member learns; nil where that depends on what it learns from.
    var parameterCount: Int? { get }

    /// The stored features that it reads; empty where it reads none.
    var featureSchemas: [FeatureSchema] { get }

    /// Refuses data that members cannot predict.
    ///
    /// - Throws: `ModelMismatch`
    func check(_ dataset: Dataset) throws

    /// Refuses rows that members cannot predict.
    ///
    /// - Throws: `ModelMismatch`
    func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws

    /// Names of the arrays that a member's weights are stored as, in the order in which its digest takes them.
    var weightNames: [String] { get }

    /// A member's weights from arrays of those names, which a file has and nobody has looked at yet.
    func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights

    func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor

    /// How its members come to be.
    var learning: Learning { get }
}

extension Model {
    public var featureSchemas: [FeatureSchema] { [] }
}

/// How a member comes to be.
public enum Learning {
    /// Step by step down the gradient of a loss, by one rank or several together.
    case byGradient(any GradientModel)
    /// Stage after stage, each built on those before: a tree, a round, a factorisation.
    case inStages(any StagedModel)
}

extension Learning {
    /// What people call one of the steps that a member's history is made of.
    public var stepName: String {
        switch self {
        case .byGradient: "epoch"
        case .inStages(let model): model.stageName
        }
    }

    /// The work of such a step on a material, in that of an epoch by gradient: what jobs are ordered by and time left is told from. A tree of a
    /// forest takes about a hundredth of an epoch of Roost.
    public var stepWork: Double {
        switch self {
        case .byGradient: 1
        case .inStages(let model): model.stageWork
        }
    }
}

/// What a member has learnt.
public protocol MemberWeights {
    /// As a file stores it, under the names that its model gives.
    var arrays: [NamedArray] { get }
}

/// Why a model and a data set do not go together.
public struct ModelMismatch: Error, CustomStringConvertible {
    public let expected: String
    public let found: String
    /// What would make it right; empty where nothing is known to.
    public let advice: String

    public init(expected: String, found: String, advice: String = "") {
        self.expected = expected
        self.found = found
        self.advice = advice
    }

    public var description: String { "expected \(expected), found \(found)" + (advice.isEmpty ? "" : "; \(advice)") }
}

/// What is known of some rows by members, row after row of blocks that are laid out once for all of them.
public protocol ModelPredictor {
    mutating func layOut(_ rows: ArraySlice<Int>)

    /// Raw outputs of the rows that are laid out, for each target [rows × outputs] row by row.
    mutating func outputs(_ weights: any MemberWeights) -> [[Float]]

    /// What a member makes of the rows that are laid out before it predicts anything of them, [rows × width], until others are asked for; nil for kinds
    /// that make nothing.
    mutating func representation(_ weights: any MemberWeights) -> Matrix?
}

extension ModelPredictor {
    public func representation(_ weights: any MemberWeights) -> Matrix? { nil }
}
