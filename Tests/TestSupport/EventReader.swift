import Foundation

/// An event of a TensorBoard event file, read by the formats' own descriptions and by nothing that wrote it.
public struct ReadEvent: Sendable {
    public var time = 0.0
    public var step: Int?
    public var version: String?
    public var writer: String?
    public var scalars: [String: Float] = [:]

    public enum Fault: Error { case damaged(String) }

    /// Every event of a file, of which every byte must be in its place.
    public static func all(in path: String) throws -> [ReadEvent] {
        var rest = try bytes(of: path)[...]
        func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count <= rest.count else { throw Fault.damaged("\(path) ends too early") }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        var events: [ReadEvent] = []
        while !rest.isEmpty {
            let length = try take(8)
            guard try number(take(4)) == UInt64(maskedSum(length)) else { throw Fault.damaged("the sum of a length") }
            let record = try take(Int(number(length)))
            guard try number(take(4)) == UInt64(maskedSum(record)) else { throw Fault.damaged("the sum of a record") }
            events.append(try ReadEvent(record))
        }
        return events
    }

    /// tensorflow/core/util/event.proto and framework/summary.proto.
    private init(_ record: ArraySlice<UInt8>) throws {
        for (field, value) in try Self.fields(record) {
            switch (field, value) {
            case (1, .word(let bits)): time = Double(bitPattern: bits)
            case (2, .number(let number)): step = Int(number)
            case (3, .bytes(let text)): version = String(decoding: text, as: UTF8.self)
            case (5, .bytes(let summary)):
                for case (1, .bytes(let value)) in try Self.fields(summary) {
                    var (tag, number): (String?, Float?) = (nil, nil)
                    for (field, value) in try Self.fields(value) {
                        switch (field, value) {
                        case (1, .bytes(let text)): tag = String(decoding: text, as: UTF8.self)
                        case (2, .half(let bits)): number = Float(bitPattern: bits)
                        default: throw Fault.damaged("field \(field) of a value")
                        }
                    }
                    guard let tag, let number, scalars.updateValue(number, forKey: tag) == nil else { throw Fault.damaged("a value") }
                }
            case (10, .bytes(let source)):
                for case (1, .bytes(let text)) in try Self.fields(source) { writer = String(decoding: text, as: UTF8.self) }
            default: throw Fault.damaged("field \(field) of an event")
            }
        }
    }

    private enum Value { case number(UInt64), word(UInt64), bytes(ArraySlice<UInt8>), half(UInt32) }

    private static func fields(_ message: ArraySlice<UInt8>) throws -> [(UInt64, Value)] {
        var (fields, rest): ([(UInt64, Value)], ArraySlice<UInt8>) = ([], message)
        func variable() throws -> UInt64 {
            var (value, shift): (UInt64, UInt64) = (0, 0)
            while let byte = rest.popFirst() {
                value |= UInt64(byte & 127) << shift
                if byte < 128 { return value }
                shift += 7
            }
            throw Fault.damaged("a number without an end")
        }
        func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count <= rest.count else { throw Fault.damaged("a field without an end") }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        while !rest.isEmpty {
            let key = try variable()
            switch key & 7 {
            case 0: fields.append((key >> 3, .number(try variable())))
            case 1: fields.append((key >> 3, .word(number(try take(8)))))
            case 2: fields.append((key >> 3, .bytes(try take(Int(try variable())))))
            case 5: fields.append((key >> 3, .half(UInt32(number(try take(4))))))
            default: throw Fault.damaged("a field of kind \(key & 7)")
            }
        }
        return fields
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 * 256 + UInt64($1) } }

    private static func maskedSum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let sum = crc32c(bytes)
        return ((sum >> 15) | (sum << 17)) &+ 0xA282_EAD8
    }
}

/// CRC-32C, bit by bit.
public func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
    }
}
