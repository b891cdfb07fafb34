/// A JSON text (RFC 8259) as a tree.
enum JSONValue: Sendable {
    case null
    case truth(Bool)
    /// As it is written; also Python's NaN, Infinity and -Infinity.
    case number(ArraySlice<UInt8>)
    case text(String)
    case list([JSONValue])
    case object([Member])

    struct Member: Sendable {
        let name: String
        let value: JSONValue
    }

    /// - Throws: `StructureTextError.syntax` for what is no JSON
    init(_ bytes: [UInt8]) throws(StructureTextError) {
        var parser = JSONParser(bytes)
        self = try parser.whole()
    }

    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    var elements: [JSONValue]? {
        if case .list(let values) = self { values } else { nil }
    }

    subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

    /// What stands at `a.b.c`: under that name, or under c in what stands under b in what stands under a.
    func value(at path: String) -> JSONValue? {
        if let value = self[path] { return value }
        for dot in path.indices where path[dot] == "." {
            if let inner = self[String(path[..<dot])]?.value(at: String(path[path.index(after: dot)...])) { return inner }
        }
        return nil
    }

    /// A finite number; nil for anything else.
    var double: Double? {
        if case .number(let bytes) = self { DecimalNumber.double(bytes) } else { nil }
    }

    /// What a table would have in a field; nil for lists and objects.
    var field: String? {
        switch self {
        case .null: ""
        case .truth(let value): value ? "true" : "false"
        case .number(let bytes): bytes.string
        case .text(let text): text
        case .list, .object: nil
        }
    }

    /// The fields of an object, those of the objects in it by `name.inner`, down to the third.
    func fields(before path: String = "", depth: Int = 3) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for member in members {
            if let field = member.value.field {
                fields.append((path + member.name, field))
            } else if depth > 1, !JSONStructure.isPymatgen(member.value) {
                fields += member.value.fields(before: path + member.name + ".", depth: depth - 1)
            }
        }
        return fields
    }
}

/// One pass over the bytes of a text.
private struct JSONParser {
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    private static let deepest = 200

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func whole() throws(StructureTextError) -> JSONValue {
        let value = try value()
        guard visible() == nil else { throw fault("text after the end of the value") }
        return value
    }

    private mutating func visible() -> UInt8? {
        while place < bytes.count {
            guard bytes[place].isSpace else { return bytes[place] }
            place += 1
        }
        return nil
    }

    private mutating func value() throws(StructureTextError) -> JSONValue {
        switch visible() {
        case UInt8(ascii: "{"): return try nested { (parser) throws(StructureTextError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(StructureTextError) in try parser.list() }
        case UInt8(ascii: "\""): return .text(try string())
        case nil: throw fault("the text ends where a value should stand")
        default: return try word()
        }
    }

    private mutating func nested(_ read: (inout Self) throws(StructureTextError) -> JSONValue) throws(StructureTextError) -> JSONValue {
        depth += 1
        guard depth <= Self.deepest else { throw fault("brackets in more than \(Self.deepest) others") }
        place += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(StructureTextError) -> JSONValue {
        var members: [JSONValue.Member] = []
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            guard visible() == UInt8(ascii: "\"") else { throw fault("a name in quotes should stand here") }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw fault("a colon should follow the name '\(name.prefix(40))'") }
            members.append(JSONValue.Member(name: name, value: try value()))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault("a comma or the end of the object should stand here") }
        return .object(members)
    }

    private mutating func list() throws(StructureTextError) -> JSONValue {
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .list([]) }
        repeat { values.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault("a comma or the end of the list should stand here") }
        return .list(values)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard visible() == byte else { return false }
        place += 1
        return true
    }

    private mutating func word() throws(StructureTextError) -> JSONValue {
        let start = place
        while place < bytes.count, !bytes[place].isSpace, !Self.ends.contains(bytes[place]) { place += 1 }
        let word = bytes[start..<place]
        if let first = word.first, first.isDigit || first == UInt8(ascii: "-"), Self.isNumber(word) { return .number(word) }
        switch word.string {
        case "null": return .null
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "NaN", "Infinity", "-Infinity": return .number(word)
        default: throw fault("'\(word.prefix(40).string)' is no value", at: start)
        }
    }

    /// Also those that are too large for a double, of which whoever asks for a number hears.
    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        DecimalNumber.double(word) != nil || (word.last?.isDigit == true && Double(word.string)?.isInfinite == true)
    }

    private static let ends = Array(",]}:".utf8)

    private mutating func string() throws(StructureTextError) -> String {
        place += 1
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\") { place += 1 }
        guard place < bytes.count else { throw fault("a quote opens and never closes", at: start - 1) }
        if bytes[place] == UInt8(ascii: "\"") {
            defer { place += 1 }
            return bytes[start..<place].string
        }
        var text = Array(bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") { text += try escaped() } else { text.append(byte) }
        }
        throw fault("a quote opens and never closes", at: start - 1)
    }

    private mutating func escaped() throws(StructureTextError) -> [UInt8] {
        guard place < bytes.count else { throw fault("the text ends inside a string") }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"): break
        default: throw fault("a backslash stands before no letter that it may")
        }
        var units = [try hexadecimal()]
        if UTF16.isLeadSurrogate(units[0]), bytes[place...].starts(with: Array("\\u".utf8)) {
            place += 2
            units.append(try hexadecimal())
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private mutating func hexadecimal() throws(StructureTextError) -> UInt16 {
        let end = min(place + 4, bytes.count)
        guard end - place == 4, let unit = UInt16(bytes[place..<end].string, radix: 16) else { throw fault("four hexadecimal digits should follow \\u") }
        place = end
        return unit
    }

    private func fault(_ reason: String, at start: Int? = nil) -> StructureTextError {
        .syntax(place: "no JSON", reason: "\(reason), byte \((start ?? place) + 1) of the record")
    }
}
