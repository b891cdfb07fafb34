import Models

/// The training of one member, by whichever of the two ways it comes to be.
public protocol MemberTraining {
    associatedtype State: MemberState

    /// Where the training is. Set its progress, and read into its vectors, to go on from somewhere.
    var state: State { get set }

    /// What could be predicted with if training ended here.
    func weights() throws -> any MemberWeights

    /// Trains from where the state is to the end.
    ///
    /// - Parameters:
    ///   - afterEpoch: told of every epoch, or stage
    ///   - afterBatch: told after every batch, or stage; the state is then one that training can go on from
    ///   - mayStop: asked between any two batches, or stages; where one of this member's ranks says yes, all of them stop after the same step
    /// - Returns: nil where it was stopped before the end
    mutating func run(
        afterEpoch: (EpochRecord, State) throws -> Void, afterBatch: (State) throws -> Void, mayStop: () throws -> Bool
    ) throws -> TrainedMember?
}

/// How a member ended.
public enum MemberOutcome: String, Codable, Sendable {
    case finished
    /// Ended by patience.
    case stoppedEarly = "stopped early"
    /// The loss, its gradient or what it predicts was not finite; the member is no part of the ensemble.
    case diverged
}

/// A trained member: the weights that are kept, those that did best on the validation set or what else was asked for.
public struct TrainedMember {
    public let weights: any MemberWeights
    public let history: [EpochRecord]
    public let bestEpoch: Int
    public let outcome: MemberOutcome
}

