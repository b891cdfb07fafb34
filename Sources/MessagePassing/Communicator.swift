import CMPI
import Glibc

/// A group of ranks that can talk. The one of a process alone has no library behind it: its collectives are the identity.
public struct Communicator: ~Copyable {
    let raw: MPI_Comm?
    private let isOwned: Bool
    public let rank: Int
    public let size: Int

    private init(raw: MPI_Comm?, isOwned: Bool, rank: Int, size: Int) {
        self.raw = raw
        self.isOwned = isOwned
        self.rank = rank
        self.size = size
    }

    /// A process on its own.
    public static var alone: Communicator { Communicator(raw: nil, isOwned: false, rank: 0, size: 1) }

    public var isAlone: Bool { raw == nil }

    init(world raw: MPI_Comm?) throws(MessageError) {
        try self.init(raw: raw, isOwned: false)
    }

    private init(raw: MPI_Comm?, isOwned: Bool) throws(MessageError) {
        // Errors come back as values, to be thrown with the name of the call.
        try check("MPI_Comm_set_errhandler", MPI_Comm_set_errhandler(raw, covey_mpi_errors_return()))
        var rank: CInt = 0
        var size: CInt = 0
        try check("MPI_Comm_rank", MPI_Comm_rank(raw, &rank))
        try check("MPI_Comm_size", MPI_Comm_size(raw, &size))
        self.init(raw: raw, isOwned: isOwned, rank: Int(rank), size: Int(size))
    }

    deinit {
        guard isOwned else { return }
        var released = raw
        MPI_Comm_free(&released)
    }

    /// The ranks of equal colour, in the order of `key`.
    public func split(colour: Int, key: Int) throws(MessageError) -> Communicator {
        guard let raw else { return .alone }
        var part: MPI_Comm? = covey_mpi_no_communicator()
        try check("MPI_Comm_split", MPI_Comm_split(raw, CInt(colour), CInt(key), &part))
        return try Communicator(raw: part, isOwned: true)
    }

    public func barrier() throws(MessageError) {
        guard let raw else { return }
        try check("MPI_Barrier", MPI_Barrier(raw))
    }

    /// Name of the host that this rank runs on.
    public static var hostName: String {
        var text = [CChar](repeating: 0, count: 256)
        guard gethostname(&text, 255) == 0 else { return "unknown" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
