/// A text file in pieces: runs of bytes, lines, one byte of foresight. Counts lines; drops a byte-order mark.
struct TextStream: ~Copyable {
    private var source: ByteStream
    private var buffer: [UInt8]
    private var place = 0
    private var end = 0
    /// Number, from 1, of the line that the next byte is in.
    private(set) var line = 1

    /// No record of a text format is larger than this; what is, is no such file.
    static let longestRecord = 1 << 28

    var path: String { source.path }

    /// - Parameter beginning: what the text begins with, for messages
    init(path: String, beginning: String = "line 1") throws(ReaderError) {
        var source = try ByteStream(path: path)
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        end = try source.read(into: &buffer)
        // Two bytes for each character, as some editors of Windows write: a mark of their order, or a zero beside the first letter.
        if end >= 2 {
            let start = (buffer[0], buffer[1])
            let isWide = start.0 == 0 || start.1 == 0 || start == (0xFE, 0xFF) || start == (0xFF, 0xFE)
            guard !isWide else { throw .notUTF8(path: path, place: "its first bytes (UTF-16?)") }
        }
        if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { place = 3 }
        self.source = source
        self.buffer = buffer
    }

    /// The next byte, not yet taken; nil at the end of the text.
    mutating func peek() throws(ReaderError) -> UInt8? {
        if place == end {
            place = 0
            end = try source.read(into: &buffer)
            if end == 0 { return nil }
        }
        return buffer[place]
    }

    /// Takes the byte that `peek` has shown.
    mutating func advance() {
        guard place < end else { return }
        if buffer[place] == 10 { line += 1 }
        place += 1
    }

    /// Takes bytes up to the first that `stops` holds for, or the end of the text; appends them to `bytes` if they are wanted.
    /// Returns how many were taken.
    @inline(__always) @discardableResult
    mutating func take(
        appendingTo bytes: inout [UInt8], keeping: Bool = true, until stops: (UInt8) -> Bool
    ) throws(ReaderError) -> Int {
        var taken = 0
        while true {
            let start = place
            let lines = buffer.withUnsafeBufferPointer { pointer in
                var next = place
                var lines = 0
                while next < end, !stops(pointer[next]) {
                    if pointer[next] == 10 { lines += 1 }
                    next += 1
                }
                place = next
                return lines
            }
            line += lines
            if keeping { bytes.append(contentsOf: buffer[start..<place]) }
            taken += place - start
            if place < end { return taken }
            try checkLength(of: bytes)
            guard try peek() != nil else { return taken }
        }
    }

    func checkLength(of record: [UInt8]) throws(ReaderError) {
        guard record.count <= Self.longestRecord else { throw .tooLong(path: path, line: line, limit: Self.longestRecord) }
    }

    /// Appends the next line and its line feed to `bytes`; false at the end of the text.
    mutating func takeLine(appendingTo bytes: inout [UInt8]) throws(ReaderError) -> Bool {
        guard try peek() != nil else { return false }
        try take(appendingTo: &bytes) { $0 == 10 }
        if try peek() == 10 {
            bytes.append(10)
            advance()
        }
        return true
    }
}
