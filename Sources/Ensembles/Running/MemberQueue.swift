/// What a group is to do next.
package enum Assignment: Equatable {
    case member(Int)
    /// Every member is in somebody's hands.
    case nothingLeft
    /// The run stops; what is left is for the next job.
    case stop

    /// As it travels between ranks.
    package var number: Int64 {
        switch self {
        case .member(let member): Int64(member)
        case .nothingLeft: -1
        case .stop: -2
        }
    }

    package init(number: Int64) {
        switch number {
        case 0...: self = .member(Int(number))
        case -1: self = .nothingLeft
        default: self = .stop
        }
    }
}

/// The members that nobody has begun in this job. Groups ask when they become free, so that a slow one holds up nobody else.
package struct MemberQueue {
    private var waiting: [Int]
    package private(set) var isStopping = false

    /// - Parameter remaining: epochs that each member still needs; who needs most goes first, so that no long one begins last
    package init(remaining: [Int]) {
        waiting = remaining.indices.sorted { (-remaining[$0], $0) < (-remaining[$1], $1) }
    }

    package mutating func next() -> Assignment {
        if isStopping { return .stop }
        return waiting.isEmpty ? .nothingLeft : .member(waiting.removeFirst())
    }

    package mutating func stop() { isStopping = true }
}
