import Commands
import MessagePassing

/// Runs a case on all ranks that it was started on, or alone.
enum EveryRank {
    static func run(_ body: (borrowing Communicator) throws -> Void) throws {
        let world = try World()
        try run(in: world, body)
    }

    /// A rank that fails ends the job: the others would wait for it.
    private static func run(in world: borrowing World, _ body: (borrowing Communicator) throws -> Void) throws {
        let (rank, size) = (world.communicator.rank, world.communicator.size)
        do { try body(world.communicator) } catch where size > 1 {
            say("covey-benchmark, rank \(rank): \(error)")
            world.abort(status: ExitStatus.badData.rawValue)
        }
    }
}
