import Commands
import Foundation
import MessagePassing

extension Communicator {
    /// Makes sure that every rank is about to do what rank 0 does. Each reads files of its own, and on a cluster the copies of a data set, a
    /// configuration or the program may differ from node to node: the ensemble would be one of two minds.
    ///
    /// - Parameter facts: what must be the same everywhere, by name
    /// - Throws: `CommandError` on a rank that differs, with what differs first
    func agree(on facts: [String: String]) throws {
        guard size > 1 else { return }
        let told = try broadcast(rank == 0 ? Array(JSONEncoder().encode(facts)) : [])
        let first = try JSONDecoder().decode([String: String].self, from: Data(told))
        let differing = Set(facts.keys).union(first.keys).sorted().filter { facts[$0] != first[$0] }
        guard let name = differing.first else {
            // Nobody begins anything before all have agreed; one that does not ends the job.
            try barrier()
            return
        }
        let more = differing.count > 1 ? " (and \(differing.count - 1) more)" : ""
        throw CommandError.badData(
            "rank \(rank) on \(ProcessInfo.processInfo.hostName) is not about to do what rank 0 does: \(name) is \(facts[name] ?? "none") here "
                + "and \(first[name] ?? "none") there\(more); all ranks need the same data, options and program")
    }
}
