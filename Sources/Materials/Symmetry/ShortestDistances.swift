/// Distances between points of a crystal, the nearest of all images counting.
package struct ShortestDistances: Sendable {
    /// On a reduced basis, where the nearest image is among the neighbours of the one that rounding gives.
    private let lattice: Lattice
    /// Images of the given basis vectors in the reduced basis.
    private let columns: [SIMD3<Double>]
    private let translations: [SIMD3<Double>]
    /// Å² of the shortest vector of the lattice.
    package let shortestSquare: Double

    /// nil for cells too flat to be reduced.
    package init?(_ lattice: Lattice) {
        guard let basis = lattice.reduction else { return nil }
        let inverse = basis.adjugate * basis.determinant
        columns = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)].map { inverse * $0 }
        let reduced = lattice.changed(to: basis)
        var translations: [SIMD3<Double>] = []
        for x in -1...1 {
            for y in -1...1 {
                for z in -1...1 where x != 0 || y != 0 || z != 0 {
                    translations.append(reduced.cartesian(SIMD3(Double(x), Double(y), Double(z))))
                }
            }
        }
        self.lattice = reduced
        self.translations = translations
        shortestSquare = translations.map { ($0 * $0).sum() }.min() ?? 0
    }

    /// A point, given in fractions of the cell's edges, as `square` takes it.
    package func place(_ position: SIMD3<Double>) -> SIMD3<Double> {
        columns[0] * position.x + columns[1] * position.y + columns[2] * position.z
    }

    /// Å² between two places. For a place and itself 0, and not the way to its image.
    package func square(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        let step = one - other
        let vector = lattice.cartesian(step - step.rounded(.toNearestOrEven))
        var least = (vector * vector).sum()
        // No other image is nearer than one within half of the shortest lattice vector.
        if 4 * least <= shortestSquare { return least }
        for translation in translations {
            let image = vector + translation
            least = min(least, (image * image).sum())
        }
        return least
    }
}
