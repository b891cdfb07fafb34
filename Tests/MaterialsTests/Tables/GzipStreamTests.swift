import Foundation
import Materials
import TestSupport
import Testing

@Suite struct GzipStreamTests {
    /// Bytes that cannot be made smaller, so that more comes out than one buffer holds, and bytes that can.
    @Test(arguments: [0, 1, 65536, 300_000], [true, false]) func whatIsReadIsWhatWasWritten(count: Int, isNoise: Bool) throws {
        var state: UInt32 = 7
        let bytes = (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return isNoise ? UInt8(state >> 24) : 65
        }
        let gzip = try #require(GzipStream())
        var packed: [UInt8] = []
        for start in stride(from: 0, to: count, by: 70_000) { packed += gzip.compress(Array(bytes[start..<min(start + 70_000, count)])) }
        packed += gzip.finish()
        let directory = try TemporaryDirectory()
        try write(packed, to: directory.file("packed.gz"))
        var stream = try ByteStream(path: directory.file("packed.gz"))
        #expect(try stream.rest() == bytes)
    }
}
