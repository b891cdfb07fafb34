import Glibc
import MessagePassing

/// What a rank beside rank 0 knows of a wish to stop: whoever has the signal tells rank 0, which tells everybody.
final class Follower {
    private let signals: StopSignals
    private var hasTold = false

    init(_ signals: StopSignals) {
        self.signals = signals
    }

    /// Whether this rank has been asked to stop, by a signal of its own or by rank 0.
    func isAskedToStop(_ communicator: borrowing Communicator) throws -> Bool {
        try tell(communicator)
        return try hasTold || communicator.arrived(tag: .stop) != nil
    }

    /// Sleeps until rank 0 has no work left for anybody.
    ///
    /// - Returns: whether the run was stopped
    func waitForEnd(_ communicator: borrowing Communicator) throws -> Bool {
        while try communicator.arrived(tag: .end) == nil {
            try tell(communicator)
            usleep(5000)
        }
        return try communicator.receive(from: 0, tag: .end) == [1]
    }

    private func tell(_ communicator: borrowing Communicator) throws {
        guard !hasTold, signals.arrived != nil else { return }
        hasTold = true
        try communicator.send([UInt8]().span.bytes, to: 0, tag: .wish)
    }
}
