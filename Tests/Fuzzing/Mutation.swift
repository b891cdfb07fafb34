import Datasets

/// A way in which bytes of a file come to be others.
enum Mutation: String, CaseIterable {
    case flippedBits = "bits flipped"
    case overwrittenBytes = "bytes overwritten"
    case cutShort = "cut short"
    case grown = "grown"
    case copiedStretch = "stretch copied"
    case zeroedStretch = "stretch zeroed"
    case shuffledStretch = "stretch shuffled"
    case exchangedBlocks = "blocks exchanged"
    case oddIntegers = "odd integers"
    case changedStructures = "structures changed"

    /// What the structures of an HDF5 file begin with (format specification 2.0); versions, flags, sizes and addresses follow.
    private static let signatures = ["\u{89}HDF", "OHDR", "OCHK", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN"].map { signature in
        signature.unicodeScalars.map { UInt8($0.value) }
    }

    /// What a length or an address must never be taken for.
    private static let integers: [Int64] = [
        0, 1, -1, 255, 65_535, 1 << 31, (1 << 31) - 1, (1 << 32) - 1, 1 << 32, 1 << 48, .max, .min, -4096, 0x7fff_ffff_ffff_0000,
    ]

    func apply(to bytes: inout [UInt8], _ draws: inout Draws) {
        switch self {
        case .flippedBits:
            for _ in 0..<draws.next(1...8) { bytes[draws.next(below: bytes.count)] ^= 1 << UInt8(draws.next(below: 8)) }
        case .overwrittenBytes:
            for _ in 0..<draws.next(1...32) { bytes[draws.next(below: bytes.count)] = UInt8(draws.next(below: 256)) }
        case .cutShort:
            bytes.removeLast(draws.next(1...bytes.count))
        case .grown:
            for _ in 0..<draws.next(1...4096) { bytes.append(UInt8(draws.next(below: 256))) }
        case .copiedStretch:
            let source = draws.stretch(of: bytes.count)
            let start = draws.next(below: bytes.count - source.count + 1)
            bytes.replaceSubrange(start..<start + source.count, with: Array(bytes[source]))
        case .zeroedStretch:
            for index in draws.stretch(of: bytes.count) { bytes[index] = 0 }
        case .shuffledStretch:
            let stretch = draws.stretch(of: bytes.count)
            for index in stretch.dropFirst() {
                bytes.swapAt(index, draws.next(stretch.lowerBound...index))
            }
        case .exchangedBlocks:
            // What a confused disk or file system does.
            let size = 1 << draws.next(6...12)
            guard bytes.count >= 2 * size else { return }
            let blocks = (draws.next(below: bytes.count / size) * size, draws.next(below: bytes.count / size) * size)
            for index in 0..<size { bytes.swapAt(blocks.0 + index, blocks.1 + index) }
        case .oddIntegers:
            for _ in 0..<draws.next(1...4) {
                let width = [8, 8, 8, 4, 2][draws.next(below: 5)]
                let start = draws.next(below: bytes.count - width + 1)
                let value = Self.integers[draws.next(below: Self.integers.count)]
                for index in 0..<width { bytes[start + index] = UInt8(truncatingIfNeeded: value >> Int64(8 * index)) }
            }
        case .changedStructures:
            let starts = bytes.indices.dropLast(64).filter { start in
                Self.signatures.contains { bytes[start] == $0[0] && bytes[start...].starts(with: $0) }
            }
            guard !starts.isEmpty else { return }
            for _ in 0..<draws.next(1...4) {
                let start = starts[draws.next(below: starts.count)]
                bytes[start + draws.next(below: 1 << draws.next(2...6))] = UInt8(draws.next(below: 1 << draws.next(1...8)))
            }
        }
    }
}

/// Random numbers of one trial, one after the other.
struct Draws {
    private let random: CounterRandom
    private var index = 0

    init(seed: UInt64, trial: Int) {
        random = CounterRandom(seed: seed, member: trial, purpose: .test)
    }

    mutating func next(below bound: Int) -> Int {
        index += 1
        return random.integer(below: bound, at: index)
    }

    mutating func next(_ range: ClosedRange<Int>) -> Int { range.lowerBound + next(below: range.count) }

    /// Part of a file: as often a few bytes as a few thousand.
    mutating func stretch(of count: Int) -> Range<Int> {
        let length = min(max(1, next(1...1 << next(1...12))), count)
        let start = next(below: count - length + 1)
        return start..<start + length
    }
}
