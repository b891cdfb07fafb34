import Glibc

/// The operating system's wish that this process stops in good order.
///
/// The signals are blocked, so that they stay pending until somebody asks for them: there is no handler. One would have to run on the stack of
/// whatever it interrupts, and oneDNN's kernels do not survive that: their memory was found overwritten after it.
public struct StopSignals: Sendable {
    private let watched: [Int32]

    /// What can stop a run, by the names of a command line.
    public static let names: [(name: String, number: Int32)] = [("TERM", SIGTERM), ("INT", SIGINT), ("USR1", SIGUSR1), ("USR2", SIGUSR2)]
    public static let standard = [SIGTERM, SIGINT, SIGUSR1]

    /// From now on these signals end nothing. Watch before MPI is initialised, whose threads are to leave them alone too.
    public init(watching signals: [Int32]) {
        watched = signals
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// The name of a signal that has arrived; nil where there was none.
    public var arrived: String? {
        var pending = sigset_t()
        sigpending(&pending)
        guard let number = watched.first(where: { sigismember(&pending, $0) == 1 }) else { return nil }
        return Self.names.first { $0.number == number }.map { "SIG\($0.name)" } ?? "signal \(number)"
    }
}
