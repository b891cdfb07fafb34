/// What a group is to do next.
package enum Assignment: Equatable {
    /// A member of one of the ensembles, by its place among all of them.
    case job(Int)
    /// Every job is in somebody's hands.
    case nothingLeft
    /// The run stops; what is left is for the next job.
    case stop

    /// As it travels between ranks.
    package var number: Int64 {
        switch self {
        case .job(let job): Int64(job)
        case .nothingLeft: -1
        case .stop: -2
        }
    }

    package init(number: Int64) {
        switch number {
        case 0...: self = .job(Int(number))
        case -1: self = .nothingLeft
        default: self = .stop
        }
    }
}

/// The members that nobody has begun yet. Groups ask when they become free, so that a slow one holds up nobody else.
package struct JobQueue {
    private var waiting: [Int]
    package private(set) var isStopping = false

    /// - Parameter costs: materials that each member has still to meet; who needs most goes first, so that no long one begins last
    package init(costs: [Int]) {
        waiting = costs.indices.sorted { (-costs[$0], $0) < (-costs[$1], $1) }
    }

    package mutating func next() -> Assignment {
        if isStopping { return .stop }
        return waiting.isEmpty ? .nothingLeft : .job(waiting.removeFirst())
    }

    package mutating func stop() { isStopping = true }
}
