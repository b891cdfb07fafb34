extension [UInt64] {
    /// The words as bytes, the lowest first: what ranks of one program send each other.
    package var bytes: [UInt8] {
        flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } }
    }

    /// - Parameter bytes: as ``bytes`` has them; nil where they are no whole words
    package init?(bytes: [UInt8]) {
        guard bytes.count % 8 == 0 else { return nil }
        self = stride(from: 0, to: bytes.count, by: 8).map { at in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << (8 * UInt64($1)) }
        }
    }
}
