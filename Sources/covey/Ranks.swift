import Commands
import Glibc
import MessagePassing

/// Runs the part of a command that ranks share. A rank that fails brings the whole job down with its message, never a hang.
enum Ranks {
    static func run(_ command: String, _ body: (borrowing Communicator, _ world: borrowing World) throws -> Void) throws {
        let world = try World()
        try run(command, in: world, body)
    }

    private static func run(
        _ command: String, in world: borrowing World, _ body: (borrowing Communicator, _ world: borrowing World) throws -> Void
    ) throws {
        let (rank, size) = (world.communicator.rank, world.communicator.size)
        do {
            try body(world.communicator, world)
        } catch where size > 1 {
            say("covey \(command), rank \(rank): \(error)")
            world.abort(status: ExitStatus(of: error).rawValue)
        }
    }
}
