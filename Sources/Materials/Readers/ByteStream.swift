import CZlib
import Glibc

/// The bytes of a file from front to back, decompressed where it is gzip (told by its first bytes, not by its name).
///
/// Concatenated gzip members read as one text, as gzip(1) reads them; zeros behind the last are padding, and any other bytes an error, for rows
/// would be lost with them. Memory does not grow with the file.
package struct ByteStream: ~Copyable {
    let path: String
    private let file: Int32
    private var gzip: GzipMembers?
    /// Read from the file and not yet handed on or decompressed.
    private var raw = [UInt8](repeating: 0, count: 1 << 17)
    private var place = 0
    private var end = 0

    package init(path: String) throws(ReaderError) {
        errno = 0
        file = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard file >= 0 else { throw errno == ENOENT ? .missing(path: path) : .system(path: path, reason: Self.systemReason) }
        while end < 2 {
            let before = end
            try fill()
            if end == before { break }
        }
        if end >= 2, raw[0] == GzipMembers.magic.0, raw[1] == GzipMembers.magic.1 { gzip = GzipMembers() }
    }

    deinit { if file >= 0 { close(file) } }

    /// Everything that is left.
    package mutating func rest() throws(ReaderError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = try read(into: &piece), count > 0 { bytes += piece[..<count] }
        return bytes
    }

    /// Fills the front of `buffer` with the next bytes; returns how many, 0 only at the end of the text.
    ///
    /// What comes before a fault is handed on first: a fault in there comes with its own row.
    mutating func read(into buffer: inout [UInt8]) throws(ReaderError) -> Int {
        guard gzip != nil else {
            if place == end { try refill() }
            let count = min(end - place, buffer.count)
            buffer.replaceSubrange(..<count, with: raw[place..<(place + count)])
            place += count
            return count
        }
        var written = 0
        while written < buffer.count {
            if place == end { try refill() }
            let step = gzip?.decompress(raw, place..<end, into: &buffer, from: written) ?? .end
            switch step {
            case .moved(let read, let count):
                place += read
                written += count
            case .cut where written > 0, .damaged where written > 0, .end where written > 0: return written
            case .end: return 0
            case .cut: throw .truncatedGzip(path: path)
            case .damaged(let reason): throw .damagedGzip(path: path, reason: reason)
            }
        }
        return written
    }

    private mutating func refill() throws(ReaderError) {
        (place, end) = (0, 0)
        try fill()
    }

    private mutating func fill() throws(ReaderError) {
        errno = 0
        let from = end
        let count = raw.withUnsafeMutableBytes { bytes in
            var count: Int
            repeat { count = Glibc.read(file, bytes.baseAddress?.advanced(by: from), bytes.count - from) } while count < 0 && errno == EINTR
            return count
        }
        guard count >= 0 else { throw .system(path: path, reason: Self.systemReason) }
        end += count
    }

    private static var systemReason: String { String(cString: strerror(errno == 0 ? EIO : errno)) }
}
