extension Lattice {
    /// Distance in Å of two fractional positions that are nearly the same up to lattice vectors; for others an upper bound of the
    /// shortest distance.
    func nearness(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        var step = one - other
        step -= step.rounded(.toNearestOrEven)
        let vector = cartesian(step)
        return (vector * vector).sum().squareRoot()
    }
}

extension Structure {
    /// Two positions closer than this, in Å, are one atom: coordinates come with as few as three digits, and no two atoms are so close.
    static let sameAtom = 0.1

    /// Throws where two atoms are at one place.
    func refuseCoincidentSites() throws(StructureTextError) {
        for (index, site) in sites.enumerated() {
            for other in 0..<index {
                let distance = lattice.nearness(sites[other].position, site.position)
                if distance < Self.sameAtom { throw .samePlace("\(other + 1)", "\(index + 1)", distance: distance) }
            }
        }
    }
}
