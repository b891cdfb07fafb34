import CMPI

/// What a message is about; ranks agree on tags by these names and not by numbers.
public struct MessageTag: Sendable, Hashable {
    let number: CInt

    /// - Parameter number: 0 … 32767, which every MPI library allows
    public init(_ number: Int) {
        precondition((0...32767).contains(number), "a tag between 0 and 32767")
        self.number = CInt(number)
    }
}

extension Communicator {
    /// Larger messages travel in pieces: counts are 32-bit in MPI 3.
    static let largestPiece = 1 << 30

    /// Sends bytes and waits until they are on their way: their length first, then pieces.
    public func send(_ bytes: RawSpan, to destination: Int, tag: MessageTag) throws(MessageError) {
        guard let face else { return }
        var length = Int64(bytes.byteCount)
        try face.check("MPI_Send", face.calls.send(&length, 1, covey_mpi_int64, CInt(destination), tag.number, raw))
        var first = 0
        while first < bytes.byteCount {
            let count = min(Self.largestPiece, bytes.byteCount - first)
            let code = bytes.withUnsafeBytes {
                face.calls.send($0.baseAddress.map { $0 + first }, CInt(count), covey_mpi_byte, CInt(destination), tag.number, raw)
            }
            try face.check("MPI_Send", code)
            first += count
        }
    }

    /// Receives what `send` sent.
    public func receive(from source: Int, tag: MessageTag) throws(MessageError) -> [UInt8] {
        guard let face else { return [] }
        var length: Int64 = 0
        try face.check("MPI_Recv", face.calls.receive(&length, 1, covey_mpi_int64, CInt(source), tag.number, raw))
        var bytes = [UInt8](repeating: 0, count: Int(length))
        var first = 0
        while first < bytes.count {
            let count = min(Self.largestPiece, bytes.count - first)
            let code = bytes.withUnsafeMutableBytes {
                face.calls.receive(
                    $0.baseAddress.map { $0 + first }, CInt(count), covey_mpi_byte, CInt(source), tag.number, raw)
            }
            try face.check("MPI_Recv", code)
            first += count
        }
        return bytes
    }

    /// Receives the values that `send` sent the bytes of.
    ///
    /// - Throws: `MessageError` where these are no whole values
    public func receiveValues<Value: BitwiseCopyable>(from source: Int, tag: MessageTag) throws(MessageError) -> [Value] {
        try Self.values(of: try receive(from: source, tag: tag))
    }

    static func values<Value: BitwiseCopyable>(of bytes: [UInt8]) throws(MessageError) -> [Value] {
        let stride = MemoryLayout<Value>.stride
        guard bytes.count % stride == 0 else {
            throw MessageError(call: "MPI_Recv", reason: "\(bytes.count) bytes are no values of \(stride) bytes")
        }
        return bytes.withUnsafeBytes { buffer in
            (0..<bytes.count / stride).map { buffer.loadUnaligned(fromByteOffset: $0 * stride, as: Value.self) }
        }
    }

    /// Receives as many values as `send` sent bytes of, in place: nothing is allocated.
    ///
    /// - Throws: `MessageError` where another number has been sent
    public func receive<Value: Reducible>(_ values: inout MutableSpan<Value>, from source: Int, tag: MessageTag) throws(MessageError) {
        guard let face else { return }
        var length: Int64 = 0
        try face.check("MPI_Recv", face.calls.receive(&length, 1, covey_mpi_int64, CInt(source), tag.number, raw))
        let expected = values.count * MemoryLayout<Value>.stride
        guard Int(length) == expected else {
            throw MessageError(call: "MPI_Recv", reason: "expected \(expected) bytes from rank \(source), found \(length)")
        }
        var first = 0
        while first < expected {
            let count = min(Self.largestPiece, expected - first)
            let code = values.withUnsafeMutableBufferPointer {
                face.calls.receive(
                    UnsafeMutableRawBufferPointer($0).baseAddress.map { $0 + first }, CInt(count), covey_mpi_byte, CInt(source), tag.number,
                    raw)
            }
            try face.check("MPI_Recv", code)
            first += count
        }
    }

    /// The source of a message of this tag that has arrived; nil where there is none. Never waits.
    public func arrived(tag: MessageTag) throws(MessageError) -> Int? {
        guard let face else { return nil }
        var flag: CInt = 0
        var source: CInt = 0
        try face.check("MPI_Iprobe", face.calls.probe(tag.number, raw, &flag, &source))
        return flag == 0 ? nil : Int(source)
    }
}
