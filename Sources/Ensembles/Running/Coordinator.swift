import Foundation
import MessagePassing
import Training

/// What rank 0 does beside its own training: hands out members, takes in events and results, and passes a wish to stop on to every group.
final class Coordinator {
    private let plan: EnsemblePlan
    private var queue: JobQueue
    private(set) var results: [MemberResult] = []
    /// Groups of other ranks that may still have something to say.
    private var busyGroups: Set<Int>
    private let signals: StopSignals
    private let observe: (EnsembleEvent) throws -> Void

    /// - Parameters:
    ///   - costs: of each job
    ///   - observe: told of every event of every rank as it arrives
    init(_ plan: EnsemblePlan, costs: [Int], signals: StopSignals, observe: @escaping (EnsembleEvent) throws -> Void) {
        self.plan = plan
        self.signals = signals
        self.observe = observe
        queue = JobQueue(costs: costs)
        busyGroups = Set(1..<max(plan.groups, 1))
    }

    var isStopping: Bool { queue.isStopping }

    /// Whether no other rank has anything left to say.
    var isAlone: Bool { busyGroups.isEmpty }

    /// For this rank's own group.
    func next() -> Assignment { queue.next() }

    func note(_ event: EnsembleEvent) throws { try observe(event) }

    func note(_ result: MemberResult) { results.append(result) }

    /// Lets the ranks go that have nothing left to do.
    func end(_ communicator: borrowing Communicator) throws {
        let word: UInt8 = isStopping ? 1 : 0
        for rank in 1..<max(communicator.size, 1) { try communicator.send([word].span.bytes, to: rank, tag: .end) }
    }

    /// Tells every group, once.
    func stop(_ communicator: borrowing Communicator) throws {
        guard !queue.isStopping else { return }
        queue.stop()
        for group in busyGroups.sorted() { try communicator.send([1].span.bytes, to: plan.leader(ofGroup: group), tag: .stop) }
    }

    /// Takes in whatever has arrived; never waits.
    func listen(_ communicator: borrowing Communicator) throws {
        if signals.arrived != nil { try stop(communicator) }
        while let source = try communicator.arrived(tag: .event) {
            let bytes = try communicator.receive(from: source, tag: .event)
            try observe(try JSONDecoder.lenient.decode(EnsembleEvent.self, from: Data(bytes)))
        }
        while let source = try communicator.arrived(tag: .result) { results.append(try communicator.receiveResult(from: source, tag: .result)) }
        while let source = try communicator.arrived(tag: .wish) {
            _ = try communicator.receive(from: source, tag: .wish)
            try stop(communicator)
        }
        while let source = try communicator.arrived(tag: .request) {
            _ = try communicator.receive(from: source, tag: .request)
            let assignment = queue.next()
            try communicator.send([assignment.number].span.bytes, to: source, tag: .assignment)
            if case .job = assignment { continue }
            busyGroups.remove(plan.group(ofRank: source))
        }
    }
}

extension MessageTag {
    /// An `EnsembleEvent`, to rank 0.
    static let event = MessageTag(1)
    /// A `MemberResult`, to rank 0.
    static let result = MessageTag(2)
    /// A group is free, to rank 0.
    static let request = MessageTag(3)
    /// The answer.
    static let assignment = MessageTag(4)
    /// The run stops, from rank 0.
    static let stop = MessageTag(5)
    /// A rank was asked to stop, to rank 0.
    static let wish = MessageTag(6)
    /// Nothing is left to do, from rank 0 to every rank.
    static let end = MessageTag(7)
    /// A sum of gradients, within a group.
    static let gradient = MessageTag(8)
}
