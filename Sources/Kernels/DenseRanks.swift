/// Ranks of a few rows among themselves, from their ranks among all: 0 for the least, equal for equals, nothing left out.
///
/// A set of bits over the ranks between the least and the greatest is counted; where that is too wide, the rows are sorted by digits.
public struct DenseRanks: ~Copyable {
    /// Rows at most: their ranks fit a byte.
    public static let capacity = 256
    /// Words of the set of bits; beyond, sorting is faster than counting.
    private static let words = 512

    private let bits: UnsafeMutablePointer<UInt64>
    /// How many of the ranks lie before a word.
    private let before: UnsafeMutablePointer<Int32>
    /// Rank and place of each row, twice, for sorting to and fro.
    private let keys: UnsafeMutablePointer<UInt64>
    private let counts: UnsafeMutablePointer<Int32>

    public init() {
        bits = .allocate(capacity: Self.words)
        bits.initialize(repeating: 0, count: Self.words)
        before = .allocate(capacity: Self.words)
        before.initialize(repeating: 0, count: Self.words)
        keys = .allocate(capacity: 2 * Self.capacity)
        keys.initialize(repeating: 0, count: 2 * Self.capacity)
        counts = .allocate(capacity: 256)
        counts.initialize(repeating: 0, count: 256)
    }

    deinit {
        bits.deallocate()
        before.deallocate()
        keys.deallocate()
        counts.deallocate()
    }

    /// - Parameters:
    ///   - ranks: of every row that `rows` may name, among all
    ///   - rows: at most 256
    ///   - dense: [rows] their ranks among themselves
    /// - Returns: how many distinct ones there are.
    public func rank(_ ranks: Span<UInt32>, rows: Span<UInt32>, into dense: inout MutableSpan<UInt8>) -> Int {
        precondition(rows.count >= 1 && rows.count <= Self.capacity && dense.count >= rows.count, "as many rows as fit a byte")
        var least = UInt32.max
        var greatest = UInt32.min
        for place in 0..<rows.count {
            let rank = ranks[Int(rows[place])]
            keys[place] = UInt64(rank)
            least = min(least, rank)
            greatest = max(greatest, rank)
        }
        let width = Int(greatest - least) / 64 + 1
        return width <= Self.words ? count(rows.count, from: UInt64(least), width, into: &dense) : sort(rows.count, into: &dense)
    }

    /// The bins of some rows, one after the other.
    public static func gather(_ bins: Span<UInt8>, rows: Span<UInt32>, into own: inout MutableSpan<UInt8>) {
        precondition(own.count >= rows.count, "as many places as rows")
        for place in 0..<rows.count { own[place] = bins[Int(rows[place])] }
    }

    private func count(_ rows: Int, from least: UInt64, _ width: Int, into dense: inout MutableSpan<UInt8>) -> Int {
        bits.update(repeating: 0, count: width)
        for place in 0..<rows {
            let rank = keys[place] &- least
            bits[Int(rank >> 6)] |= 1 &<< (rank & 63)
        }
        var total: Int32 = 0
        for word in 0..<width {
            before[word] = total
            total &+= Int32(truncatingIfNeeded: bits[word].nonzeroBitCount)
        }
        for place in 0..<rows {
            let rank = keys[place] &- least
            let word = Int(rank >> 6)
            let below = bits[word] & ((1 &<< (rank & 63)) &- 1)
            dense[place] = UInt8(truncatingIfNeeded: Int(before[word]) &+ below.nonzeroBitCount)
        }
        return Int(total)
    }

    /// Digits of eight bits from the lowest, each pass a counting sort.
    private func sort(_ rows: Int, into dense: inout MutableSpan<UInt8>) -> Int {
        for place in 0..<rows { keys[place] = keys[place] << 8 | UInt64(place) }
        var (from, to) = (keys, keys + Self.capacity)
        for shift in stride(from: UInt64(8), to: 40, by: 8) {
            counts.update(repeating: 0, count: 256)
            for place in 0..<rows { counts[Int(from[place] >> shift & 255)] += 1 }
            var sum: Int32 = 0
            for digit in 0..<256 {
                let here = counts[digit]
                counts[digit] = sum
                sum += here
            }
            for place in 0..<rows {
                let digit = Int(from[place] >> shift & 255)
                to[Int(counts[digit])] = from[place]
                counts[digit] += 1
            }
            swap(&from, &to)
        }
        var rank = 0
        dense[Int(from[0] & 255)] = 0
        for place in 1..<max(rows, 1) {
            if from[place] >> 8 != from[place - 1] >> 8 { rank += 1 }
            dense[Int(from[place] & 255)] = UInt8(truncatingIfNeeded: rank)
        }
        return rank + 1
    }
}
