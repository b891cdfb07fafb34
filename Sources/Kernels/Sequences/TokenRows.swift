/// Vectors of tokens as sums of a few rows of one table.
public enum TokenRows {
    /// out_t = Σ_k table[index_tk]; what is negative adds nothing.
    ///
    /// - Parameters:
    ///   - index: [T × slots]
    ///   - out: [T × d]
    public static func sum(_ table: Matrix, _ index: Span<Int32>, slots: Int, into out: Matrix) {
        check(table, index, slots, out)
        let width = out.columns
        for row in 0..<(index.count / slots) {
            let target = out.pointer + row * out.stride
            for column in 0..<width { target[column] = 0 }
            for slot in 0..<slots {
                let place = Int(index[row * slots + slot])
                guard place >= 0 else { continue }
                let source = table.pointer + place * table.stride
                for column in 0..<width { target[column] += source[column] }
            }
        }
    }

    /// The gradient of `sum` for some tokens and some rows of the table: part[index_tk − first] += rows_t.
    ///
    /// - Parameter part: rows first ..< first + part.rows of the table's gradient
    public static func scatter(_ rows: Matrix, only which: Range<Int>, to part: Matrix, from first: Int, _ index: Span<Int32>, slots: Int) {
        precondition(rows.columns == part.columns && rows.rows >= which.upperBound && index.count >= which.upperBound * slots, "slots of every row")
        let width = rows.columns
        for row in which {
            let source = rows.pointer + row * rows.stride
            for slot in 0..<slots {
                let place = Int(index[row * slots + slot]) - first
                guard place >= 0, place < part.rows else { continue }
                let target = part.pointer + place * part.stride
                for column in 0..<width { target[column] += source[column] }
            }
        }
    }

    private static func check(_ table: Matrix, _ index: Span<Int32>, _ slots: Int, _ out: Matrix) {
        precondition(slots > 0 && index.count % slots == 0 && out.rows >= index.count / slots && out.columns == table.columns, "slots of every row")
        for place in 0..<index.count { precondition(Int(index[place]) < table.rows, "rows that the table has") }
    }
}
