/// The tokens of a CIF text (Hall, Allen & Brown 1991, Acta Cryst. A47, 655; version 1.1 of the syntax), read from its bytes.
struct CIFTokens: ~Escapable {
    enum Kind {
        case end
        case block
        case loop
        case reserved
        case tag
        case bare
        /// A value in quotes or between semicolons.
        case quoted
        /// A text between semicolons whose lines are folded: a backslash at the end of one continues it on the next.
        case folded
    }

    struct Token {
        var kind: Kind
        /// Bytes of the token without quotes, and of a text between semicolons without the spaces around it; of a block its name.
        var range: Range<Int>

        var isValue: Bool { kind == .bare || kind == .quoted || kind == .folded }
    }

    let bytes: Span<UInt8>
    private var place = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { place = 3 }
    }

    @_lifetime(self: copy self)
    mutating func next() throws(StructureTextError) -> Token {
        skipSpaceAndComments()
        guard place < bytes.count else { return Token(kind: .end, range: place..<place) }
        let first = bytes[place]
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return try quoted(first)
        case UInt8(ascii: ";") where isLineStart:
            return try textField()
        default:
            break
        }
        let start = place
        while place < bytes.count, !bytes[place].isSpace { place += 1 }
        let range = start..<place
        switch first.lowercased {
        case UInt8(ascii: "_"):
            return Token(kind: .tag, range: range)
        case UInt8(ascii: "d") where begins(range, with: "data_"):
            return Token(kind: .block, range: start + 5..<place)
        case UInt8(ascii: "l") where range.count == 5 && begins(range, with: "loop_"):
            return Token(kind: .loop, range: range)
        case UInt8(ascii: "s") where begins(range, with: "save_") || begins(range, with: "stop_"),
            UInt8(ascii: "g") where begins(range, with: "global_"):
            return Token(kind: .reserved, range: range)
        default:
            return Token(kind: .bare, range: range)
        }
    }

    /// "line 12" of a place in the text, for messages.
    func line(of place: Int) -> String {
        var line = 1
        for index in 0..<min(place, bytes.count) where bytes[index] == 10 { line += 1 }
        return "line \(line)"
    }

    private var isLineStart: Bool { place == 0 || bytes[place - 1].isLineEnd }

    @_lifetime(self: copy self)
    private mutating func skipSpaceAndComments() {
        while place < bytes.count {
            let byte = bytes[place]
            if byte.isSpace {
                place += 1
            } else if byte == UInt8(ascii: "#") {
                while place < bytes.count, !bytes[place].isLineEnd { place += 1 }
            } else {
                return
            }
        }
    }

    /// A quote closes only before a space: 'O5'' is O5'.
    @_lifetime(self: copy self)
    private mutating func quoted(_ quote: UInt8) throws(StructureTextError) -> Token {
        let start = place + 1
        place = start
        while place < bytes.count, !bytes[place].isLineEnd {
            if bytes[place] == quote, place + 1 == bytes.count || bytes[place + 1].isSpace {
                defer { place += 1 }
                return Token(kind: .quoted, range: start..<place)
            }
            place += 1
        }
        throw .syntax(place: line(of: start), reason: "a quote that does not close on its line")
    }

    @_lifetime(self: copy self)
    private mutating func textField() throws(StructureTextError) -> Token {
        let start = place + 1
        place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: ";"), isLineStart {
                defer { place += 1 }
                return text(start..<place)
            }
            place += 1
        }
        throw .syntax(place: line(of: start), reason: "a text between semicolons that does not end")
    }

    private func text(_ range: Range<Int>) -> Token {
        var (start, end) = (range.lowerBound, range.upperBound)
        if start + 1 < end, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1].isLineEnd { return Token(kind: .folded, range: start + 1..<end) }
        while start < end, bytes[start].isSpace { start += 1 }
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return Token(kind: .quoted, range: start..<end)
    }

    private func begins(_ range: Range<Int>, with word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard range.count >= length else { return false }
        for index in 0..<length where bytes[range.lowerBound + index].lowercased != word.utf8Start[index] { return false }
        return true
    }
}
