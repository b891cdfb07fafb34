import Datasets
import Kernels

extension StoredFeatures {
    /// [rows × columns] the numbers of some materials; NaN where one does not exist.
    func matrix(of rows: some Collection<Int>) -> Matrix {
        let matrix = Matrix(rows: rows.count, columns: schema.columns.count)
        for (place, row) in rows.enumerated() {
            withNumbers(of: row) { numbers in for column in numbers.indices { matrix[place, column] = numbers[column] } }
        }
        return matrix
    }
}
