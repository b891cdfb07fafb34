import Foundation
import MessagePassing
import Training

/// What a rank hands to rank 0 when one of its members is done.
struct MemberResult {
    struct Header: Codable {
        /// Its place among the ensembles.
        let ensemble: Int
        let member: Int
        let history: [EpochRecord]
        let bestEpoch: Int
        let outcome: MemberOutcome
    }

    let header: Header
    /// The flat vector of the best weights.
    let weights: [Float]
    /// For each target the raw outputs over the whole data set; empty for a diverged member.
    let outputs: [[Float]]
}

extension Communicator {
    /// Sends a result to rank 0, header first.
    func send(_ result: MemberResult, tag: MessageTag) throws {
        let header = [UInt8](try JSONEncoder.lenient.encode(result.header))
        try send(header.span.bytes, to: 0, tag: tag)
        try send(result.weights.span.bytes, to: 0, tag: tag)
        let counts = result.outputs.map { Int64($0.count) }
        try send(counts.span.bytes, to: 0, tag: tag)
        for output in result.outputs { try send(output.span.bytes, to: 0, tag: tag) }
    }

    /// Receives what `send` sent; messages of one rank and tag stay in order.
    func receiveResult(from source: Int, tag: MessageTag) throws -> MemberResult {
        let header = try JSONDecoder.lenient.decode(MemberResult.Header.self, from: Data(try receive(from: source, tag: tag)))
        let weights: [Float] = Self.values(try receive(from: source, tag: tag))
        let counts: [Int64] = Self.values(try receive(from: source, tag: tag))
        var outputs: [[Float]] = []
        for _ in counts { outputs.append(Self.values(try receive(from: source, tag: tag))) }
        return MemberResult(header: header, weights: weights, outputs: outputs)
    }

    /// Receives one number.
    func receiveNumber(from source: Int, tag: MessageTag) throws -> Int64 {
        var numbers: [Int64] = [0]
        var span = numbers.mutableSpan
        try receive(&span, from: source, tag: tag)
        return numbers[0]
    }

    private static func values<Value: BitwiseCopyable>(_ bytes: [UInt8]) -> [Value] {
        bytes.withUnsafeBytes { buffer in
            (0..<(buffer.count / MemoryLayout<Value>.stride)).map {
                buffer.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Value>.stride, as: Value.self)
            }
        }
    }
}
