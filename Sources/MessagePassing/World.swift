import CMPI
import Glibc

/// Whether and how this process was started among others.
public enum Launch {
    /// Looks at the environment alone: commands that need no ranks never touch MPI.
    public static var isUnderMPI: Bool {
        ["OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE"].contains { (name: String) in getenv(name) != nil }
    }

    /// This process's rank as its launcher says, before there is a `World`; nil where it was started on its own.
    public static var rank: Int? {
        ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"].lazy.compactMap { (name: String) in getenv(name).flatMap { Int(String(cString: $0)) } }
            .first
    }
}

/// All ranks of a job. Owns the library: it is finalised when the value goes.
public struct World: ~Copyable {
    public let communicator: Communicator

    /// Initialises MPI where the process was started by its launcher; a process on its own becomes a world of one rank without it.
    public init() throws(MessageError) {
        guard Launch.isUnderMPI else {
            communicator = .alone
            return
        }
        var provided: CInt = 0
        try check("MPI_Init_thread", MPI_Init_thread(nil, nil, CInt(MPI_THREAD_FUNNELED), &provided))
        communicator = try Communicator(world: covey_mpi_world())
    }

    deinit {
        guard !communicator.isAlone else { return }
        var finalised: CInt = 0
        MPI_Finalized(&finalised)
        if finalised == 0 { MPI_Finalize() }
    }

    /// Ends every rank of the job at once with this exit status.
    public func abort(status: Int32) -> Never {
        if !communicator.isAlone { MPI_Abort(covey_mpi_world(), status) }
        exit(status)
    }

    /// "Open MPI v4.1.4 …"; nil for a process on its own.
    public var libraryVersion: String? { communicator.isAlone ? nil : Communicator.libraryVersion }
}
