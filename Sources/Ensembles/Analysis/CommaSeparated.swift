/// Comma-separated text as RFC 4180 has it: fields with a comma, a quote or a line break stand in quotes, quotes inside are doubled.
/// Reading takes CRLF and LF line ends, and a byte-order mark; writing uses LF.
public enum CommaSeparated {
    /// One record and the line on which it began, counted from 1.
    public struct Record: Equatable, Sendable {
        public let line: Int
        public let fields: [String]
    }

    /// Text that is not comma-separated values.
    public struct SyntaxError: Error, Equatable {
        public let line: Int
        public let problem: String
    }

    /// One record with its line end.
    public static func line(_ fields: [String]) -> String {
        fields.map(quotedIfNeeded).joined(separator: ",") + "\n"
    }

    /// A number in the shortest form that reads back as the same number: Swift's own description, without the ".0" of whole numbers.
    public static func text(of value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Hands each record to `body`, in order. Blank lines are passed over.
    public static func forEachRecord<Failure: Error>(
        in bytes: [UInt8], _ syntaxError: (SyntaxError) -> Failure, _ body: (Record) throws(Failure) -> Void
    ) throws(Failure) {
        var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 1
        while place < bytes.count {
            let firstLine = line
            var fields: [String] = []
            var isEndOfRecord = false
            while !isEndOfRecord {
                let field: String
                if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
                    field = try quotedField(in: bytes, from: &place, line: &line, syntaxError)
                } else {
                    field = plainField(in: bytes, from: &place)
                }
                fields.append(field)
                isEndOfRecord = try endOfField(in: bytes, from: &place, line: &line, syntaxError)
            }
            if fields != [""] { try body(Record(line: firstLine, fields: fields)) }
        }
    }

    private static func quotedIfNeeded(_ field: String) -> String {
        let needsQuotes = field.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
        return needsQuotes ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : field
    }

    private static func plainField(in bytes: [UInt8], from place: inout Int) -> String {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != 10, bytes[place] != 13 { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private static func quotedField<Failure: Error>(
        in bytes: [UInt8], from place: inout Int, line: inout Int, _ syntaxError: (SyntaxError) -> Failure
    ) throws(Failure) -> String {
        let firstLine = line
        var content: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") {
                guard place < bytes.count, bytes[place] == byte else { return String(decoding: content, as: UTF8.self) }
                place += 1
            }
            if byte == 10 { line += 1 }
            content.append(byte)
        }
        throw syntaxError(SyntaxError(line: firstLine, problem: "a quoted field is not closed"))
    }

    /// Steps over what follows a field: a comma, a line end or the end of the text.
    private static func endOfField<Failure: Error>(
        in bytes: [UInt8], from place: inout Int, line: inout Int, _ syntaxError: (SyntaxError) -> Failure
    ) throws(Failure) -> Bool {
        guard place < bytes.count else { return true }
        switch bytes[place] {
        case UInt8(ascii: ","):
            place += 1
            return false
        case 13:
            place += place + 1 < bytes.count && bytes[place + 1] == 10 ? 2 : 1
        case 10:
            place += 1
        default:
            throw syntaxError(SyntaxError(line: line, problem: "text follows the closing quote of a field"))
        }
        line += 1
        return true
    }
}
