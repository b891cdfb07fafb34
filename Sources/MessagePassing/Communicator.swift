import CMPI
import Glibc

/// A group of ranks that can talk. The one of a process alone has no library behind it: its collectives are the identity.
public struct Communicator: ~Copyable {
    /// The library; nil for a process on its own.
    let face: Face?
    let raw: covey_mpi_communicator
    private let isOwned: Bool
    public let rank: Int
    public let size: Int

    private init(face: Face?, raw: covey_mpi_communicator, isOwned: Bool, rank: Int, size: Int) {
        self.face = face
        self.raw = raw
        self.isOwned = isOwned
        self.rank = rank
        self.size = size
    }

    /// A process on its own.
    public static var alone: Communicator { Communicator(face: nil, raw: 0, isOwned: false, rank: 0, size: 1) }

    public var isAlone: Bool { face == nil }

    init(world face: Face) throws(MessageError) {
        try self.init(face, raw: face.calls.world(), isOwned: false)
    }

    private init(_ face: Face, raw: covey_mpi_communicator, isOwned: Bool) throws(MessageError) {
        // Errors come back as values, to be thrown with the name of the call.
        try face.check("MPI_Comm_set_errhandler", face.calls.return_errors(raw))
        var rank: CInt = 0
        var size: CInt = 0
        try face.check("MPI_Comm_rank", face.calls.rank(raw, &rank))
        try face.check("MPI_Comm_size", face.calls.size(raw, &size))
        self.init(face: face, raw: raw, isOwned: isOwned, rank: Int(rank), size: Int(size))
    }

    deinit {
        guard isOwned else { return }
        face?.calls.release(raw)
    }

    /// The ranks of equal colour, in the order of `key`.
    public func split(colour: Int, key: Int) throws(MessageError) -> Communicator {
        guard let face else { return .alone }
        var part: covey_mpi_communicator = 0
        try face.check("MPI_Comm_split", face.calls.split(raw, CInt(colour), CInt(key), &part))
        return try Communicator(face, raw: part, isOwned: true)
    }

    public func barrier() throws(MessageError) {
        guard let face else { return }
        try face.check("MPI_Barrier", face.calls.barrier(raw))
    }

    /// Name of the host that this rank runs on.
    public static var hostName: String {
        var text = [CChar](repeating: 0, count: 256)
        guard gethostname(&text, 255) == 0 else { return "unknown" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
