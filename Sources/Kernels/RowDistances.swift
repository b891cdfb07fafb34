/// How two rows of numbers differ: a sum of |a − b|, a sum of (a − b)², or the largest |a − b|.
public enum RowNorm: Sendable, CaseIterable {
    case manhattan
    case squares
    case largest
}

/// Differences of all rows of one matrix from all rows of another.
public enum RowDistances {
    /// Columns that are gone through at a time: 128 + 128 rows of them are half of a second-level cache of 2 MiB.
    private static let chunk = 1024
    private static let rowsOfTile = 128

    /// out[i, j] = ‖a_i − b_j‖.
    ///
    /// A number depends on its two rows alone: sixteen sums go along the columns, are added by halving at the end of every 1024 columns,
    /// and these are added in order. Neither the company of a row nor the size of the matrices changes a bit, and ‖a − b‖ = ‖b − a‖.
    ///
    /// - Parameters:
    ///   - a: [m × d], d a multiple of 16, rows aligned (`paddedColumns`)
    ///   - b: [n × d]
    ///   - out: [m × n], overwritten
    public static func fill(_ norm: RowNorm, _ a: Matrix, _ b: Matrix, into out: Matrix) {
        precondition(a.columns == b.columns && a.hasAlignedRows && b.hasAlignedRows, "rows of equal length, aligned")
        precondition(out.rows == a.rows && out.columns == b.rows, "a number for each pair")
        switch norm {
        case .manhattan: fill(AbsoluteSum.self, a, b, out)
        case .squares: fill(SquareSum.self, a, b, out)
        case .largest: fill(Largest.self, a, b, out)
        }
    }

