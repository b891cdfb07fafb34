import CZlib

/// Bytes compressed as gzip while they are made (RFC 1952); no name and no time is kept, so that equal bytes give equal files.
package final class GzipStream {
    /// At an address of its own: zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// nil where zlib has no memory to begin with.
    package init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the largest window asks zlib for gzip's frame.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else { return nil }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// What these bytes and those before give so far; often nothing.
    package func compress(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, Z_NO_FLUSH) }

    /// The rest, with the checksum. Nothing may follow.
    package func finish() -> [UInt8] { deflated([], Z_FINISH) }

    private func deflated(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
        var result: [UInt8] = []
        bytes.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(clamping: input.count)
            var isDone = false
            while !isDone {
                let written = buffer.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(clamping: output.count)
                    // Neither call can fail: there is room for output, and the state is sound.
                    _ = deflate(stream, flush)
                    return output.count - Int(stream.pointee.avail_out)
                }
                result += buffer[..<written]
                isDone = written < buffer.count
            }
        }
        return result
    }
}
