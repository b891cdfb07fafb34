/// Where the time of a training step goes, phase by phase, and how much work of matrix products is done in each.
///
/// Nobody keeps one but a benchmark: a step without it asks no clock.
public final class PhaseAccount {
    public enum Phase: Int, Sendable, CaseIterable {
        /// Materials laid out as a batch.
        case batching
        /// Element and Wyckoff vectors through the first matrices.
        case embedding
        /// P, Q, R, S of the message layers.
        case firstLayers
        /// Attention between pairs.
        case pairs
        /// What was attended through the last matrix of a message, and the residual path.
        case secondLayers
        case pooling
        /// Trunk and output networks, with the loss.
        case networks
        case optimiser
        /// The steps' bookkeeping, and everything else.
        case rest
    }

    public enum Pass: String, Sendable, CaseIterable {
        case forward, backward
    }

    public struct Entry: Sendable {
        public var seconds = 0.0
        /// Floating-point operations of matrix products.
        public var operations = 0.0

        public init(seconds: Double = 0, operations: Double = 0) {
            self.seconds = seconds
            self.operations = operations
        }
    }

    public private(set) var entries: [Entry]
    private var current = 0
    private var since = ContinuousClock.now

    public init() {
        entries = [Entry](repeating: Entry(), count: Phase.allCases.count * Pass.allCases.count)
        enter(.rest, .forward)
    }

    public subscript(phase: Phase, pass: Pass) -> Entry { entries[Self.place(phase, pass)] }

    /// Ends the phase before and begins another.
    ///
    /// - Parameter operations: of the matrix products in it
    public func enter(_ phase: Phase, _ pass: Pass, operations: Int = 0) {
        let time = ContinuousClock.now
        entries[current].seconds += (time - since) / .seconds(1)
        since = time
        current = Self.place(phase, pass)
        entries[current].operations += Double(operations)
    }

    /// Leaves out the time since the last phase began.
    public func goOn() { since = ContinuousClock.now }

    public func clear() {
        enter(.rest, .forward)
        for place in entries.indices { entries[place] = Entry() }
    }

    private static func place(_ phase: Phase, _ pass: Pass) -> Int {
        phase.rawValue * 2 + (pass == .forward ? 0 : 1)
    }
}
