import Foundation

/// The objects of a JSON file: one, a list of them, or one a line.
///
/// Only brackets and quotes are looked at here; what is between them is parsed with the record.
struct JSONObjects: MaterialTexts, ~Copyable {
    private var stream: TextStream
    private let key: String?
    private var isList = false
    private var count = 0

    var path: String { stream.path }

    init(path: String, key: String?) throws(ReaderError) {
        stream = try TextStream(path: path)
        self.key = key
    }

    mutating func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        var first = try nextVisible()
        if count == 0, first == UInt8(ascii: "[") {
            isList = true
            stream.advance()
            first = try nextVisible()
        } else if isList, count > 0, first == UInt8(ascii: ",") {
            stream.advance()
            first = try nextVisible()
            if first != UInt8(ascii: "{") { throw broken("an object should follow the comma") }
        } else if isList, count > 0, first != UInt8(ascii: "]") {
            throw broken("a comma or the end of the list should stand here")
        }
        guard let first else {
            if isList { throw broken("the list does not end") }
            return false
        }
        if isList, first == UInt8(ascii: "]") {
            stream.advance()
            guard try nextVisible() == nil else { throw broken("text after the end of the list") }
            isList = false
            return false
        }
        guard first == UInt8(ascii: "{") else { throw broken("an object should begin here") }
        try takeObject(into: &text)
        count += 1
        return true
    }

    func content(_ text: [UInt8]) -> InputRecord.Content {
        .structure(text, suffix: "json") { [key] bytes throws(StructureTextError) in try Structure(json: bytes, key: key) }
    }

    func fields(_ text: [UInt8]) -> [(name: String, value: String)] {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text)) as? [String: Any] else { return [] }
        return object.sorted { $0.key < $1.key }.compactMap { name, value in
            switch value {
            case let text as String: (name, text)
            // The only kind of number that JSON has as a char is a truth value.
            case let number as NSNumber where String(cString: number.objCType) == "c": (name, number.boolValue ? "true" : "false")
            case let number as NSNumber: (name, "\(number)")
            default: nil
            }
        }
    }

    private mutating func nextVisible() throws(ReaderError) -> UInt8? {
        while let byte = try stream.peek() {
            guard byte.isSpace else { return byte }
            stream.advance()
        }
        return nil
    }

    private mutating func takeObject(into text: inout [UInt8]) throws(ReaderError) {
        let start = stream.line
        var depth = 0
        repeat {
            try stream.take(appendingTo: &text) { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\"") }
            let byte = try takeByte(into: &text, start: start)
            switch byte {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            default: try takeString(into: &text, start: start)
            }
        } while depth > 0
    }

    /// Takes a string from after its opening quote to its closing one.
    private mutating func takeString(into text: inout [UInt8], start: Int) throws(ReaderError) {
        while true {
            try stream.take(appendingTo: &text) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            let byte = try takeByte(into: &text, start: start)
            if byte == UInt8(ascii: "\"") { return }
            _ = try takeByte(into: &text, start: start)
        }
    }

    private mutating func takeByte(into text: inout [UInt8], start: Int) throws(ReaderError) -> UInt8 {
        guard let byte = try stream.peek() else {
            throw .broken(path: path, line: start, reason: "the object that begins here does not end")
        }
        stream.advance()
        text.append(byte)
        return byte
    }

    private func broken(_ reason: String) -> ReaderError {
        .broken(path: path, line: stream.line, reason: reason)
    }
}
