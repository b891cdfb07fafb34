/// A gzip file of stored blocks (RFC 1951, 1952): what a compressor that does not compress writes.
public func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
        let block = rest.prefix(0xffff)
        rest = rest.dropFirst(block.count)
        let length = UInt16(block.count)
        file.append(rest.isEmpty ? 1 : 0)
        for half in [length, ~length] { file += [UInt8(half & 0xff), UInt8(half >> 8)] }
        file += block
    } while !rest.isEmpty
    for word in [checksum(bytes), UInt32(bytes.count)] { file += (0..<4).map { UInt8(word >> ($0 * 8) & 0xff) } }
    return file
}

/// CRC-32 as gzip counts it.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
}
