import CZlib

/// The members of a gzip file, decompressed one after another (RFC 1952).
final class GzipMembers {
    static let magic: (UInt8, UInt8) = (0x1f, 0x8b)

    /// What a piece of the file comes to.
    enum Step {
        /// Bytes of the file that were used up, and bytes of text that came of them.
        case moved(read: Int, written: Int)
        case end
        /// The file ends inside a member.
        case cut
        case damaged(String)
    }

    private enum Place {
        case inMember
        /// So many bytes of a following member's first two have been seen.
        case betweenMembers(seen: Int)
        case padding
        case failed(Step)
    }

    /// At an address of its own: zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private var place = Place.inMember

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        start()
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// 16 more than the largest window asks zlib for gzip's frame, whose checksum and length it verifies.
    private func start() {
        let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        if code != Z_OK { place = .failed(.damaged("zlib cannot begin: code \(code)")) }
    }

    /// - Parameters:
    ///   - range: of the bytes to be decompressed; empty at the end of the file
    ///   - from: where `buffer` is to be filled from
    func decompress(_ bytes: [UInt8], _ range: Range<Int>, into buffer: inout [UInt8], from: Int) -> Step {
        switch place {
        case .failed(let step): return step
        case .inMember: return inflateSome(bytes, range, into: &buffer, from: from)
        case .betweenMembers(let seen):
            guard let byte = range.isEmpty ? nil : bytes[range.lowerBound] else { return seen == 0 ? .end : failed(.cut) }
            if seen == 0, byte == 0 {
                place = .padding
            } else if seen == 0, byte == Self.magic.0 {
                place = .betweenMembers(seen: 1)
            } else if seen == 1, byte == Self.magic.1 {
                inflateEnd(stream)
                stream.pointee = z_stream()
                place = .inMember
                start()
                return feedMagic()
            } else {
                return failed(.damaged("bytes that are no gzip follow the end of its text; what they hold would be lost"))
            }
            return .moved(read: 1, written: 0)
        case .padding:
            guard let other = bytes[range].firstIndex(where: { $0 != 0 }) else {
                return range.isEmpty ? .end : .moved(read: range.count, written: 0)
            }
            return failed(.damaged("bytes that are no gzip follow the zeros behind its text (byte \(bytes[other]))"))
        }
    }

    /// The first two bytes of a member have been used up to know it.
    private func feedMagic() -> Step {
        var none: [UInt8] = [0]
        let step = inflateSome([Self.magic.0, Self.magic.1], 0..<2, into: &none, from: 0)
        guard case .moved = step else { return step }
        return .moved(read: 1, written: 0)
    }

    private func inflateSome(_ bytes: [UInt8], _ range: Range<Int>, into buffer: inout [UInt8], from: Int) -> Step {
        let (code, read, written) = bytes.withUnsafeBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.advanced(by: range.lowerBound))
                stream.pointee.avail_in = UInt32(clamping: range.count)
                stream.pointee.next_out = output.baseAddress?.advanced(by: from)
                stream.pointee.avail_out = UInt32(clamping: output.count - from)
                let code = inflate(stream, Z_NO_FLUSH)
                return (code, range.count - Int(stream.pointee.avail_in), output.count - from - Int(stream.pointee.avail_out))
            }
        }
        switch code {
        case Z_OK, Z_BUF_ERROR:
            // At the end of the file zlib may still hold text for which the last buffer had no room.
            return range.isEmpty && written == 0 ? failed(.cut) : .moved(read: read, written: written)
        case Z_STREAM_END:
            place = .betweenMembers(seen: 0)
            return .moved(read: read, written: written)
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "code \(code)"
            _ = failed(.damaged(reason))
            // What came before the fault is handed on first.
            return written > 0 ? .moved(read: read, written: written) : failed(.damaged(reason))
        }
    }

    private func failed(_ step: Step) -> Step {
        place = .failed(step)
        return step
    }
}
