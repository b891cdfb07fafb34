/// A JSON file from front to back, value by value: what is passed over takes no memory, and what is taken is bytes still to be parsed.
final class JSONStream {
    private var text: TextStream

    var path: String { text.path }
    var line: Int { text.line }

    init(path: String) throws(ReaderError) {
        text = try TextStream(path: path)
    }

    /// The stream after the opening bracket of what a member of the file's object holds.
    convenience init(path: String, inside name: String) throws(ReaderError) {
        try self.init(path: path)
        try expect(UInt8(ascii: "{"), "an object should begin here")
        while let member = try nextName() {
            if member == name {
                _ = try visible()
                text.advance()
                return
            }
            try passOver()
        }
        throw broken("there is no '\(name)' in the object that ends here")
    }

    /// The next byte that is no blank, not yet taken; nil at the end of the file.
    func visible() throws(ReaderError) -> UInt8? {
        while let byte = try text.peek() {
            guard byte.isSpace else { return byte }
            text.advance()
        }
        return nil
    }

    /// Takes the next visible byte if it is this one.
    func take(_ byte: UInt8) throws(ReaderError) -> Bool {
        guard try visible() == byte else { return false }
        text.advance()
        return true
    }

    func expect(_ byte: UInt8, _ reason: String) throws(ReaderError) {
        guard try take(byte) else { throw broken(reason) }
    }

    /// The name of an object's next member, up to its colon, after the opening brace or the value before; nil at the closing brace, which is taken.
    func nextName() throws(ReaderError) -> String? {
        if try take(UInt8(ascii: "}")) { return nil }
        // The comma stands before all but the first.
        _ = try take(UInt8(ascii: ","))
        guard try visible() == UInt8(ascii: "\"") else { throw broken("a name in quotes should stand here") }
        var bytes: [UInt8] = []
        try take(valueInto: &bytes)
        try expect(UInt8(ascii: ":"), "a colon should follow the name")
        guard case .text(let name)? = try? JSONValue(bytes) else { throw broken("a name in quotes should stand here") }
        return name
    }

    /// Whether a list has another element, after the opening bracket or the element before; the closing bracket is taken.
    func hasElement() throws(ReaderError) -> Bool {
        if try take(UInt8(ascii: "]")) { return false }
        _ = try take(UInt8(ascii: ","))
        guard let byte = try visible(), byte != UInt8(ascii: "]") else { throw broken("a value should follow the comma") }
        return true
    }

    func passOver() throws(ReaderError) {
        var none: [UInt8] = []
        try take(valueInto: &none, keeping: false)
    }

    /// Appends the bytes of the next value. Only brackets and quotes are looked at.
    func take(valueInto bytes: inout [UInt8], keeping: Bool = true) throws(ReaderError) {
        guard let first = try visible() else { throw broken("the file ends where a value should stand") }
        let start = text.line
        guard Self.isBracket(first) || first == UInt8(ascii: "\"") else {
            let taken = try text.take(appendingTo: &bytes, keeping: keeping) { $0.isSpace || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":") || Self.isBracket($0) }
            guard taken > 0 else { throw broken("a value should stand here") }
            return
        }
        var depth = 0
        repeat {
            try text.take(appendingTo: &bytes, keeping: keeping) { Self.isBracket($0) || $0 == UInt8(ascii: "\"") }
            switch try takeByte(into: &bytes, keeping, start: start) {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: try takeString(into: &bytes, keeping, start: start)
            }
        } while depth > 0
    }

    /// Takes what is left of an object or a list whose opening bracket has been taken, with the closing one.
    func leave() throws(ReaderError) {
        while let byte = try visible(), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") { text.advance() } else { try passOver() }
        }
        text.advance()
    }

    /// Takes a string from after its opening quote to its closing one.
    private func takeString(into bytes: inout [UInt8], _ keeping: Bool, start: Int) throws(ReaderError) {
        while true {
            try text.take(appendingTo: &bytes, keeping: keeping) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            if try takeByte(into: &bytes, keeping, start: start) == UInt8(ascii: "\"") { return }
            _ = try takeByte(into: &bytes, keeping, start: start)
        }
    }

    private func takeByte(into bytes: inout [UInt8], _ keeping: Bool, start: Int) throws(ReaderError) -> UInt8 {
        guard let byte = try text.peek() else {
            throw .broken(path: path, line: start, reason: "the value that begins here does not end")
        }
        text.advance()
        if keeping { bytes.append(byte) }
        return byte
    }

    func broken(_ reason: String) -> ReaderError {
        .broken(path: path, line: line, reason: reason)
    }

    /// One of {}[].
    @inline(__always) private static func isBracket(_ byte: UInt8) -> Bool {
        let curly = byte | 0x20
        return curly == UInt8(ascii: "{") || curly == UInt8(ascii: "}")
    }
}
