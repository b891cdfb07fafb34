import Kernels
import Materials

/// A symmetric matrix with a row for each atom, and the two forms in which it describes a structure.
package struct AtomMatrix {
    package let order: Int
    /// [order × order], row by row.
    package private(set) var values: [Double]

    /// - Parameters:
    ///   - diagonal: of an atom
    ///   - element: of a pair, the first of which stands behind the second
    init(order: Int, diagonal: (Int) -> Double, element: (Int, Int) -> Double) {
        self.order = order
        values = [Double](repeating: 0, count: order * order)
        for i in 0..<order {
            values[i * order + i] = diagonal(i)
            for j in 0..<i {
                let value = element(i, j)
                values[i * order + j] = value
                values[j * order + i] = value
            }
        }
    }

    /// Eigenvalues, the largest magnitude first, with zeros behind them; nil where they do not exist.
    func spectrum(paddedTo count: Int) -> [Double]? {
        guard order > 0, order <= count, let spectrum = SymmetricSpectrum(values, order: order) else { return nil }
        let sorted = spectrum.values.sorted { ($0.magnitude, $0) > ($1.magnitude, $1) }
        return sorted + [Double](repeating: 0, count: count - order)
    }

    /// All elements row by row, with zeros to the right and below; nil where one does not exist.
    func elements(paddedTo count: Int, sorted: Bool) -> [Double]? {
        guard order > 0, order <= count, values.allSatisfy(\.isFinite) else { return nil }
        let places = sorted ? orderByNorm() : Array(0..<order)
        var padded = [Double](repeating: 0, count: count * count)
        for (row, i) in places.enumerated() {
            for (column, j) in places.enumerated() { padded[row * count + column] = values[i * order + j] }
        }
        return padded
    }

    /// Numbers that differ by less than this part of the largest norm are equal: rounding, and not the crystal, tells them apart.
    private static let tolerance = 1e-9

    /// Atoms by the norm of their rows, the largest first. Of atoms with equal norms, those of one orbit as a rule, the next is that with the
    /// largest element beside the first that has a place already, then beside the second, and so on: the matrix is then the same however the
    /// atoms are listed.
    private func orderByNorm() -> [Int] {
        let norms = (0..<order).map { i in (0..<order).reduce(0) { $0 + values[i * order + $1] * values[i * order + $1] }.squareRoot() }
        var left = (0..<order).sorted { norms[$0] > norms[$1] }
        let least = Self.tolerance * (norms.max() ?? 0)
        var placed: [Int] = []
        placed.reserveCapacity(order)
        while let first = left.first {
            var best = 0
            for rival in left.indices.dropFirst() {
                guard norms[first] - norms[left[rival]] <= least else { break }
                if precedes(left[rival], left[best], beside: placed, least) { best = rival }
            }
            placed.append(left.remove(at: best))
        }
        return placed
    }

    private func precedes(_ atom: Int, _ other: Int, beside placed: [Int], _ least: Double) -> Bool {
        for place in placed {
            let difference = values[atom * order + place] - values[other * order + place]
            if difference.magnitude > least { return difference > 0 }
        }
        return values[atom * order + atom] - values[other * order + other] > least
    }
}
