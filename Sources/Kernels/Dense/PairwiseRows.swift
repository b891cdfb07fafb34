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
    /// - Parameters:
    ///   - row, others: rows aligned; what lies between their last column and the next row is zero, as in a matrix that was made with that width
    ///   - sums: as long as there are others
    public static func sum(_ kind: Sum, _ row: Matrix, _ others: Matrix, into sums: inout MutableSpan<Double>) {
        precondition(row.rows == 1 && row.columns == others.columns && sums.count == others.rows, "rows of equal width")
        precondition(row.offset % 16 == 0 && others.offset % 16 == 0 && others.stride % 16 == 0 && row.stride % 16 == 0, "rows aligned")
        switch kind {
        case .products: fill(row, others, &sums) { $0 + $1 * $2 }
        case .squares: fill(row, others, &sums) { $0 + ($1 - $2) * ($1 - $2) }
        case .magnitudes: fill(row, others, &sums) { $0 + magnitude($1 - $2) }
        }
    }

    private typealias Eight = SIMD8<Double>

    /// Four others at a time, so that one's wait for a sum is another's work.
    @inline(__always)
    private static func fill(
        _ row: Matrix, _ others: Matrix, _ sums: inout MutableSpan<Double>, _ add: (Eight, Eight, Eight) -> Eight
    ) {
        let (own, base, stride) = (row.pointer, others.pointer, others.stride)
        let blocks = (row.columns + 15) / 16
        var place = 0
        while place < others.rows {
            let last = others.rows - 1
            let (a, b) = (base + place * stride, base + min(place + 1, last) * stride)
            let (c, d) = (base + min(place + 2, last) * stride, base + min(place + 3, last) * stride)
            var (sumA, sumB, sumC, sumD) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
            for eight in 0..<2 * blocks {
                let x = load(own, eight)
                sumA = add(sumA, x, load(a, eight))
                sumB = add(sumB, x, load(b, eight))
                sumC = add(sumC, x, load(c, eight))
                sumD = add(sumD, x, load(d, eight))
            }
            sums[place] = total(sumA)
            if place + 1 <= last { sums[place + 1] = total(sumB) }
            if place + 2 <= last { sums[place + 2] = total(sumC) }
            if place + 3 <= last { sums[place + 3] = total(sumD) }
            place += 4
        }
    }

    @inline(__always)
    private static func load(_ pointer: UnsafePointer<Float>, _ eight: Int) -> Eight {
        Eight(UnsafeRawPointer(pointer + 8 * eight).loadUnaligned(as: SIMD8<Float>.self))
    }

    @inline(__always)
    private static func load(_ pointer: UnsafeMutablePointer<Float>, _ eight: Int) -> Eight { load(UnsafePointer(pointer), eight) }

    /// |x| without the sign's bit.
    @inline(__always)
    private static func magnitude(_ x: Eight) -> Eight {
        unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & 0x7fff_ffff_ffff_ffff, to: Eight.self)
    }

    /// By halving.
    @inline(__always)
    private static func total(_ x: Eight) -> Double {
        let four = x.lowHalf + x.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
