import Datasets
import Kernels

extension StoredFeatures {
    /// [rows × 2 columns] the numbers of some materials and, behind them, the same with the other sign; NaN where one does not exist.
    func mirroredMatrix(of rows: some Collection<Int>) -> Matrix {
        let width = schema.columns.count
        let matrix = Matrix(rows: rows.count, columns: 2 * width)
        for (place, row) in rows.enumerated() {
            withNumbers(of: row) { numbers in
                for column in numbers.indices {
                    matrix[place, column] = numbers[column]
                    matrix[place, width + column] = -numbers[column]
                }
            }
        }
        return matrix
    }
}
