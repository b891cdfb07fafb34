import CMPI
import Glibc

/// All ranks of a job. Owns the library: it is finalised when the value goes.
public struct World: ~Copyable {
    public let communicator: Communicator
    private let face: Face?

    /// Initialises MPI where the process was started by its launcher; a process on its own becomes a world of one rank without it.
    ///
    /// - Throws: `MessageError` where the launcher's library cannot be loaded, and `LaunchError` where processes that were started together do not
    ///   know each other
    public init() throws {
        guard Launch.isUnderMPI else {
            try LaunchError.check(size: 1)
            communicator = .alone
            face = nil
            return
        }
        let face = try Face.chosen()
        try face.check("MPI_Init_thread", face.calls.initialise())
        let communicator = try Communicator(world: face)
        try LaunchError.check(size: communicator.size)
        self.communicator = communicator
        self.face = face
    }

    deinit { face?.calls.finalise() }

    /// Ends every rank of the job at once with this exit status.
    public func abort(status: Int32) -> Never {
        face?.calls.abort(status)
        exit(status)
    }

    /// "Open MPI v4.1.4"; nil for a process on its own.
    public var libraryVersion: String? { face?.version }

    /// The version of the library that ranks started here would use, without starting any; or why there is none.
    public static var availableLibrary: String {
        do throws(MessageError) {
            return try Face.chosen(isShared: false).version ?? "unknown"
        } catch {
            return "none (\(error.reason))"
        }
    }
}
