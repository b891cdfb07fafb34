import Materials

/// The neighbours of the first site of each orbit, within the cutoff and a skin, so that small moves need no new search.
package struct NeighbourList: Sendable {
    struct Neighbour: Sendable {
        var site: Int
        /// Lattice translation in units of the conventional cell.
        var translation: SIMD3<Double>
    }

    /// In Å.
    static let skin = 0.7

    /// For each orbit its range in `neighbours`.
    private(set) var ranges: [Range<Int>] = []
    private(set) var neighbours: [Neighbour] = []
    private let parameters: [Double]

    package init(_ crystal: SymmetricCrystal) {
        parameters = crystal.parameters
        let reach = PairPotential.cutoff + Self.skin
        let basis = crystal.primitive.map { crystal.cartesian($0) }
        // Planes of lattice points lie this far apart along each primitive vector.
        let volume = abs((basis[0] * basis[1].cross(basis[2])).sum())
        let spacings = (0..<3).map { axis in
            let normal = basis[(axis + 1) % 3].cross(basis[(axis + 2) % 3])
            return volume / (normal * normal).sum().squareRoot()
        }
        let positions = crystal.sites.indices.map { crystal.position(ofSite: $0) }
        for orbit in crystal.orbits {
            let start = neighbours.count
            let home = positions[orbit.sites.lowerBound]
            for site in positions.indices {
                let difference = positions[site] - home
                let offset = difference.coordinates(in: crystal.primitive)
                let bounds = (0..<3).map { axis in
                    let width = reach / spacings[axis]
                    let first = Int((-offset[axis] - width).rounded(.up))
                    return stride(from: first, through: Int((-offset[axis] + width).rounded(.down)), by: 1)
                }
                let cartesian = crystal.cartesian(difference)
                for i in bounds[0] {
                    for j in bounds[1] {
                        let plane = cartesian + basis[0] * Double(i) + basis[1] * Double(j)
                        for k in bounds[2] {
                            let vector = plane + basis[2] * Double(k)
                            let squared = (vector * vector).sum()
                            guard squared < reach * reach, squared > 1e-8 else { continue }
                            let translation =
                                crystal.primitive[0] * Double(i) + crystal.primitive[1] * Double(j) + crystal.primitive[2] * Double(k)
                            neighbours.append(Neighbour(site: site, translation: translation))
                        }
                    }
                }
            }
            ranges.append(start..<neighbours.count)
        }
    }

    /// Whether the list still holds every neighbour within the cutoff after the crystal has moved.
    func covers(_ crystal: SymmetricCrystal) -> Bool {
        let lengths = crystal.shape.freeLengths
        var strain = 0.0
        var shift = 0.0
        for (index, (old, new)) in zip(parameters, crystal.parameters).enumerated() {
            if index < lengths { strain = max(strain, abs(new - old)) } else { shift += abs(new - old) }
        }
        let longest = crystal.lengths.max()
        // A coordinate moves its own site and its neighbour by at most twice the change (factors of Wyckoff expressions are at most 2).
        return strain * (PairPotential.cutoff + Self.skin) + 4 * shift * longest < Self.skin
    }
}
