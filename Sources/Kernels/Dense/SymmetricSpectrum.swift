import CEigen

/// Eigenvalues of a symmetric matrix in ascending order, and their unit vectors where they are asked for, in double precision (Eigen).
public struct SymmetricSpectrum: Sendable {
    public let values: [Double]
    /// [order × order], vector k in row k; empty where none were asked for. The sign of a vector is whatever the iteration has left.
    public let vectors: [Double]

    /// - Parameter matrix: [order × order] row by row, symmetric; its lower triangle is read
    /// - Returns: nil where the iteration does not converge, as for a matrix with numbers that are not finite
    public init?(_ matrix: consuming [Double], order: Int, vectors: Bool = false) {
        precondition(order > 0 && matrix.count == order * order, "a square matrix")
        var values = [Double](repeating: 0, count: order)
        let status = matrix.withUnsafeMutableBufferPointer { covey_symmetric_eigen($0.baseAddress, Int64(order), &values, vectors ? 1 : 0) }
        guard status == 0, values.allSatisfy(\.isFinite) else { return nil }
        self.values = values
        self.vectors = vectors ? matrix : []
    }
}
