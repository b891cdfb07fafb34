import Kernels
import Models

/// How far a member's training has come: all that the next step depends on and that is no vector.
public struct MemberProgress: Codable, Sendable, Equatable {
    /// Steps of the optimiser.
    public var step = 0
    /// The running mean of the norms of gradients, where they are clipped by it; nil before the first step.
    public var usualNorm: Double?
    /// Steps in a row that were left out because their loss or gradient was not finite; nil: none.
    public var leftOut: Int?
    /// Where training has gone back to its best weights: how often, and the last time.
    public var goingBack: GoingBack?
    /// Every epoch that is done.
    public var history: [EpochRecord] = []
    /// Smallest validation error so far, in the units that "best" is measured in, or the last one where that epoch is kept; nil before the
    /// first.
    public var bestError: Double?
    /// Of the weights that are kept.
    public var bestEpoch = 0
    /// The loss or its gradient was not finite; the member is no part of the ensemble.
    public var hasDiverged = false
    /// The epoch in hand.
    public var epoch = EpochProgress()

    public init() {}

    /// Whether a training of so many targets can have come so far: what a file says may be anything.
    public func isPossible(targets: Int) -> Bool {
        step >= 0 && epoch.batches >= 0 && (usualNorm ?? 0) >= 0 && (leftOut ?? 0) >= 0
            && (goingBack?.isPossible(steps: step) ?? true) && [0, targets].contains(epoch.sums.count) && (0...history.count).contains(bestEpoch)
    }

    /// How the training ended; nil while there is something left to do.
    public func outcome(_ configuration: TrainingConfiguration) -> MemberOutcome? {
        if hasDiverged { return .diverged }
        let isPatient = configuration.patience.map { history.count - bestEpoch < $0 } ?? true
        let isLast = history.count >= configuration.epochs
        if isPatient && !isLast { return nil }
        // Whose validation error never was a number has learnt nothing that could be kept.
        if bestError == nil { return .diverged }
        return isLast && isPatient ? .finished : .stoppedEarly
    }
}

/// What a training that has gone back to its best weights goes on with.
public struct GoingBack: Codable, Sendable, Equatable {
    public var count: Int
    /// Step after which it went back the last time: the optimiser's moments began anew there.
    public var step: Int
    /// Training loss of the epoch whose weights it went back to, which later ones are compared with.
    public var loss: Double
    /// Epochs that were done then.
    public var epochs: Int

    /// A rate that was too high once is halved each time, down to a thousandth; what jumps still is beyond help.
    static let most = 10

    var rateFactor: Double { 1 / Double(1 << count) }

    func isPossible(steps: Int) -> Bool { (1...Self.most).contains(count) && (0...steps).contains(step) && epochs >= 0 }
}

/// How far an epoch has come.
public struct EpochProgress: Codable, Sendable, Equatable {
    /// Batches that are done; all of them where only the validation is left.
    public var batches = 0
    /// Whether a step came to nothing, so that the other batches are left out and training goes back; nil: no.
    public var isLost: Bool?
    /// Over those batches, for each target; empty before the first.
    public var sums: [Loss.Sum] = []
    public var learningRate = 0.0
    /// Of training.
    public var seconds = 0.0
    public var cpuSeconds = 0.0

    public init() {}
}