    /// The columns that a matrix needs for rows of so many numbers; those behind stay zero and say nothing.
    public static func paddedColumns(_ count: Int) -> Int { (count + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount }

    private static func fill<T: LaneTerm>(_: T.Type, _ a: Matrix, _ b: Matrix, _ out: Matrix) {
        out.fill(0)
        for firstA in stride(from: 0, to: a.rows, by: rowsOfTile) {
            let rowsA = firstA..<min(firstA + rowsOfTile, a.rows)
            for firstB in stride(from: 0, to: b.rows, by: rowsOfTile) {
                let rowsB = firstB..<min(firstB + rowsOfTile, b.rows)
                for column in stride(from: 0, to: a.columns, by: chunk) {
                    tile(T.self, a, rowsA, b, rowsB, column, min(chunk, a.columns - column) / Lanes.scalarCount, out)
                }
            }
        }
    }

    private static func tile<T: LaneTerm>(
        _: T.Type, _ a: Matrix, _ rowsA: Range<Int>, _ b: Matrix, _ rowsB: Range<Int>, _ column: Int, _ count: Int, _ out: Matrix
    ) {
        func row(_ matrix: Matrix, _ row: Int) -> UnsafePointer<Lanes> {
            UnsafePointer(UnsafeMutableRawPointer(matrix.pointer + row * matrix.stride + column).assumingMemoryBound(to: Lanes.self))
        }
        func put(_ value: Lanes, _ i: Int, _ j: Int) {
            let place = out.pointer + i * out.stride + j
            place.pointee = T.join(place.pointee, T.fold(value))
        }
        var i = rowsA.lowerBound
        while i < rowsA.upperBound {
            let isFourHigh = i + 4 <= rowsA.upperBound
            var j = rowsB.lowerBound
            if isFourHigh {
                let (a0, a1, a2, a3) = (row(a, i), row(a, i + 1), row(a, i + 2), row(a, i + 3))
                while j + 4 <= rowsB.upperBound {
                    let (b0, b1, b2, b3) = (row(b, j), row(b, j + 1), row(b, j + 2), row(b, j + 3))
                    var (s00, s01, s02, s03) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
                    var (s10, s11, s12, s13) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
                    var (s20, s21, s22, s23) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
                    var (s30, s31, s32, s33) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
                    for k in 0..<count {
                        let (x0, x1, x2, x3) = (a0[k], a1[k], a2[k], a3[k])
                        let (y0, y1, y2, y3) = (b0[k], b1[k], b2[k], b3[k])
                        s00 = T.add(s00, x0 - y0)
                        s01 = T.add(s01, x0 - y1)
                        s02 = T.add(s02, x0 - y2)
                        s03 = T.add(s03, x0 - y3)
                        s10 = T.add(s10, x1 - y0)
                        s11 = T.add(s11, x1 - y1)
                        s12 = T.add(s12, x1 - y2)
                        s13 = T.add(s13, x1 - y3)
                        s20 = T.add(s20, x2 - y0)
                        s21 = T.add(s21, x2 - y1)
                        s22 = T.add(s22, x2 - y2)
                        s23 = T.add(s23, x2 - y3)
                        s30 = T.add(s30, x3 - y0)
                        s31 = T.add(s31, x3 - y1)
                        s32 = T.add(s32, x3 - y2)
                        s33 = T.add(s33, x3 - y3)
                    }
                    put(s00, i, j)
                    put(s01, i, j + 1)
                    put(s02, i, j + 2)
                    put(s03, i, j + 3)
                    put(s10, i + 1, j)
                    put(s11, i + 1, j + 1)
                    put(s12, i + 1, j + 2)
                    put(s13, i + 1, j + 3)
                    put(s20, i + 2, j)
                    put(s21, i + 2, j + 1)
                    put(s22, i + 2, j + 2)
                    put(s23, i + 2, j + 3)
                    put(s30, i + 3, j)
                    put(s31, i + 3, j + 1)
                    put(s32, i + 3, j + 2)
                    put(s33, i + 3, j + 3)
                    j += 4
                }
            }
            // What is left at the edges, pair by pair in the same order.
            let rest = i..<min(isFourHigh ? i + 4 : i + 1, rowsA.upperBound)
            while j < rowsB.upperBound {
                let y = row(b, j)
                for other in rest {
                    let x = row(a, other)
                    var sum = Lanes.zero
                    for k in 0..<count { sum = T.add(sum, x[k] - y[k]) }
                    put(sum, other, j)
                }
                j += 1
            }
            i = rest.upperBound
        }
    }
}

/// What a difference adds to a norm.
private protocol LaneTerm {
    static func add(_ sum: Lanes, _ difference: Lanes) -> Lanes
    /// The sixteen sums as one.
    static func fold(_ sum: Lanes) -> Float
    /// Of two stretches of columns.
    static func join(_ a: Float, _ b: Float) -> Float
}

@inline(__always)
private func magnitude(_ x: Lanes) -> Lanes {
    unsafeBitCast(unsafeBitCast(x, to: SIMD16<UInt32>.self) & SIMD16<UInt32>(repeating: 0x7fff_ffff), to: Lanes.self)
}

private enum AbsoluteSum: LaneTerm {
    @inline(__always) static func add(_ sum: Lanes, _ difference: Lanes) -> Lanes { sum + magnitude(difference) }
    @inline(__always) static func fold(_ sum: Lanes) -> Float { total(sum) }
    @inline(__always) static func join(_ a: Float, _ b: Float) -> Float { a + b }
}

private enum SquareSum: LaneTerm {
    @inline(__always) static func add(_ sum: Lanes, _ difference: Lanes) -> Lanes { sum.addingProduct(difference, difference) }
    @inline(__always) static func fold(_ sum: Lanes) -> Float { total(sum) }
    @inline(__always) static func join(_ a: Float, _ b: Float) -> Float { a + b }
}

private enum Largest: LaneTerm {
    @inline(__always) static func add(_ sum: Lanes, _ difference: Lanes) -> Lanes {
        let size = magnitude(difference)
        return sum.replacing(with: size, where: size .> sum)
    }
    @inline(__always) static func fold(_ sum: Lanes) -> Float { sum.max() }
    @inline(__always) static func join(_ a: Float, _ b: Float) -> Float { max(a, b) }
}
