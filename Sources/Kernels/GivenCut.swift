/// What one given cut of a node along a feature is worth, where rows are told apart by the ranks of their values.
///
/// A tree that draws its cuts asks for no other than that one, so that two passes over the node's rows take the place of sums over bins.
public struct GivenCut: ~Copyable {
    private let classes: Int
    /// [2 × classes] weight of each class left and right of the cut.
    private let weights: UnsafeMutablePointer<Double>

    /// - Parameter classes: that Gini's impurity tells apart; of numbers and of two classes none
    public init(classes: Int) {
        precondition(classes >= 0, "a number of classes")
        self.classes = classes
        weights = .allocate(capacity: 2 * max(classes, 1))
        weights.initialize(repeating: 0, count: 2 * max(classes, 1))
    }

    deinit { weights.deallocate() }

    /// The least and the greatest rank among a node's rows; nil where none of them has a value.
    ///
    /// - Parameters:
    ///   - ranks: of every row that `rows` may name
    ///   - missing: the rank of rows without a value, which is above all others
    public static func extent(
        _ ranks: Span<UInt32>, rows: Span<UInt32>, missing: UInt32
    ) -> (least: UInt32, greatest: UInt32, hasMissing: Bool)? {
        var least = UInt32.max
        var greatest = UInt32.min
        var hasMissing = false
        for place in 0..<rows.count {
            let rank = ranks[Int(rows[place])]
            let isMissing = rank >= missing
            hasMissing = hasMissing || isMissing
            least = min(least, rank)
            greatest = max(greatest, isMissing ? UInt32.min : rank)
        }
        return least >= missing ? nil : (least, greatest, hasMissing)
    }

    /// The score of the cut, greater for a better one; nil where it leaves too few rows on a side.
    ///
    /// - Parameters:
    ///   - last: the greatest rank that goes left
    ///   - moments: [rows] (w y, w); of classes (class, w)
    ///   - leastRows: on each side
    /// - Returns: Σ over both sides of (Σ w y)² / Σ w, or of Σ_k n_k² / Σ w for classes.
    public func score(
        _ ranks: Span<UInt32>, rows: Span<UInt32>, moments: Span<SIMD2<Double>>, last: UInt32, leastRows: Int
    ) -> Double? {
        var left = SIMD2<Double>.zero
        var right = SIMD2<Double>.zero
        var rowsLeft = 0
        weights.update(repeating: 0, count: 2 * max(classes, 1))
        for place in 0..<rows.count {
            let goesLeft = ranks[Int(rows[place])] <= last
            let moment = moments[place]
            left += goesLeft ? moment : .zero
            right += goesLeft ? .zero : moment
            rowsLeft &+= goesLeft ? 1 : 0
            if classes > 0 { weights[Int(moment.x) &+ (goesLeft ? 0 : classes)] += moment.y }
        }
        guard rowsLeft >= leastRows && rows.count - rowsLeft >= leastRows else { return nil }
        guard classes > 0 else { return left.x * left.x / left.y + right.x * right.x / right.y }
        var squares = SIMD2<Double>.zero
        for kind in 0..<classes {
            let both = SIMD2(weights[kind], weights[classes + kind])
            squares += both * both
        }
        return squares.x / left.y + squares.y / right.y
    }
}
