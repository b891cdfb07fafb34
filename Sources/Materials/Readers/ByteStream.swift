import CZlib
import Glibc

/// The bytes of a file from front to back, decompressed where it is gzip (told by its first bytes, not by its name).
///
/// Concatenated gzip members read as one text, as gzip(1) reads them. Memory does not grow with the file.
package struct ByteStream: ~Copyable {
    let path: String
    private let file: gzFile

    package init(path: String) throws(ReaderError) {
        errno = 0
        guard let file = gzopen(path, "rbe") else {
            throw errno == ENOENT ? .missing(path: path) : .system(path: path, reason: Self.systemReason)
        }
        gzbuffer(file, 1 << 17)
        self.path = path
        self.file = file
    }

    deinit { _ = gzclose(file) }

    /// Everything that is left.
    package mutating func rest() throws(ReaderError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = try read(into: &piece), count > 0 { bytes += piece[..<count] }
        return bytes
    }

    /// Fills the front of `buffer` with the next bytes; returns how many, 0 only at the end of the text.
    mutating func read(into buffer: inout [UInt8]) throws(ReaderError) -> Int {
        errno = 0
        let count = buffer.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32(clamping: $0.count)) }
        if count == buffer.count { return Int(count) }
        var code: Int32 = 0
        let message = gzerror(file, &code)
        switch code {
        case Z_OK, Z_STREAM_END:
            return Int(count)
        case Z_BUF_ERROR:
            // Hand on what came before the cut first: a fault in there comes with its own row.
            if count > 0 { return Int(count) }
            throw .truncatedGzip(path: path)
        case Z_ERRNO:
            throw .system(path: path, reason: Self.systemReason)
        default:
            throw .damagedGzip(path: path, reason: message.map { String(cString: $0) } ?? "code \(code)")
        }
    }

    private static var systemReason: String { String(cString: strerror(errno == 0 ? EIO : errno)) }
}
