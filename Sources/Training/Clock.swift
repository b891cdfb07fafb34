import Glibc

/// Wall and processor time since a moment, in seconds.
public struct Clock: Sendable {
    private let wall = Self.now(CLOCK_MONOTONIC)
    private let processor = Self.now(CLOCK_PROCESS_CPUTIME_ID)

    public init() {}

    public var elapsed: (seconds: Double, cpuSeconds: Double) {
        (Self.now(CLOCK_MONOTONIC) - wall, Self.now(CLOCK_PROCESS_CPUTIME_ID) - processor)
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
