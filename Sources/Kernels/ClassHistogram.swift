/// Finds the best cut of a node along one feature by Gini's impurity, from the classes' weights in at most 256 bins.
///
/// Weights are whole numbers, so that sums of them and of their squares are exact; times those of classes they are not, and the order of the rows, which
/// is the same whoever grows the tree, decides the last bits.
public struct ClassHistogram: ~Copyable {
    private let classes: Int
    /// [256 × classes] weight of a class in a bin; zero between two looks.
    private let cells: UnsafeMutablePointer<Double>
    /// [classes] weight left of the cut, and of the whole node.
    private let left: UnsafeMutablePointer<Double>
    private let whole: UnsafeMutablePointer<Double>
    private let counts: UnsafeMutablePointer<Int32>
    private let candidates: CutCandidates
    private let bits: BinBits

    public init(classes: Int) {
        precondition(classes >= 1, "a class")
        self.classes = classes
        cells = .allocate(capacity: FeatureHistogram.capacity * classes)
        cells.initialize(repeating: 0, count: FeatureHistogram.capacity * classes)
        left = .allocate(capacity: classes)
        left.initialize(repeating: 0, count: classes)
        whole = .allocate(capacity: classes)
        whole.initialize(repeating: 0, count: classes)
        counts = .allocate(capacity: FeatureHistogram.capacity)
        counts.initialize(repeating: 0, count: FeatureHistogram.capacity)
        candidates = CutCandidates()
        bits = BinBits()
    }

    deinit {
        cells.deallocate()
        left.deallocate()
        whole.deallocate()
        counts.deallocate()
    }

    /// - Parameters:
    ///   - bins: the feature's bin of every row that `rows` may name
    ///   - rows: those of the node
    ///   - moments: [rows] (class, w) of each of them
    ///   - leastRows: on each side of the cut
    public func look(_ bins: Span<UInt8>, rows: Span<UInt32>, moments: Span<SIMD2<Double>>, leastRows: Int) -> FeatureLook {
        var present = SIMD4<UInt64>.zero
        left.update(repeating: 0, count: classes)
        whole.update(repeating: 0, count: classes)
        for row in 0..<rows.count {
            let bin = Int(bins[Int(rows[row])])
            let moment = moments[row]
            let kind = Int(moment.x)
            cells[bin * classes + kind] += moment.y
            whole[kind] += moment.y
            counts[bin] += 1
            present |= bits[bin]
        }
        var squares = 0.0
        for kind in 0..<classes { squares += whole[kind] * whole[kind] }
        var squaresLeft = 0.0
        var weight = 0.0
        var rowsLeft = 0
        var found = 0
        var first = FeatureHistogram.capacity
        var end = 0
        for word in 0..<4 {
            var rest = present[word]
            while rest != 0 {
                let bin = word &* 64 &+ rest.trailingZeroBitCount
                rest &= rest &- 1
                for kind in 0..<classes {
                    let added = cells[bin * classes + kind]
                    cells[bin * classes + kind] = 0
                    squaresLeft += added * (2 * left[kind] + added)
                    // Of what was right, the weight that goes.
                    squares -= added * (2 * (whole[kind] - left[kind]) - added)
                    left[kind] += added
                    weight += added
                }
                rowsLeft += Int(counts[bin])
                counts[bin] = 0
                candidates.firsts[found] = squaresLeft
                candidates.seconds[found] = squares
                candidates.weights[found] = weight
                candidates.bins[found] = UInt8(truncatingIfNeeded: bin)
                if rowsLeft >= leastRows && rows.count - rowsLeft >= leastRows {
                    first = min(first, found)
                    end = found + 1
                }
                found += 1
            }
        }
        guard found > 1 else { return .constant }
        end = min(end, found - 1)
        guard first < end else { return .narrow }
        return .cut(candidates.bestByGini(first..<end, weight: weight))
    }
}
