import CHDF5

/// XXH3, 64 bits.
public func shortDigest(of bytes: RawSpan) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
}

/// XXH3, 64 bits: the digest of one array. Sixteen hexadecimal digits.
public func digest(of bytes: RawSpan) -> String {
    hexadecimal(shortDigest(of: bytes))
}

/// XXH3, 64 bits, of an array that is not in memory as a whole.
struct RunningDigest: ~Copyable {
    private let state: OpaquePointer?

    init() {
        state = XXH3_createState()
        XXH3_64bits_reset(state)
    }

    deinit { XXH3_freeState(state) }

    mutating func add(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { _ = XXH3_64bits_update(state, $0.baseAddress, $0.count) }
    }

    /// As ``digest(of:)`` of all the bytes.
    consuming func finish() -> String { hexadecimal(XXH3_64bits_digest(state)) }
}

/// XXH3, 128 bits, over named parts in order: a content hash.
public struct ContentHash: ~Copyable {
    private let state: OpaquePointer?

    public init() {
        state = XXH3_createState()
        XXH3_128bits_reset(state)
    }

    deinit { XXH3_freeState(state) }

    /// Adds a part; its name and length count too, so that no two sequences of parts run together.
    public mutating func add(_ name: String, _ bytes: RawSpan) {
        add(text: name)
        var length = UInt64(bytes.byteCount).littleEndian
        withUnsafeBytes(of: &length) { _ = XXH3_128bits_update(state, $0.baseAddress, $0.count) }
        bytes.withUnsafeBytes { _ = XXH3_128bits_update(state, $0.baseAddress, $0.count) }
    }

    public mutating func add(_ name: String, text: String) {
        add(text: name)
        add(text: text)
    }

    private mutating func add(text: String) {
        var length = UInt64(text.utf8.count).littleEndian
        withUnsafeBytes(of: &length) { _ = XXH3_128bits_update(state, $0.baseAddress, $0.count) }
        var text = text
        text.withUTF8 { _ = XXH3_128bits_update(state, $0.baseAddress, $0.count) }
    }

    /// Thirty-two hexadecimal digits.
    public consuming func finish() -> String {
        let value = XXH3_128bits_digest(state)
        return hexadecimal(value.high64) + hexadecimal(value.low64)
    }
}

private func hexadecimal(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
}
