/// A message in Protocol Buffers' encoding: numbered fields, one behind the other.
struct ProtobufMessage {
    /// How a field's bytes are counted.
    private enum Wire: UInt64 { case variable = 0, eight = 1, counted = 2, four = 5 }

    private(set) var bytes: [UInt8] = []

    init() {}

    mutating func add(_ field: UInt64, _ value: Double) {
        addKey(field, .eight)
        let bits = value.bitPattern
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    }

    mutating func add(_ field: UInt64, _ value: Float) {
        addKey(field, .four)
        let bits = value.bitPattern
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    }

    mutating func add(_ field: UInt64, _ value: Int64) {
        addKey(field, .variable)
        addVariable(UInt64(bitPattern: value))
    }

    mutating func add(_ field: UInt64, _ text: String) { add(field, Array(text.utf8)) }

    mutating func add(_ field: UInt64, _ message: ProtobufMessage) { add(field, message.bytes) }

    private mutating func add(_ field: UInt64, _ content: [UInt8]) {
        addKey(field, .counted)
        addVariable(UInt64(content.count))
        bytes += content
    }

    private mutating func addKey(_ field: UInt64, _ wire: Wire) { addVariable(field << 3 | wire.rawValue) }

    /// Seven bits a byte, the lowest first; the eighth says that there are more.
    private mutating func addVariable(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

extension ProtobufMessage {
    /// What a field was found to hold.
    enum Value: Equatable {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    /// The fields of a message by their numbers, of repeated ones the last; nil where the bytes are no message.
    static func fields(of message: ArraySlice<UInt8>) -> [UInt64: Value]? {
        var (fields, rest): ([UInt64: Value], ArraySlice<UInt8>) = ([:], message)
        while !rest.isEmpty {
            guard let key = variable(&rest), let wire = Wire(rawValue: key & 7) else { return nil }
            var count = wire == .eight ? 8 : 4
            if wire == .variable || wire == .counted {
                guard let number = variable(&rest) else { return nil }
                guard wire == .counted else {
                    fields[key >> 3] = .number(number)
                    continue
                }
                guard let length = Int(exactly: number) else { return nil }
                count = length
            }
            guard count <= rest.count else { return nil }
            fields[key >> 3] = .bytes(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return fields
    }

    private static func variable(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while let byte = rest.popFirst() {
            guard shift < 64 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
