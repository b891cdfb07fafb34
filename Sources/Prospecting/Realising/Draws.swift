import Datasets
import HDF5

/// Random numbers one after another for drawing one label: a function of the seed and the label alone.
struct Draws {
    private let random: CounterRandom
    private var index = 0

    init(seed: UInt64, label: String) {
        let bytes = Array(label.utf8)
        let mark = shortDigest(of: bytes.span.bytes)
        random = CounterRandom(
            seed: seed, member: Int(truncatingIfNeeded: mark >> 32), purpose: .realisation, stream: Int(truncatingIfNeeded: mark & 0xffff_ffff))
    }

    /// Uniform in [0, 1), 32 bits.
    mutating func uniform() -> Double {
        defer { index += 1 }
        return Double(random.words(at: index).0) * 0x1p-32
    }

    mutating func uniform(in range: ClosedRange<Double>) -> Double { range.lowerBound + (range.upperBound - range.lowerBound) * uniform() }
}
