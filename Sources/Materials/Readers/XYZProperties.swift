/// The second line of a frame: keys with values (libAtoms/extxyz, "Extended XYZ specification"). A key without value is T.
///
/// Values stand bare, in double or single quotes, in braces or in brackets; blanks around `=` do not count.
struct XYZProperties {
    private(set) var pairs: [(name: String, value: String)] = []
    /// Why the line cannot be read to its end; `pairs` are those before.
    private(set) var fault: String?

    init(_ line: ArraySlice<UInt8>) {
        var rest = line
        while true {
            rest = rest.drop { $0.isSpace }
            guard let first = rest.first, fault == nil else { return }
            let name =
                first == UInt8(ascii: "\"") ? quoted(&rest, until: UInt8(ascii: "\"")) : Self.bare(&rest) { $0.isSpace || $0 == UInt8(ascii: "=") }
            let behind = rest.drop { $0.isSpace }
            guard behind.first == UInt8(ascii: "=") else {
                pairs.append((name, "T"))
                continue
            }
            rest = behind.dropFirst()
            pairs.append((name, value(&rest)))
            if fault == nil, let next = rest.first, !next.isSpace { fault = "'\(rest.prefix(20).string)' follows the value of \(name) without a blank" }
        }
    }

    /// The value of a key, however its letters are written; nil where there is none.
    ///
    /// - Throws: where two of that name differ
    func value(of name: String) throws(StructureTextError) -> String? {
        let values = Set(pairs.filter { $0.name.lowercased() == name }.map(\.value))
        guard values.count <= 1 else { throw .repeated(name) }
        return values.first
    }

    private mutating func value(_ rest: inout ArraySlice<UInt8>) -> String {
        let whole = rest
        let blanks = rest.prefix { $0.isSpace }.count
        rest = rest.dropFirst(blanks)
        switch rest.first {
        case UInt8(ascii: "\"")?: return quoted(&rest, until: UInt8(ascii: "\""))
        case UInt8(ascii: "'")? where rest.dropFirst().contains(UInt8(ascii: "'")): return quoted(&rest, until: UInt8(ascii: "'"))
        case UInt8(ascii: "{")?: return nested(&rest, UInt8(ascii: "{"), UInt8(ascii: "}"))
        case UInt8(ascii: "[")?: return nested(&rest, UInt8(ascii: "["), UInt8(ascii: "]"))
        default: break
        }
        // `energy= pbc="F F F"`: what follows the blank is the next key, and energy has no value.
        if blanks > 0, rest.drop(while: { !$0.isSpace && $0 != UInt8(ascii: "=") }).first(where: { !$0.isSpace }) == UInt8(ascii: "=") {
            rest = whole
            return ""
        }
        return Self.bare(&rest) { $0.isSpace }
    }

    /// A backslash takes the next byte for itself where it could be taken for something else.
    private static func bare(_ rest: inout ArraySlice<UInt8>, until stops: (UInt8) -> Bool) -> String {
        var word: [UInt8] = []
        while let byte = rest.first, !stops(byte) {
            rest.removeFirst()
            if byte == UInt8(ascii: "\\"), let next = rest.first, next.isSpace || special.contains(next) {
                word.append(rest.removeFirst())
            } else {
                word.append(byte)
            }
        }
        return String(decoding: word, as: UTF8.self)
    }

    private static let special = Array("=\",{}[]\\".utf8)

    private mutating func quoted(_ rest: inout ArraySlice<UInt8>, until closing: UInt8) -> String {
        rest.removeFirst()
        var word: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == closing { return String(decoding: word, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                word.append(escaped == UInt8(ascii: "n") ? 10 : escaped)
            } else {
                word.append(byte)
            }
        }
        fault = "a quote opens before '\(word.prefix(20)[...].string)' and never closes"
        return String(decoding: word, as: UTF8.self)
    }

    /// What stands between brackets, those inside it kept.
    private mutating func nested(_ rest: inout ArraySlice<UInt8>, _ opening: UInt8, _ closing: UInt8) -> String {
        rest.removeFirst()
        var word: [UInt8] = []
        var depth = 1
        var isQuoted = false
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), isQuoted, let escaped = rest.popFirst() {
                word += [byte, escaped]
                continue
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == opening { depth += 1 }
            if !isQuoted, byte == closing { depth -= 1 }
            if depth == 0 { return String(decoding: word, as: UTF8.self) }
            word.append(byte)
        }
        fault = "a bracket opens before '\(word.prefix(20)[...].string)' and never closes"
        return String(decoding: word, as: UTF8.self)
    }
}
