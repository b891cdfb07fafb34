import Datasets
import Kernels

/// A model whose members are built stage after stage: trees of a forest, rounds of boosting, a factorisation.
public protocol StagedModel: Model {
    /// Stages of a member, and what people call one.
    var stages: Int { get }
    var stageName: String { get }

    /// Which of its stages a member keeps.
    var keptStage: KeptStage { get }

    /// The work of a stage on a material, in that of an epoch of Roost (`Learning.stepWork`).
    var stageWork: Double { get }

    /// A member with the stages that are there already.
    ///
    /// - Parameters:
    ///   - lesson: what it learns
    ///   - arrays: of the stages so far, as `StagedFit.arrays` has given them; empty: none
    /// - Throws: `ModelError` for arrays that are no such stages
    func fit(_ inputs: ModelInputs, _ lesson: StagedLesson, continuing arrays: [NamedArray]) throws -> any StagedFit
}

extension StagedModel {
    public var learning: Learning { .inStages(self) }
    public var parameterCount: Int? { nil }
    public var keptStage: KeptStage { .last }
    public var stageWork: Double { 0.01 }
}

/// Which stages of a member are kept.
public enum KeptStage: Sendable, Equatable {
    /// All of them.
    case last
    /// Those up to the one with the smallest error on the validation set; no more are built after so many without a smaller one, where a
    /// patience is said.
    case best(patience: Int?)
}

/// What a staged member learns from.
public struct StagedLesson: Sendable {
    /// For each target the values of every material of the data set: standardised, or class numbers; NaN where not known.
    public let targets: [[Float]]
    /// Rows to learn from.
    public let training: [Int]
    /// Rows that may be chosen by, and are not learnt from.
    public let validation: [Int]
    /// Rows whose outputs are asked for after each stage.
    public let measured: [Int]
    public let seed: UInt64
    public let member: Int

    public init(targets: [[Float]], training: [Int], validation: [Int] = [], measured: [Int], seed: UInt64, member: Int) {
        self.targets = targets
        self.training = training
        self.validation = validation
        self.measured = measured
        self.seed = seed
        self.member = member
    }
}

/// A member that is being built.
public protocol StagedFit {
    /// Stages that are done.
    var stages: Int { get }

    /// Builds the next stage.
    mutating func advance() throws

    /// Everything that the stages so far have made: what a fit goes on from.
    var arrays: [NamedArray] { get }

    /// The weights of a member that keeps the stages up to this one, counted from 1.
    func weights(keeping stage: Int) -> [NamedArray]

    /// Raw outputs of the measured rows by the stages so far, for each target [rows × outputs].
    func outputs() -> [Matrix]
}

extension StagedFit {
    /// Of those that keep all of them.
    public func weights(keeping stage: Int) -> [NamedArray] { arrays }
}
