import Glibc
import MessagePassing

extension Program {
    /// Runs the part of a command that ranks share, and ends the process with the body's status where it is no success. A rank that fails
    /// brings the whole job down with its message, never a hang.
    package func onEveryRank(
        _ command: String, _ body: (borrowing Communicator, _ world: borrowing World) throws -> ExitStatus
    ) throws {
        let status = try inWorld(command, body)
        if status != .success { exit(status.rawValue) }
    }

    /// The ranks are together until this returns.
    private func inWorld(
        _ command: String, _ body: (borrowing Communicator, _ world: borrowing World) throws -> ExitStatus
    ) throws -> ExitStatus {
        let world = try World()
        return try run(command, in: world, body)
    }

    private func run(
        _ command: String, in world: borrowing World, _ body: (borrowing Communicator, _ world: borrowing World) throws -> ExitStatus
    ) throws -> ExitStatus {
        let (rank, size) = (world.communicator.rank, world.communicator.size)
        do {
            return try body(world.communicator, world)
        } catch where size > 1 {
            explain(error, of: command, rank: rank)
            world.abort(status: exitStatus(of: error).rawValue)
        }
    }
}
