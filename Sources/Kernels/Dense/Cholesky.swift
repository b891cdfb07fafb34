import CEigen

/// The factor L of a positive definite matrix A = L·Lᵀ, in double precision (Eigen).
public struct Cholesky: Sendable {
    public let order: Int
    private let factor: [Double]

    /// - Parameter matrix: [order × order] row by row, symmetric; its lower triangle is read
    /// - Returns: nil where the matrix is not positive definite
    public init?(_ matrix: consuming [Double], order: Int) {
        precondition(order > 0 && matrix.count == order * order, "a square matrix")
        guard matrix.withUnsafeMutableBufferPointer({ covey_cholesky($0.baseAddress, Int64(order)) }) == 0 else { return nil }
        factor = matrix
        self.order = order
    }

    /// A number of L, at or below its diagonal.
    func lower(_ row: Int, _ column: Int) -> Double { factor[row * order + column] }

    /// A⁻¹·B, where B is [order × columns] row by row.
    public func solve(_ right: consuming [Double], columns: Int = 1) -> [Double] {
        precondition(right.count == order * columns, "as many rows as the matrix has")
        right.withUnsafeMutableBufferPointer { covey_cholesky_solve(factor, Int64(order), $0.baseAddress, Int64(columns)) }
        return right
    }

    /// L⁻¹·B: the sum of the squares of a column of it is bᵀ·A⁻¹·b.
    public func halfSolve(_ right: consuming [Double], columns: Int = 1) -> [Double] {
        precondition(right.count == order * columns, "as many rows as the matrix has")
        right.withUnsafeMutableBufferPointer { covey_cholesky_half_solve(factor, Int64(order), $0.baseAddress, Int64(columns)) }
        return right
    }
}
