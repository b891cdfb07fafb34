/// What a CIF text says about a crystal: the values of the tags that matter, still as places in the text.
struct CIFReading: ~Escapable {
    typealias Token = CIFTokens.Token

    let bytes: Span<UInt8>
    var tokens: CIFTokens
    /// By raw value of the tag.
    var values = [[Token]](repeating: [], count: CIFTag.allCases.count)

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
        tokens = CIFTokens(bytes)
    }

    @_lifetime(self: copy self)
    mutating func readBlocks() throws(StructureTextError) {
        var token = try tokens.next()
        while true {
            switch token.kind {
            case .end:
                return
            case .block:
                if values[CIFTag.fractionalX.rawValue].isEmpty {
                    for index in values.indices { values[index].removeAll(keepingCapacity: true) }
                    token = try tokens.next()
                } else {
                    try refuseSecondStructure()
                    return
                }
            case .tag:
                let tag = CIFTag(bytes, token.range)
                let value = try tokens.next()
                guard value.isValue else { throw syntax(token, "the tag \(text(token)) has no value") }
                if let tag {
                    try begin(tag)
                    values[tag.rawValue].append(value)
                }
                token = try tokens.next()
            case .loop:
                token = try readLoop()
            case .reserved:
                token = try tokens.next()
            case .bare, .quoted, .folded:
                throw syntax(token, "the value '\(text(token))' has no tag")
            }
        }
    }

    /// Reads a loop from after its first word; returns the token that ends it.
    @_lifetime(self: copy self)
    private mutating func readLoop() throws(StructureTextError) -> Token {
        var columns: [CIFTag?] = []
        var token = try tokens.next()
        let first = token
        while token.kind == .tag {
            let tag = CIFTag(bytes, token.range)
            if let tag { try begin(tag) }
            columns.append(tag)
            token = try tokens.next()
        }
        guard !columns.isEmpty else { throw syntax(first, "a loop without tags") }
        let wanted = columns.indices.filter { columns[$0] != nil }
        var column = 0
        var count = 0
        while token.isValue {
            if !wanted.isEmpty, let tag = columns[column] { values[tag.rawValue].append(token) }
            column += 1
            if column == columns.count { column = 0 }
            count += 1
            token = try tokens.next()
        }
        guard column == 0 else {
            throw syntax(first, "a loop of \(columns.count) tags with \(count) values: its last row is not full")
        }
        return token
    }

    private func begin(_ tag: CIFTag) throws(StructureTextError) {
        // A superspace group has a name of each of several tables.
        guard values[tag.rawValue].isEmpty || tag == .superspaceName else { throw .repeated(tag.name) }
    }

    @_lifetime(self: copy self)
    private mutating func refuseSecondStructure() throws(StructureTextError) {
        while true {
            let token = try tokens.next()
            if token.kind == .end { return }
            if token.kind == .tag, CIFTag(bytes, token.range) == .fractionalX {
                throw .unsupported("more than one block of this text has atoms")
            }
        }
    }

    func text(_ token: Token) -> String {
        var copy: [UInt8] = []
        var place = token.range.lowerBound
        while place < token.range.upperBound {
            let next = token.kind == .folded ? afterFold(place, token.range.upperBound) : place
            if next == place { copy.append(bytes[place]) }
            place = max(next, place + 1)
        }
        let text = String(decoding: copy, as: UTF8.self)
        return token.kind == .folded ? String(text.split(separator: "\n").joined(separator: "\n").drop { $0.isWhitespace }) : text
    }

    /// Where the text goes on after a backslash that ends a line; the place itself where there is none.
    private func afterFold(_ place: Int, _ end: Int) -> Int {
        guard bytes[place] == UInt8(ascii: "\\") else { return place }
        var next = place + 1
        while next < end, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") { next += 1 }
        guard next < end, bytes[next].isLineEnd else { return place }
        return bytes[next] == 13 && next + 1 < end && bytes[next + 1] == 10 ? next + 2 : next + 1
    }

    func syntax(_ token: Token, _ reason: String) -> StructureTextError {
        .syntax(place: tokens.line(of: token.range.lowerBound), reason: reason)
    }

    /// Whether a value is one of the two that say "nothing here". Some programs put them in quotes.
    func isAbsent(_ token: Token) -> Bool {
        guard let first = token.range.first else { return true }
        return token.range.count == 1 && (bytes[first] == UInt8(ascii: "?") || bytes[first] == UInt8(ascii: "."))
    }

    /// The values of a tag, none where all of them say "nothing here".
    func given(_ tag: CIFTag) -> [Token] {
        let tokens = values[tag.rawValue]
        return tokens.allSatisfy { isAbsent($0) } ? [] : tokens
    }

    /// The one value of a tag as text, nil where it is not given.
    func text(of tag: CIFTag) -> String? {
        guard let token = values[tag.rawValue].first(where: { !isAbsent($0) }) else { return nil }
        return text(token)
    }

    /// The value of a column of the atoms' loop, nil where it is not given.
    func value(_ tag: CIFTag, site: Int) -> Token? {
        let tokens = values[tag.rawValue]
        return site < tokens.count && !isAbsent(tokens[site]) ? tokens[site] : nil
    }

    /// A number, its uncertainty in brackets left off: 0.1234(5) is 0.1234.
    func number(_ token: Token, of tag: CIFTag) throws(StructureTextError) -> Double {
        guard !isAbsent(token) else { throw .missing("a value of \(tag.name) (\(tokens.line(of: token.range.lowerBound)))") }
        let start = token.range.lowerBound
        var end = token.range.upperBound
        if end > start, bytes[end - 1] == UInt8(ascii: ")") {
            var place = end - 2
            while place > start, bytes[place].isDigit { place -= 1 }
            if place > start, place < end - 2, bytes[place] == UInt8(ascii: "(") { end = place }
        }
        guard let value = DecimalNumber.double(bytes, start..<end) else { throw .badNumber(place: tag.name, found: text(token)) }
        return value
    }
}
