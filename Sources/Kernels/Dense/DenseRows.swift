/// Sums over the columns of rows in double precision, which do not depend on what other rows there are.
public enum DenseRows {
    /// [rows] Σ_j rows[i, j] · vector[j].
    public static func products(_ rows: Matrix, _ vector: [Double]) -> [Double] {
        precondition(rows.columns == vector.count, "a number for each column")
        return vector.withUnsafeBufferPointer { vector in
            (0..<rows.rows).map { row in
                let values = rows.pointer + row * rows.stride
                var sum = 0.0
                for column in 0..<vector.count { sum += Double(values[column]) * vector[column] }
                return sum
            }
        }
    }
}
