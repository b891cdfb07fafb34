import Materials
import TestSupport
import Testing

func readerFault<Value: ~Copyable>(_ read: () throws(ReaderError) -> Value) -> ReaderError? {
    do {
        _ = try read()
        return nil
    } catch {
        return error
    }
}

/// Header and rows of a table.
private func rows(_ path: String) throws(ReaderError) -> [[String?]] {
    var table = try TableReader(path: path)
    var row = TableRow()
    var rows: [[String?]] = [table.header]
    while try table.next(into: &row) { rows.append((0..<row.count).map { row.text($0) }) }
    return rows
}

struct TableReaderTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]), ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a,b\n\n1,2\n\n\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n\"x\ny\r\nz\",\"say \"\"so\"\", friend\"\n", [["a", "b"], ["x\ny\r\nz", "say \"so\", friend"]]),
        ("a\n\"\"\nx\n", [["a"], [""], ["x"]]),
        ("a,b\n1,\"\"", [["a", "b"], ["1", ""]]), ("a,b\nÅ,·\n", [["a", "b"], ["Å", "·"]]),
        ("\"a,1\",b\n1,2", [["a,1", "b"], ["1", "2"]]),
    ])
    func reads(text: String, expected: [[String]]) throws {
        let path = try directory.write(text, to: "t.csv")
        #expect(try rows(path) == expected)
        let packed = directory.file("t.csv.gz")
        try write(gzipped(Array(text.utf8)), to: packed)
        #expect(try rows(packed) == expected)
    }

    @Test func refuses() throws {
        let path = directory.file("t.csv")
        func fault(_ text: String) throws -> ReaderError? {
            try write(Array(text.utf8), to: path)
            return readerFault { () throws(ReaderError) in try rows(path) }
        }
        #expect(try fault("") == .empty(path: path))
        #expect(try fault("a,b\n1,2\n\n1\n") == .raggedRow(path: path, row: 2, line: 4, found: 1, expected: 2))
        #expect(try fault("a,b\n1,2,3\n") == .raggedRow(path: path, row: 1, line: 2, found: 3, expected: 2))
        #expect(try fault("a,b\n1,\"2\n3,4\n") == .quoting(path: path, row: 1, line: 2, reason: "a quote opens here and never closes"))
        #expect(
            try fault("a,b\n1,2\"\n")
                == .quoting(path: path, row: 1, line: 2, reason: "a quote inside a field that does not begin with one"))
        #expect(try fault("a,b\n1,\"2\"x\n") == .quoting(path: path, row: 1, line: 2, reason: "text follows the closing quote of a field"))
        #expect(
            readerFault { () throws(ReaderError) in try rows(directory.file("none.csv")) } == .missing(path: directory.file("none.csv")))
        guard case .system = readerFault({ () throws(ReaderError) in try rows(directory.path) }) else {
            Issue.record("a directory was read as a table")
            return
        }
    }

    @Test func textThatIsNotUTF8() throws {
        let path = directory.file("t.csv")
        try write([97, 44, 98, 10, 0xff, 44, 49, 10], to: path)
        #expect(try rows(path) == [["a", "b"], [nil, "1"]])
        try write([0xff, 44, 98, 10], to: path)
        #expect(readerFault { () throws(ReaderError) in try rows(path) } == .notUTF8(path: path, place: "header"))
    }

    @Test func gzipCutAnywhereIsAnError() throws {
        let text = "a,b\n" + (0..<50).map { "\($0),\($0 * $0)\n" }.joined()
        let whole = gzipped(Array(text.utf8))
        let path = directory.file("t.csv.gz")
        for length in 2..<whole.count {
            try write(Array(whole.prefix(length)), to: path)
            #expect(readerFault { () throws(ReaderError) in try rows(path) } != nil, "cut after \(length) bytes")
        }
        try write(Array(whole.prefix(whole.count - 1)), to: path)
        #expect(readerFault { () throws(ReaderError) in try rows(path) } == .truncatedGzip(path: path))
    }

    @Test func damagedGzipIsAnError() throws {
        var bytes = gzipped(Array("a,b\n1,2\n".utf8))
        bytes[17] ^= 1
        let path = directory.file("t.csv.gz")
        try write(bytes, to: path)
        guard case .damagedGzip = readerFault({ () throws(ReaderError) in try rows(path) }) else {
            Issue.record("a changed byte went unnoticed")
            return
        }
    }

    @Test func gzipMembersJoin() throws {
        let path = directory.file("t.csv.gz")
        try write(gzipped(Array("a,b\n1,".utf8)) + gzipped(Array("2\n3,4".utf8)), to: path)
        #expect(try rows(path) == [["a", "b"], ["1", "2"], ["3", "4"]])
    }

    /// What follows the text would be lost with no word.
    @Test func bytesThatAreNoGzipBehindItAreAnError() throws {
        let path = directory.file("t.csv.gz")
        let first = gzipped(Array("a,b\n1,2\n".utf8))
        func fault(_ bytes: [UInt8]) throws -> ReaderError? {
            try write(bytes, to: path)
            return readerFault { () throws(ReaderError) in try rows(path) }
        }
        #expect(try fault(first + [0, 0, 0]) == nil)
        var second = gzipped(Array("3,4\n".utf8))
        #expect(try fault(first + second) == nil)
        second[2] = 7
        for rest in [Array("3,4\n".utf8), second, [0, 0, 3], [0x1f], Array(second.dropFirst()), [0x1f, 0x8b], Array(first.dropLast(3))] {
            #expect(try fault(first + rest) != nil, "\(rest)")
        }
        #expect(try fault(first + Array("3,4\n".utf8))?.description.contains("bytes that are no gzip follow") == true)
    }

    /// Fields across the edges of the buffer, and many of them.
    @Test func writtenTablesReadBack() throws {
        var generator = SeededGenerator(seed: 3)
        let letters = Array("ab,\"\n\r é")
        let table = (0..<400).map { _ in
            (0..<3).map { _ in
                String((0..<Int.random(in: 0...1500, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "a" })
            }
        }
        let text = ([["x", "y", "z"]] + table).map(TableText.line).joined()
        let path = directory.file("t.csv.gz")
        try write(gzipped(Array(text.utf8)), to: path)
        #expect(try rows(path) == [["x", "y", "z"]] + table)
    }
}
