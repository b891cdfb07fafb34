/// Cuts nodes at drawn places: evenly between the least and the greatest value of a node's rows.
///
/// Rows are read from a row-major matrix, where the features that a small node tries lie side by side, and most nodes are small. Nothing is
/// allocated after the beginning.
public struct DrawnCut: ~Copyable {
    private let classes: Int
    private let capacity: Int
    /// [rows of the node] values of the feature that is looked at.
    private let values: UnsafeMutablePointer<Float>
    /// [rows of the matrix] 0 for a row that goes left, else 1; of the rows that were parted last.
    private let sides: UnsafeMutablePointer<UInt8>
    /// [classes] weight left of the cut, and of the whole node.
    private let left: UnsafeMutablePointer<Double>
    private let whole: UnsafeMutablePointer<Double>
    /// Of the node: (Σ w y, Σ w).
    private var total = SIMD2<Double>.zero

    /// - Parameters:
    ///   - capacity: rows that there are
    ///   - classes: that Gini's impurity tells apart; of numbers and of two classes none
    public init(capacity: Int, classes: Int) {
        precondition(capacity >= 0 && classes >= 0, "numbers of rows and classes")
        self.classes = classes
        self.capacity = capacity
        values = .allocate(capacity: max(capacity, 1))
        values.initialize(repeating: 0, count: max(capacity, 1))
        sides = .allocate(capacity: max(capacity, 1))
        sides.initialize(repeating: 0, count: max(capacity, 1))
        left = .allocate(capacity: max(classes, 1))
        left.initialize(repeating: 0, count: max(classes, 1))
        whole = .allocate(capacity: max(classes, 1))
        whole.initialize(repeating: 0, count: max(classes, 1))
    }

    deinit {
        values.deallocate()
        sides.deallocate()
        left.deallocate()
        whole.deallocate()
    }

    /// Sums over a node, which all looks at it share.
    ///
    /// - Parameter moments: [rows] (w y, w); of classes (class, w)
    public mutating func begin(_ moments: Span<SIMD2<Double>>) {
        total = .zero
        whole.update(repeating: 0, count: max(classes, 1))
        for place in 0..<moments.count {
            total += moments[place]
            if classes > 0 { whole[Int(moments[place].x)] += moments[place].y }
        }
    }

    /// Cuts the node along one feature.
    ///
    /// - Parameters:
    ///   - features: [rows × features] values, NaN where there is none
    ///   - rows: those of the node, whose moments `begin` has seen
    ///   - share: in [0, 1): where between the least and the greatest value
    ///   - leastRows: on each side
    public func look(
        _ features: Matrix, _ feature: Int, rows: Span<UInt32>, moments: Span<SIMD2<Double>>, share: Double, leastRows: Int
    ) -> FeatureLook {
        precondition(rows.count <= capacity && rows.count == moments.count, "rows that there are, with their moments")
        precondition(feature >= 0 && feature < features.columns, "a feature that there is")
        let column = features.pointer + feature
        var least = Float.infinity
        var greatest = -Float.infinity
        var hasMissing = false
        for place in 0..<rows.count {
            let value = column[Int(rows[place]) &* features.stride]
            values[place] = value
            least = value < least ? value : least
            greatest = value > greatest ? value : greatest
            hasMissing = hasMissing || value.isNaN
        }
        guard least < greatest || (hasMissing && least == greatest) else { return .constant }
        let threshold = Self.threshold(share, least, greatest, hasMissing: hasMissing)
        var sum = SIMD2<Double>.zero
        var rowsLeft = 0
        left.update(repeating: 0, count: classes)
        for place in 0..<rows.count {
            let goesLeft = values[place] <= threshold
            sum += goesLeft ? moments[place] : .zero
            rowsLeft &+= goesLeft ? 1 : 0
            if classes > 0 && goesLeft { left[Int(moments[place].x)] += moments[place].y }
        }
        guard rowsLeft >= leastRows && rows.count - rowsLeft >= leastRows else { return .narrow }
        let rest = total - sum
        guard classes > 0 else {
            return .cut(FeatureCut(score: sum.x * sum.x / sum.y + rest.x * rest.x / rest.y, place: .at(threshold)))
        }
        var squares = SIMD2<Double>.zero
        for kind in 0..<classes {
            let both = SIMD2(left[kind], whole[kind] - left[kind])
            squares += both * both
        }
        return .cut(FeatureCut(score: squares.x / sum.y + squares.y / rest.y, place: .at(threshold)))
    }

    /// Of a feature that some rows lack, every second cut parts those that have it from those that do not.
    private static func threshold(_ share: Double, _ least: Float, _ greatest: Float, hasMissing: Bool) -> Float {
        var share = share
        if hasMissing {
            guard share >= 0.5 && least < greatest else { return .infinity }
            share = 2 * share - 1
        }
        let drawn = Float(Double(least) + share * (Double(greatest) - Double(least)))
        // Rounding may lead up to the greatest value itself, which goes right.
        return drawn < greatest ? max(drawn, least) : least
    }

    /// Says of some rows on which side of a cut they are.
    public func mark(_ features: Matrix, _ feature: Int, rows: Span<UInt32>, threshold: Float) {
        precondition(features.rows <= capacity && feature >= 0 && feature < features.columns, "rows and features that there are")
        for place in 0..<rows.count {
            let row = Int(rows[place])
            sides[row] = features.pointer[row &* features.stride &+ feature] <= threshold ? 0 : 1
        }
    }

    /// [rows] the sides of those that were marked last: 0 is left.
    @_lifetime(borrow self)
    public func marked() -> Span<UInt8> {
        _overrideLifetime(Span(_unsafeStart: UnsafePointer(sides), count: capacity), borrowing: self)
    }
}
