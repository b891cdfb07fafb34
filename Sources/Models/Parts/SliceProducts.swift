import Datasets
import Kernels

extension Product {
    /// C ← A · B + β · C slice by slice, so that each row meets the same rows whatever the rest of the batch is.
    ///
    /// - Parameter along: what the rows of A and C are
    static func multiply(
        _ a: Matrix, _ b: Factor, slices: [Batch.Boundary], along: KeyPath<Batch.Boundary, Int>, into c: Matrix, adding beta: Float = 0
    ) {
        for slice in 0..<(slices.count - 1) {
            let rows = slices[slice][keyPath: along]..<slices[slice + 1][keyPath: along]
            multiply(a.rows(rows).plain, b, into: c.rows(rows), adding: beta)
        }
    }
}
