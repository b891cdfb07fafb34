/// Products and distances of a row with many others in double precision, which do not depend on what rows stand beside them.
public enum PairwiseRows {
    /// What is summed over the columns of two rows.
    public enum Sum: Sendable {
        /// Σ x y
        case products
        /// Σ (x − y)²
        case squares
        /// Σ |x − y|
        case magnitudes
    }

    /// Sums of a row with each of some others, [others].
    ///
    /// - Parameter sums: as long as there are others
    public static func sum(_ kind: Sum, _ row: Matrix, _ others: Matrix, into sums: inout MutableSpan<Double>) {
        precondition(row.rows == 1 && row.columns == others.columns && sums.count == others.rows, "rows of equal width")
        let (own, width) = (row.pointer, row.columns)
        for place in 0..<others.rows {
            let other = others.pointer + place * others.stride
            sums[place] =
                switch kind {
                case .products: total(own, other, width) { $1 * $2 + $0 }
                case .squares: total(own, other, width) { ($1 - $2) * ($1 - $2) + $0 }
                case .magnitudes: total(own, other, width) { $0 + ($1 - $2).replacing(with: $2 - $1, where: $1 .< $2) }
                }
        }
    }

    private typealias Eight = SIMD8<Double>

    @inline(__always)
    private static func total(
        _ own: UnsafePointer<Float>, _ other: UnsafePointer<Float>, _ width: Int, _ add: (Eight, Eight, Eight) -> Eight
    ) -> Double {
        var (first, second) = (Eight.zero, Eight.zero)
        var column = 0
        while column + 16 <= width {
            first = add(first, eight(own + column), eight(other + column))
            second = add(second, eight(own + column + 8), eight(other + column + 8))
            column += 16
        }
        if column < width {
            var (x, y) = (SIMD16<Double>.zero, SIMD16<Double>.zero)
            for place in column..<width {
                x[place - column] = Double(own[place])
                y[place - column] = Double(other[place])
            }
            first = add(first, x.lowHalf, y.lowHalf)
            second = add(second, x.highHalf, y.highHalf)
        }
        return (first + second).sum()
    }

    @inline(__always)
    private static func eight(_ pointer: UnsafePointer<Float>) -> Eight {
        Eight(UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self))
    }
}
