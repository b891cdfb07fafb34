/// What a branch adds to what has gone by it, in one pass over the rows.
public enum ResidualRows {
    /// out = x + (branch + bias) ∘ factors.
    ///
    /// - Parameters:
    ///   - bias: [1 × d]
    ///   - factors: what dropout leaves of the branch; nil: all
    public static func add(_ branch: Matrix, bias: Matrix, factors: Matrix?, to x: Matrix, into out: Matrix) {
        precondition(branch.rows == out.rows && branch.columns == out.columns && x.rows == out.rows && x.columns == out.columns, "equal shapes")
        precondition(bias.columns == out.columns, "bias as wide as the rows")
        if let factors { precondition(factors.rows == out.rows && factors.columns == out.columns, "equal shapes") }
        let width = out.columns
        let bias = bias.pointer
        for row in 0..<out.rows {
            let (own, other, target) = (branch.pointer + row * branch.stride, x.pointer + row * x.stride, out.pointer + row * out.stride)
            if let factors {
                let kept = factors.pointer + row * factors.stride
                for column in 0..<width { target[column] = other[column].addingProduct(own[column] + bias[column], kept[column]) }
            } else {
                for column in 0..<width { target[column] = other[column] + (own[column] + bias[column]) }
            }
        }
    }

    /// x ← max(x + bias, 0).
    public static func rectify(_ x: Matrix, bias: Matrix) {
        precondition(bias.columns == x.columns, "bias as wide as the rows")
        let bias = bias.pointer
        for row in 0..<x.rows {
            let values = x.pointer + row * x.stride
            for column in 0..<x.columns {
                let value = values[column] + bias[column]
                values[column] = value > 0 ? value : 0
            }
        }
    }

    /// rows[index_i] = source_i.
    public static func place(_ source: Matrix, at index: Span<Int32>, in rows: Matrix) {
        precondition(source.rows >= index.count && source.columns == rows.columns, "a row for each index")
        for place in 0..<index.count {
            precondition((0..<rows.rows).contains(Int(index[place])), "rows that there are")
            (rows.pointer + Int(index[place]) * rows.stride).update(from: source.pointer + place * source.stride, count: rows.columns)
        }
    }
}
