import CMPI

/// A number that ranks can sum.
public protocol Reducible: BitwiseCopyable, Sendable {
    static var reducedAs: MessageType { get }
}

/// The table's name of a type of numbers.
public struct MessageType: Sendable {
    let raw: covey_mpi_type
}

extension Float: Reducible { public static var reducedAs: MessageType { MessageType(raw: covey_mpi_float) } }
extension Double: Reducible { public static var reducedAs: MessageType { MessageType(raw: covey_mpi_double) } }
extension Int64: Reducible { public static var reducedAs: MessageType { MessageType(raw: covey_mpi_int64) } }

public enum Reduction: Sendable {
    case sum, largest, smallest

    var raw: covey_mpi_reduction {
        switch self {
        case .sum: covey_mpi_sum
        case .largest: covey_mpi_largest
        case .smallest: covey_mpi_smallest
        }
    }
}

extension Communicator {
    /// Combines equal numbers of values over all ranks, in place on every rank.
    public func allReduce<Value: Reducible>(_ values: inout MutableSpan<Value>, _ reduction: Reduction = .sum) throws(MessageError) {
        guard let face else { return }
        let code = values.withUnsafeMutableBufferPointer {
            face.calls.all_reduce($0.baseAddress, CInt($0.count), Value.reducedAs.raw, reduction.raw, raw)
        }
        try face.check("MPI_Allreduce", code)
    }

    /// Combines one value over all ranks.
    public func allReduce<Value: Reducible>(_ value: Value, _ reduction: Reduction = .sum) throws(MessageError) -> Value {
        var values = [value]
        var span = values.mutableSpan
        try allReduce(&span, reduction)
        return values[0]
    }

    /// The bytes of the root on every rank.
    public func broadcast(_ bytes: [UInt8], from root: Int = 0) throws(MessageError) -> [UInt8] {
        guard let face else { return bytes }
        var length = Int64(bytes.count)
        try face.check("MPI_Bcast", face.calls.broadcast(&length, 1, covey_mpi_int64, CInt(root), raw))
        var bytes = rank == root ? bytes : [UInt8](repeating: 0, count: Int(length))
        var first = 0
        while first < bytes.count {
            let count = min(Self.largestPiece, bytes.count - first)
            let code = bytes.withUnsafeMutableBytes {
                face.calls.broadcast($0.baseAddress.map { $0 + first }, CInt(count), covey_mpi_byte, CInt(root), raw)
            }
            try face.check("MPI_Bcast", code)
            first += count
        }
        return bytes
    }

    /// The values of the root on every rank, in place; as many everywhere.
    public func broadcast<Value: Reducible>(_ values: inout MutableSpan<Value>, from root: Int) throws(MessageError) {
        guard let face else { return }
        let code = values.withUnsafeMutableBufferPointer {
            face.calls.broadcast($0.baseAddress, CInt($0.count), Value.reducedAs.raw, CInt(root), raw)
        }
        try face.check("MPI_Bcast", code)
    }

    /// The values of every rank on the root, by rank, however many each has; an empty array elsewhere.
    public func gather<Value: Reducible>(_ values: [Value], to root: Int = 0) throws(MessageError) -> [[Value]] {
        guard !isAlone else { return [values] }
        var all: [[Value]] = []
        for bytes in try gather(values.withUnsafeBytes { [UInt8]($0) }, to: root) { all.append(try Self.values(of: bytes)) }
        return all
    }

    /// The bytes of every rank on the root, by rank; an empty array elsewhere.
    public func gather(_ bytes: [UInt8], to root: Int = 0) throws(MessageError) -> [[UInt8]] {
        guard !isAlone else { return [bytes] }
        let tag = MessageTag(32767)
        guard rank == root else {
            try send(bytes.span.bytes, to: root, tag: tag)
            return []
        }
        var all: [[UInt8]] = []
        for source in 0..<size { all.append(source == root ? bytes : try receive(from: source, tag: tag)) }
        return all
    }
}
