/// The frame that each record of a TFRecord file stands in: its length, a checksum of that, its bytes, a checksum of those, all little-endian
/// (FileFormats.md, "Event files").
enum RecordFrame {
    private static let lengthBytes = 8
    private static let sumBytes = 4

    static func framed(_ record: [UInt8]) -> [UInt8] {
        let length = littleEndian(UInt64(record.count))
        return length + littleEndian(CRC32C.masked(of: length)) + record + littleEndian(CRC32C.masked(of: record))
    }

    /// The first record of some bytes, and where the next one begins; nil where there is none, or none that is whole.
    static func first(in bytes: ArraySlice<UInt8>) -> (record: ArraySlice<UInt8>, end: Int)? {
        let head = lengthBytes + sumBytes
        guard bytes.count >= head + sumBytes else { return nil }
        let length = bytes.prefix(lengthBytes)
        guard number(bytes.dropFirst(lengthBytes).prefix(sumBytes)) == UInt64(CRC32C.masked(of: length)) else { return nil }
        guard let count = Int(exactly: number(length)), count <= bytes.count - head - sumBytes else { return nil }
        let record = bytes.dropFirst(head).prefix(count)
        guard number(bytes[record.endIndex...].prefix(sumBytes)) == UInt64(CRC32C.masked(of: record)) else { return nil }
        return (record, record.endIndex + sumBytes)
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}

/// The cyclic redundancy check of Castagnoli's polynomial (RFC 3720, appendix B.4).
enum CRC32C {
    /// Of every byte; the polynomial's bits are reversed.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
    }

    static func sum(of bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    }

    /// Turned and moved, as TFRecords have it: a sum of bytes that have sums among them would be a weak one.
    static func masked(of bytes: some Sequence<UInt8>) -> UInt32 {
        let sum = sum(of: bytes)
        return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
    }
}
