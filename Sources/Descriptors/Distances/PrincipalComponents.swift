import Kernels

/// The directions in which points differ most (Pearson 1901): eigenvectors of the covariances of their coordinates.
///
/// Of equal points equal bits come on any machine of a kind, and the sign of a direction is fixed: its coordinate of the largest magnitude,
/// the first of several, is positive.
public struct PrincipalComponents: Sendable {
    /// [columns]
    public let mean: [Double]
    /// [components][columns], unit vectors, the one of the largest variance first.
    public let axes: [[Double]]
    /// Of each axis the share of all variance.
    public let shares: [Double]

    /// Points that axes are found from where there are more columns than these: with more, spread evenly over all, they would hardly turn.
    public static let mostPoints = 1000

    /// - Parameters:
    ///   - count: points
    ///   - wanted: axes; there may be fewer
    ///   - point: [columns] of a point
    /// - Returns: nil where the points do not differ, and where the iteration does not converge
    public init?(count: Int, wanted: Int = 2, point: (Int) -> [Double]) {
        guard count > 1 else { return nil }
        let columns = point(0).count
        // The smaller of two matrices with the same eigenvalues: of columns, or of points.
        let isOfColumns = columns <= Self.mostPoints
        let used = isOfColumns || count <= Self.mostPoints ? Array(0..<count) : (0..<Self.mostPoints).map { $0 * count / Self.mostPoints }
        var centred = used.flatMap(point)
        var mean = [Double](repeating: 0, count: columns)
        for row in used.indices { for column in 0..<columns { mean[column] += centred[row * columns + column] } }
        for column in 0..<columns { mean[column] /= Double(used.count) }
        for row in used.indices { for column in 0..<columns { centred[row * columns + column] -= mean[column] } }
        let order = isOfColumns ? columns : used.count
        let products: [Double]
        if isOfColumns {
            var turned = [Double](repeating: 0, count: centred.count)
            for row in used.indices { for column in 0..<columns { turned[column * used.count + row] = centred[row * columns + column] } }
            products = RowProducts.gram(turned, rows: columns, columns: used.count)
        } else {
            products = RowProducts.gram(centred, rows: used.count, columns: columns)
        }
        let total = (0..<order).reduce(0) { $0 + products[$1 * order + $1] }
        guard total > 0, let spectrum = SymmetricSpectrum(products, order: order, vectors: true) else { return nil }
        var (axes, shares): ([[Double]], [Double]) = ([], [])
        for place in stride(from: order - 1, through: max(order - wanted, 0), by: -1) where spectrum.values[place] > 1e-12 * total {
            let vector = Array(spectrum.vectors[place * order..<(place + 1) * order])
            var axis = vector
            if !isOfColumns {
                axis = [Double](repeating: 0, count: columns)
                for row in used.indices { for column in 0..<columns { axis[column] += vector[row] * centred[row * columns + column] } }
            }
            let length = axis.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let largest = axis.reduce(0) { abs($1) > abs($0) * (1 + 1e-9) ? $1 : $0 }
            axes.append(axis.map { $0 / (largest < 0 ? -length : length) })
            shares.append(spectrum.values[place] / total)
        }
        self.mean = mean
        self.axes = axes
        self.shares = shares
    }

    /// Coordinates of a point along the axes.
    public func coordinates(of point: [Double]) -> [Double] {
        axes.map { axis in
            var sum = 0.0
            for column in axis.indices { sum += axis[column] * (point[column] - mean[column]) }
            return sum
        }
    }
}
