/// What a network on features does element by element.
extension Rows {
    /// row = (values − shift) · factor, held within ± limit, and `missing` where a value is NaN.
    ///
    /// - Parameters:
    ///   - shift, factor, missing: [1 × n]
    ///   - row: [1 × n]
    public static func standardise(_ values: Span<Float>, shift: Matrix, factor: Matrix, missing: Matrix, limit: Float, into row: Matrix) {
        let width = row.columns
        precondition(row.rows == 1 && values.count == width, "as many values as columns of one row")
        precondition(shift.columns == width && factor.columns == width && missing.columns == width, "as many numbers for columns")
        precondition(shift.rows >= 1 && factor.rows >= 1 && missing.rows >= 1, "one row of each")
        let (target, shift, factor, missing) = (row.pointer, shift.pointer, factor.pointer, missing.pointer)
        values.withUnsafeBufferPointer { values in
            for column in 0..<width {
                let value = values[column]
                target[column] = value.isNaN ? missing[column] : min(max((value - shift[column]) * factor[column], -limit), limit)
            }
        }
    }

    /// rows ← rows ∘ factors, element by element.
    public static func multiply(_ rows: Matrix, by factors: Matrix) { multiply(rows, by: factors, into: rows) }

    /// out = rows ∘ factors. `out` may be `rows`.
    public static func multiply(_ rows: Matrix, by factors: Matrix, into out: Matrix) {
        precondition(rows.rows == factors.rows && rows.columns == factors.columns, "equal shapes")
        precondition(rows.rows == out.rows && rows.columns == out.columns, "equal shapes")
        for row in 0..<rows.rows {
            let (source, kept, target) = (rows.pointer + row * rows.stride, factors.pointer + row * factors.stride, out.pointer + row * out.stride)
            for column in 0..<rows.columns { target[column] = source[column] * kept[column] }
        }
    }
}
