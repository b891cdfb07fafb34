/// Adds Σ_k x_k·x_kᵀ to the lower triangle of a symmetric matrix, in double precision.
///
/// - Parameters:
///   - rows: [any number × order], x_k in row k
///   - matrix: [order × order] row by row; what stands above its diagonal is left as it is
public func addOuterProducts(_ rows: [Double], order: Int, to matrix: inout [Double]) {
    precondition(order > 0 && rows.count % order == 0 && matrix.count == order * order, "rows of the matrix's order")
    rows.withUnsafeBufferPointer { rows in
        matrix.withUnsafeMutableBufferPointer { matrix in
            for start in stride(from: 0, to: rows.count, by: order) {
                for i in 0..<order {
                    let factor = rows[start + i]
                    let line = i * order
                    for j in 0...i { matrix[line + j] += factor * rows[start + j] }
                }
            }
        }
    }
}
