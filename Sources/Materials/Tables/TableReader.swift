/// One row of a table: its fields one after another, unquoted.
package struct TableRow {
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    fileprivate(set) var ends: [Int] = []
    fileprivate var isEmptyLine = true

    package var count: Int { ends.count }

    package func field(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    package init() {}

    fileprivate mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        isEmptyLine = true
    }

    /// nil where the field is not UTF-8.
    package func text(_ index: Int) -> String? {
        String(validating: field(index), as: UTF8.self)
    }
}

/// A table of comma-separated values with a header, one row at a time (RFC 4180; line ends of any system; gzip).
///
/// A row whose number of fields is not the header's, a quote inside a plain field and a quote that never closes are errors of the
/// file: what follows them cannot be trusted. Empty lines are passed over, except in a table of one column, where they are rows.
package struct TableReader: ~Copyable {
    private var text: TextStream
    package let header: [String]
    /// Number of the row read last, from 1; the header is row 0.
    package private(set) var row = 0

    package var path: String { text.path }

    /// The file's name without its suffixes, which what the table holds can be called by.
    package var stem: String {
        let file = path.split(separator: "/").last ?? ""
        let stem = file.prefix { $0 != "." }
        return String(stem.isEmpty ? file : stem)
    }

    package init(path: String) throws(ReaderError) {
        var text = try TextStream(path: path, beginning: "header")
        var names = TableRow()
        guard try Self.readRow(from: &text, into: &names, keeping: true, number: 0) else { throw .empty(path: path) }
        var header: [String] = []
        for index in 0..<names.count {
            guard let name = names.text(index) else { throw .notUTF8(path: path, place: "header") }
            header.append(name)
        }
        self.header = header
        self.text = text
    }

    /// Reads the next row into `row`, whose storage is used again; false after the last.
    package mutating func next(into fields: inout TableRow) throws(ReaderError) -> Bool {
        try read(into: &fields, keeping: true)
    }

    /// Where a column stands, which must be there once.
    package func column(_ name: String) throws(ReaderError) -> Int {
        guard let index = header.firstIndex(of: name) else { throw .missingColumn(path: path, name: name, available: header) }
        guard header.lastIndex(of: name) == index else { throw .repeatedColumn(path: path, name: name) }
        return index
    }

    /// Passes over the next row; false after the last.
    mutating func skip() throws(ReaderError) -> Bool {
        var fields = TableRow()
        return try read(into: &fields, keeping: false)
    }

    private mutating func read(into fields: inout TableRow, keeping: Bool) throws(ReaderError) -> Bool {
        while true {
            let start = text.line
            guard try Self.readRow(from: &text, into: &fields, keeping: keeping, number: row + 1) else { return false }
            if fields.isEmptyLine, header.count > 1 { continue }
            row += 1
            guard fields.count == header.count else {
                throw .raggedRow(path: path, row: row, line: start, found: fields.count, expected: header.count)
            }
            return true
        }
    }

    private static func readRow(
        from text: inout TextStream, into fields: inout TableRow, keeping: Bool, number: Int
    ) throws(ReaderError) -> Bool {
        fields.clear()
        guard try text.peek() != nil else { return false }
        while true {
            if try text.peek() == quote {
                fields.isEmptyLine = false
                try readQuoted(from: &text, into: &fields, keeping: keeping, number: number)
            } else {
                let line = text.line
                let taken = try text.take(appendingTo: &fields.bytes, keeping: keeping) {
                    $0 == comma || $0 == 10 || $0 == 13 || $0 == quote
                }
                if taken > 0 { fields.isEmptyLine = false }
                if try text.peek() == quote {
                    throw .quoting(path: text.path, row: number, line: line, reason: "a quote inside a field that does not begin with one")
                }
            }
            fields.ends.append(fields.bytes.count)
            let next = try text.peek()
            text.advance()
            switch next {
            case comma: fields.isEmptyLine = false
            case 13:
                if try text.peek() == 10 { text.advance() }
                return true
            default: return true
            }
        }
    }

    /// Reads a field from its opening quote to what follows the closing one.
    private static func readQuoted(
        from text: inout TextStream, into fields: inout TableRow, keeping: Bool, number: Int
    ) throws(ReaderError) {
        let line = text.line
        text.advance()
        while true {
            try text.take(appendingTo: &fields.bytes, keeping: keeping) { $0 == quote }
            guard try text.peek() != nil else {
                throw .quoting(path: text.path, row: number, line: line, reason: "a quote opens here and never closes")
            }
            text.advance()
            switch try text.peek() {
            case quote:
                if keeping { fields.bytes.append(quote) }
                text.advance()
            case nil, comma, 10, 13:
                return
            default:
                throw .quoting(path: text.path, row: number, line: text.line, reason: "text follows the closing quote of a field")
            }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
}
