/// The lower convex hull of energies over a simplex of compositions: the geometry below a phase diagram.
///
/// A point is the fractions of `elements` elements (they sum to one) and an energy. The hull's facets are simplices of as many points,
/// and the chemical potentials μ of a facet are the plane through them, E = Σ μ_e x_e. As the hull is convex, its energy at any
/// composition is the largest that the facets' planes give there: no search for the simplex that holds the composition is needed.
struct LowerHull: Sendable {
    struct Facet: Sendable {
        /// Numbers of the points, one for each element of the system.
        var points: [Int]
        /// eV/atom, one for each element.
        var potentials: [Double]
        /// Turns fractions into amounts of the facet's points: amount_v = Σ_e x_e inverse[e, v]; [elements × elements], row-major.
        var inverse: [Double]
    }

    let elements: Int
    let facets: [Facet]

    /// Builds the hull of points given as `fractions` [points × elements], row-major, and `energies` [points].
    ///
    /// The first `elements` points must be the pure elements, in order. Points on or above the plane of the pure elements never shape
    /// the hull and are left out before Qhull sees the others.
    init(elements: Int, fractions: [Double], energies: [Double]) throws(Qhull.Failure) {
        self.elements = elements
        let pure = Facet(
            points: Array(0..<elements), potentials: Array(energies[..<elements]), inverse: Self.identity(elements))
        let below = (elements..<energies.count).filter { point in
            let row = fractions[(point * elements)..<((point + 1) * elements)]
            return energies[point] < zip(row, pure.potentials).reduce(0) { $0 + $1.0 * $1.1 } - Self.flat
        }
        guard elements > 1, !below.isEmpty else {
            facets = [pure]
            return
        }
        let chosen = pure.points + below

        // Qhull sees the fractions of all elements but the last, and the energy. One more point, high above the middle, gives the body
        // its volume however flat the points lie: facets that hold it are the roof, the rest are the hull and the upright walls.
        var body: [Double] = []
        body.reserveCapacity((chosen.count + 1) * elements)
        for point in chosen {
            body += fractions[(point * elements)..<((point + 1) * elements - 1)]
            body.append(energies[point])
        }
        let highest = energies[..<elements].max() ?? 0
        body += Array(repeating: 1 / Double(elements), count: elements - 1) + [highest + 1]
        let roof = chosen.count

        let hull = try Qhull(points: body, dimension: elements)
        let corners = hull.facets
        var found: [Facet] = []
        for start in stride(from: 0, to: corners.count, by: elements) {
            let numbers = corners[start..<(start + elements)]
            guard !numbers.contains(roof) else { continue }
            let points = numbers.map { chosen[$0] }.sorted()
            // Upright walls and the slivers of triangulated coplanar facets cover no composition: their matrix has no inverse.
            guard let facet = Self.facet(points, elements, fractions, energies) else { continue }
            // A sliver just thick enough to invert can still overshoot: a facet's plane has every other point on or above it.
            let supports = chosen.allSatisfy { point in
                var plane = 0.0
                for element in 0..<elements { plane += facet.potentials[element] * fractions[point * elements + element] }
                return energies[point] >= plane - Self.tolerance
            }
            if supports { found.append(facet) }
        }
        // Qhull's order depends on its memory of neighbours; ours on the points alone.
        found.sort { $0.points.lexicographicallyPrecedes($1.points) }
        facets = found.isEmpty ? [pure] : found
    }

    /// Below this depth, in eV/atom, a point counts as lying in the plane of the elements.
    private static let flat = 1e-12
    /// How far, in eV/atom, rounding may lift a facet's plane over another point.
    private static let tolerance = 1e-9

    /// The hull's energy in eV/atom at a composition given as fractions that sum to one.
    func energy(at fractions: [Double]) -> Double {
        var highest = -Double.infinity
        for facet in facets { highest = max(highest, facet.plane(at: fractions)) }
        return highest
    }

    /// The points, with their amounts (fractions of atoms), that a composition falls apart into. Amounts below 1e-10 are left out.
    func decomposition(at fractions: [Double]) -> [(point: Int, amount: Double)] {
        let energy = energy(at: fractions)
        var best: (smallest: Double, amounts: [Double], points: [Int]) = (-.infinity, [], [])
        // Neighbouring facets tie on their common edge: the one that holds the composition has no negative amount.
        for facet in facets where facet.plane(at: fractions) >= energy - Self.tolerance {
            let amounts = facet.amounts(at: fractions)
            let smallest = amounts.min() ?? 0
            if smallest > best.smallest { best = (smallest, amounts, facet.points) }
        }
        return zip(best.points, best.amounts).filter { $0.1 > 1e-10 }.map { (point: $0.0, amount: $0.1) }
    }

    private static func facet(_ points: [Int], _ elements: Int, _ fractions: [Double], _ energies: [Double]) -> Facet? {
        var matrix: [Double] = []
        for point in points { matrix += fractions[(point * elements)..<((point + 1) * elements)] }
        guard let inverse = inverted(matrix, size: elements) else { return nil }
        let potentials = (0..<elements).map { element in
            points.indices.reduce(0.0) { $0 + inverse[element * elements + $1] * energies[points[$1]] }
        }
        return Facet(points: points, potentials: potentials, inverse: inverse)
    }

    private static func identity(_ size: Int) -> [Double] {
        (0..<(size * size)).map { $0 / size == $0 % size ? 1 : 0 }
    }

    /// Gauss–Jordan elimination with pivoting by rows; nil where the matrix [size × size] is singular to 1e-10.
    private static func inverted(_ matrix: [Double], size: Int) -> [Double]? {
        var left = matrix
        var right = identity(size)
        for column in 0..<size {
            var pivot = column
            for row in (column + 1)..<max(size, column + 1) where abs(left[row * size + column]) > abs(left[pivot * size + column]) {
                pivot = row
            }
            let value = left[pivot * size + column]
            guard abs(value) > 1e-10 else { return nil }
            for entry in 0..<size {
                left.swapAt(pivot * size + entry, column * size + entry)
                right.swapAt(pivot * size + entry, column * size + entry)
                left[column * size + entry] /= value
                right[column * size + entry] /= value
            }
            for row in 0..<size where row != column {
                let factor = left[row * size + column]
                guard factor != 0 else { continue }
                for entry in 0..<size {
                    left[row * size + entry] -= factor * left[column * size + entry]
                    right[row * size + entry] -= factor * right[column * size + entry]
                }
            }
        }
        return right
    }
}

extension LowerHull.Facet {
    func plane(at fractions: [Double]) -> Double {
        var sum = 0.0
        for element in potentials.indices { sum += potentials[element] * fractions[element] }
        return sum
    }

    func amounts(at fractions: [Double]) -> [Double] {
        let size = potentials.count
        return (0..<size).map { point in
            var sum = 0.0
            for element in 0..<size { sum += fractions[element] * inverse[element * size + point] }
            return sum
        }
    }
}
