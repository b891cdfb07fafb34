import Datasets
import Kernels

/// A model whose members learn by gradient: one flat vector of parameters, a forward and a backward pass.
public protocol GradientModel: Model {
    /// Where its parameters lie in the flat vector.
    var layout: ParameterLayout { get }

    /// Where in that vector what comes after the message passing begins; nil where there is none to keep as it begins.
    var firstAfterMessages: Int? { get }

    /// The weights that member `member` begins with.
    func initialWeights(seed: UInt64, member: Int) -> ParameterVector

    /// - Parameter account: told of the phases of every step
    func learner(_ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws -> any GradientLearner

    /// Why members cannot begin with the weights of another model of this kind; nil where they can, as far as their sizes agree.
    func hindrance(toBeginWith other: any GradientModel) -> ModelMismatch?
}

extension GradientModel {
    public var learning: Learning { .byGradient(self) }
    public var parameterCount: Int? { layout.learntCount }
    public var weightNames: [String] { layout.blocks.map(\.name) }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights { try vector(of: arrays) }

    /// A member's weights from arrays under the names of the layout's blocks.
    func vector(of arrays: [NamedArray]) throws(ModelError) -> ParameterVector {
        // All of them are there before memory is taken for them.
        var values: [[Float]] = []
        for block in layout.blocks { values.append(try arrays.floats(block.name, shape: [block.rows, block.columns])) }
        let vector = ParameterVector(layout: layout)
        for (block, values) in zip(layout.blocks, values) { vector[block].copy(from: values.span) }
        return vector
    }

    public func predictor(_ inputs: ModelInputs) throws -> any ModelPredictor {
        LearnerPredictor(learner: try learner(inputs, for: .prediction, account: nil))
    }
}

/// What a model's buffers are for; prediction keeps no gradients.
public enum ModelPurpose: Sendable { case training, prediction }

/// What an epoch of training draws: every number is a function of these and of a place.
public struct EpochDraws: Sendable {
    public let seed: UInt64
    public let member: Int
    public let epoch: Int
    /// Whether a material is seen in one of its equivalent representations, drawn for this epoch, or in all.
    public let drawsRepresentations: Bool

    public init(seed: UInt64, member: Int, epoch: Int, drawsRepresentations: Bool) {
        self.seed = seed
        self.member = member
        self.epoch = epoch
        self.drawsRepresentations = drawsRepresentations
    }

    public func random(_ purpose: CounterRandom.Purpose) -> CounterRandom {
        CounterRandom(seed: seed, member: member, purpose: purpose, stream: epoch)
    }
}

/// A model at work on rows of a data set: forward, and backward from where a loss has left its gradient.
public protocol GradientLearner {
    associatedtype Learnt: GradientModel
    var model: Learnt { get }

    /// Told of the phases of every step.
    var account: PhaseAccount? { get }

    /// Makes room for these batches, so that nothing is allocated while they are worked on.
    ///
    /// - Parameter draws: of the epoch that they are trained in; nil: they are measured or predicted
    mutating func reserve(for batches: [(rows: ArraySlice<Int>, sliceSize: Int)], draws: EpochDraws?)

    /// Lays some rows out, to be passed forward with any number of weights.
    ///
    /// - Parameters:
    ///   - sliceSize: rows of the parts that sums over the rows are taken in; nil: all in one
    ///   - draws: of the epoch that they are trained in; nil: they are measured or predicted
    mutating func layOut(_ rows: ArraySlice<Int>, sliceSize: Int?, draws: EpochDraws?)

    /// Raw outputs of the rows that are laid out, one matrix for each target [rows × outputs], until others are asked for.
    func outputs(weights: ParameterVector) -> [Matrix]

    /// Whether what a row comes to in training depends on the other rows of its batch, so that all ranks that share a batch work on it at one
    /// time, those without rows too.
    var normalisesBatches: Bool { get }

    /// The same in training; of kinds that normalise batches another function.
    ///
    /// - Throws: what the sums throw
    func learntOutputs(weights: ParameterVector, sums: some BatchSums) throws -> [Matrix]

    /// What has entered the output networks of the targets to give these outputs, [rows × width]; nil where nothing is shared between them.
    var representation: Matrix? { get }

    /// Where a loss leaves its gradient with respect to those outputs, for each target.
    func outputGradients(rows: Int) -> [Matrix]

    /// The gradient of the loss, every element of it, after `learntOutputs` with the same weights.
    ///
    /// - Parameter includingMessages: false where what comes before `firstAfterMessages` is not learnt; its gradient stays as it is
    /// - Throws: what the sums throw
    func backward(weights: ParameterVector, gradient: ParameterVector, includingMessages: Bool, sums: some BatchSums) throws

    /// Takes the statistics of the batch that was learnt into those that the weights carry for prediction.
    func keepStatistics(in weights: ParameterVector)
}

extension GradientLearner {
    public var normalisesBatches: Bool { false }

    public func learntOutputs(weights: ParameterVector, sums: some BatchSums) throws -> [Matrix] { outputs(weights: weights) }

    public func keepStatistics(in weights: ParameterVector) {}
}

/// Sums over a batch that are needed before it can be worked on further, joined over all ranks that share it.
public protocol BatchSums {
    /// Makes the sum over this rank's slices that of all, in the tree of slices, the same bits on every rank.
    ///
    /// - Parameter sums: packed
    func sum(_ sums: Matrix) throws
}

/// A batch that one rank has to itself.
public struct WholeBatch: BatchSums {
    public init() {}
    public func sum(_ sums: Matrix) {}
}

/// Prediction by forward passes.
private struct LearnerPredictor: ModelPredictor {
    var learner: any GradientLearner

    mutating func layOut(_ rows: ArraySlice<Int>) { learner.layOut(rows, sliceSize: nil, draws: nil) }

    func outputs(_ weights: any MemberWeights) -> [[Float]] {
        guard let vector = weights as? ParameterVector else { preconditionFailure("weights of another kind of model") }
        return learner.outputs(weights: vector).map(\.elements)
    }

    func representation(_ weights: any MemberWeights) -> Matrix? {
        _ = outputs(weights)
        return learner.representation
    }
}

extension ParameterVector: MemberWeights {
    public var arrays: [NamedArray] {
        layout.blocks.map { NamedArray(name: $0.name, shape: [$0.rows, $0.columns], elements: .floats(self[$0].elements)) }
    }
}
