/// Where a node is cut in two along one feature.
public struct FeatureCut: Sendable {
    /// Σ over both sides of (Σ w y)² / Σ w, of classes of Σ_k n_k² / Σ w: the greater, the less impurity is left.
    public var score: Double
    public var place: CutPlace
}

/// Which rows go left of a cut.
public enum CutPlace: Sendable {
    /// Those whose bin is at most this one.
    case after(bin: UInt8)
    /// Those whose value is at most this one.
    case at(Float)
}

/// What a look at one feature of a node finds.
public enum FeatureLook: Sendable {
    /// All rows are in one bin.
    case constant
    /// Every cut that was looked at leaves too few rows on a side.
    case narrow
    case cut(FeatureCut)
}

/// Finds the best cut of a node along one feature from sums over at most 256 bins.
///
/// A set of 256 bits knows which bins have rows, so that a node of three rows looks at three bins. Sums are of doubles, in the order of the
/// rows and then of the bins: the same rows give the same bits.
public struct FeatureHistogram: ~Copyable {
    /// Bins that there can be.
    public static let capacity = 256

    /// (Σ w y, Σ w) of each bin, over the rows of even and of odd place apart; zero between two looks.
    ///
    /// Rows side by side are often in one bin, and a sum would wait for the one before it to reach memory.
    private let cells: UnsafeMutablePointer<SIMD4<Double>>
    /// Rows of each bin; zero between two looks.
    private let counts: UnsafeMutablePointer<Int32>
    private let candidates: CutCandidates
    private let bits: BinBits

    public init() {
        cells = .allocate(capacity: Self.capacity)
        cells.initialize(repeating: .zero, count: Self.capacity)
        counts = .allocate(capacity: Self.capacity)
        counts.initialize(repeating: 0, count: Self.capacity)
        candidates = CutCandidates()
        bits = BinBits()
    }

    deinit {
        cells.deallocate()
        counts.deallocate()
    }

    /// - Parameters:
    ///   - bins: the feature's bin of every row that `rows` may name
    ///   - rows: those of the node
    ///   - moments: [rows] (w y, w) of each of them
    ///   - leastRows: on each side of the cut
    public func look(_ bins: Span<UInt8>, rows: Span<UInt32>, moments: Span<SIMD2<Double>>, leastRows: Int) -> FeatureLook {
        let count = rows.count
        if count == 2 && leastRows == 1 {
            return cutPair(bins[Int(rows[0])], bins[Int(rows[1])], moments[0], moments[1])
        }
        var present = SIMD4<UInt64>.zero
        let halves = UnsafeMutableRawPointer(cells).assumingMemoryBound(to: SIMD2<Double>.self)
        var row = 0
        while row &+ 1 < count {
            let even = Int(bins[Int(rows[row])])
            let odd = Int(bins[Int(rows[row &+ 1])])
            halves[2 &* even] += moments[row]
            halves[2 &* odd &+ 1] += moments[row &+ 1]
            present |= bits[even] | bits[odd]
            row &+= 2
        }
        if row < count {
            let bin = Int(bins[Int(rows[row])])
            halves[2 &* bin] += moments[row]
            present |= bits[bin]
        }
        let sums = candidates.firsts
        let weights = candidates.weights
        let places = candidates.bins
        var found = 0
        var sum = SIMD2<Double>.zero
        for word in 0..<4 {
            var left = present[word]
            while left != 0 {
                let bin = word &* 64 &+ left.trailingZeroBitCount
                left &= left &- 1
                let cell = cells[bin]
                sum += cell.lowHalf + cell.highHalf
                cells[bin] = .zero
                sums[found] = sum.x
                weights[found] = sum.y
                places[found] = UInt8(truncatingIfNeeded: bin)
                found &+= 1
            }
        }
        guard found > 1 else { return .constant }
        var allowed = 0..<found - 1
        if leastRows > 1 {
            allowed = cutsThatLeave(leastRows, of: bins, rows, among: found)
            guard !allowed.isEmpty else { return .narrow }
        }
        return .cut(candidates.bestBySquaredError(allowed, sum: sum.x, weight: sum.y))
    }

    /// Between two rows there is one cut or none; a third of a tree's nodes that are no leaves have two.
    @inline(__always)
    private func cutPair(_ one: UInt8, _ other: UInt8, _ first: SIMD2<Double>, _ second: SIMD2<Double>) -> FeatureLook {
        guard one != other else { return .constant }
        return .cut(FeatureCut(score: first.x * first.x / first.y + second.x * second.x / second.y, place: .after(bin: min(one, other))))
    }

    /// The cuts with enough rows on both sides, which lie side by side.
    private func cutsThatLeave(_ leastRows: Int, of bins: Span<UInt8>, _ rows: Span<UInt32>, among found: Int) -> Range<Int> {
        for row in 0..<rows.count { counts[Int(bins[Int(rows[row])])] += 1 }
        var first = found
        var end = 0
        var left = 0
        for place in 0..<found {
            let bin = Int(candidates.bins[place])
            left += Int(counts[bin])
            counts[bin] = 0
            if left >= leastRows && rows.count - left >= leastRows {
                first = min(first, place)
                end = place + 1
            }
        }
        return first < end ? first..<end : 0..<0
    }
}
