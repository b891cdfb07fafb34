import Foundation
import MessagePassing
import Models
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
    /// The weights that are kept.
    let weights: [NamedArray]
    /// For each target the raw outputs over the whole data set; empty for a diverged member.
    let outputs: [[Float]]
}

/// What an array is, ahead of its numbers.
private struct ArrayDescription: Codable {
    enum Elements: Codable { case bytes, integers, floats, doubles }

    let name: String
    let shape: [Int]
    let elements: Elements

    init(_ array: NamedArray) {
        name = array.name
        shape = array.shape
        elements =
            switch array.elements {
            case .bytes: .bytes
            case .integers: .integers
            case .floats: .floats
            case .doubles: .doubles
            }
    }
}

extension Communicator {
    /// Sends a result to rank 0, header first.
    func send(_ result: MemberResult, tag: MessageTag) throws {
        let header = [UInt8](try JSONEncoder.lenient.encode(result.header))
        try send(header.span.bytes, to: 0, tag: tag)
        let descriptions = [UInt8](try JSONEncoder().encode(result.weights.map(ArrayDescription.init)))
        try send(descriptions.span.bytes, to: 0, tag: tag)
        for array in result.weights {
            switch array.elements {
            case .bytes(let values): try send(values.span.bytes, to: 0, tag: tag)
            case .integers(let values): try send(values.span.bytes, to: 0, tag: tag)
            case .floats(let values): try send(values.span.bytes, to: 0, tag: tag)
            case .doubles(let values): try send(values.span.bytes, to: 0, tag: tag)
            }
        }
        let counts = result.outputs.map { Int64($0.count) }
        try send(counts.span.bytes, to: 0, tag: tag)
        for output in result.outputs { try send(output.span.bytes, to: 0, tag: tag) }
    }

    /// Receives what `send` sent; messages of one rank and tag stay in order.
    func receiveResult(from source: Int, tag: MessageTag) throws -> MemberResult {
        let header = try JSONDecoder.lenient.decode(MemberResult.Header.self, from: Data(try receive(from: source, tag: tag)))
        let descriptions = try JSONDecoder().decode([ArrayDescription].self, from: Data(try receive(from: source, tag: tag)))
        let weights = try descriptions.map { description in
            let elements: NamedArray.Elements =
                switch description.elements {
                case .bytes: .bytes(try receive(from: source, tag: tag))
                case .integers: .integers(try receiveValues(from: source, tag: tag))
                case .floats: .floats(try receiveValues(from: source, tag: tag))
                case .doubles: .doubles(try receiveValues(from: source, tag: tag))
                }
            return NamedArray(name: description.name, shape: description.shape, elements: elements)
        }
        let counts: [Int64] = try receiveValues(from: source, tag: tag)
        var outputs: [[Float]] = []
        for _ in counts { outputs.append(try receiveValues(from: source, tag: tag)) }
        return MemberResult(header: header, weights: weights, outputs: outputs)
    }

    /// Receives one number.
    func receiveNumber(from source: Int, tag: MessageTag) throws -> Int64 {
        var numbers: [Int64] = [0]
        var span = numbers.mutableSpan
        try receive(&span, from: source, tag: tag)
        return numbers[0]
    }
}
