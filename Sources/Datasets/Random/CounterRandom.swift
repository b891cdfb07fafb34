import Glibc

/// Random numbers as a function of (seed, member, purpose, index): no state to save, nothing that depends on rank or history.
///
/// Philox4x32-10 of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011; key = (seed, member), counter = (purpose, index).
public struct CounterRandom: Sendable {
    /// What numbers are drawn for; each purpose has a stream of its own.
    public enum Purpose: UInt32, Sendable {
        case weights = 1
        case shuffle
        case split
        case trial
        case test
        case sandbox
        case representation
        case subset
        case treeRows
        case treeFeatures
        case dropout
        case substitution
        /// What a loop has computed next. A number of its own, whatever comes between.
        case acquisition = 40
        case realisation = 41
        /// Rows that members of learners on features learn from, and the seeds of what they draw themselves.
        case bootstrap = 42
        case importance = 43
        /// Which structure of a material an epoch learns from.
        case structure = 44
        /// In which order a material's sites are written, where no order is fixed.
        case siteOrder = 45
        /// What a generator writes.
        case generation = 46
        /// What is hidden of tokens in training.
        case masking = 48
        /// Which samples of a generator, and which known materials beside them, are compared.
        case comparison = 47
        /// Where trees that draw their cuts are cut.
        case treeCuts = 49
    }

    private let key: (UInt32, UInt32)
    private let purpose: UInt32
    private let stream: UInt32

    /// - Parameter stream: tells apart independent uses of one purpose, for example the epoch of a shuffle.
    public init(seed: UInt64, member: Int, purpose: Purpose, stream: Int = 0) {
        // The halves of the seed are mixed with the member through Philox itself, so that no (seed, member) shares another's key.
        let mixed = Self.philox(
            counter: (UInt32(truncatingIfNeeded: member), 0x436f_7665, 0x79, 0),
            key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
        self.key = (mixed.0, mixed.1)
        self.purpose = purpose.rawValue
        self.stream = UInt32(truncatingIfNeeded: stream)
    }

    /// Four words for a place in the stream.
    public func words(at index: Int) -> (UInt32, UInt32, UInt32, UInt32) {
        Self.philox(
            counter: (UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), purpose, stream), key: key)
    }

    /// Uniform in [0, 1), 24 bits.
    public func uniform(at index: Int) -> Float {
        Float(words(at: index).0 >> 8) * 0x1p-24
    }

    /// Uniform in [0, 1), 53 bits.
    public func fraction(at index: Int) -> Double {
        let (low, high, _, _) = words(at: index)
        return Double((UInt64(high) << 32 | UInt64(low)) >> 11) * 0x1p-53
    }

    /// Uniform in 0 ..< bound without bias worth naming: the product of 64 random bits and the bound, high part.
    public func integer(below bound: Int, at index: Int) -> Int {
        let (low, high, _, _) = words(at: index)
        let word = UInt64(high) << 32 | UInt64(low)
        return Int(word.multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A standard normal deviate, by Box and Muller in double precision.
    public func normal(at index: Int) -> Float {
        let (a, b, _, _) = words(at: index)
        let radius = (-2 * log((Double(a) + 1) * 0x1p-32)).squareRoot()
        return Float(radius * cos(2 * Double.pi * Double(b) * 0x1p-32))
    }

    /// Puts the elements in a random order: Fisher and Yates, one draw for each place.
    ///
    /// - Parameter first: the index of the first place's draw
    public func shuffle<Element>(_ elements: inout [Element], from first: Int = 0) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1, at: first + last))
        }
    }

    private static func philox(
        counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var x = counter
        var key = key
        for _ in 0..<10 {
            let first = UInt64(x.0) * 0xD251_1F53
            let second = UInt64(x.2) * 0xCD9E_8D57
            x = (
                UInt32(truncatingIfNeeded: second >> 32) ^ x.1 ^ key.0, UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ x.3 ^ key.1, UInt32(truncatingIfNeeded: first)
            )
            key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
        }
        return x
    }

    /// The published test vectors need the bare function.
    package static func block(counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)) -> (UInt32, UInt32, UInt32, UInt32) {
        philox(counter: counter, key: key)
    }
}
