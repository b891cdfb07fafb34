import CEigen

/// Products of all pairs of columns, or of rows, of a matrix in double precision (Eigen).
public enum GramMatrix {
    /// [columns × columns] XᵀX.
    ///
    /// - Parameter matrix: [rows × columns] row by row
    public static func ofColumns(_ matrix: [Double], rows: Int, columns: Int) -> [Double] { gram(matrix, rows, columns, isTransposed: false) }

    /// [rows × rows] XXᵀ.
    ///
    /// - Parameter matrix: [rows × columns] row by row
    public static func ofRows(_ matrix: [Double], rows: Int, columns: Int) -> [Double] { gram(matrix, rows, columns, isTransposed: true) }

    private static func gram(_ matrix: [Double], _ rows: Int, _ columns: Int, isTransposed: Bool) -> [Double] {
        precondition(rows > 0 && columns > 0 && matrix.count == rows * columns, "a matrix")
        let order = isTransposed ? rows : columns
        return [Double](unsafeUninitializedCapacity: order * order) { buffer, count in
            covey_gram(matrix, Int64(rows), Int64(columns), isTransposed ? 1 : 0, buffer.baseAddress)
            count = order * order
        }
    }
}
