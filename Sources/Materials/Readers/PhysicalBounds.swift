extension Lattice {
    /// Distance in Å of two fractional positions that are nearly the same up to lattice vectors; for others an upper bound of the
    /// shortest distance.
    func nearness(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        var step = one - other
        step -= step.rounded(.toNearestOrEven)
        let vector = cartesian(step)
        return (vector * vector).sum().squareRoot()
    }

    /// Å³ for each atom. In diamond, the densest crystal of atoms at ordinary pressure, each has 5.7.
    static let leastRoom = 1.0

    /// Throws where so many atoms have no room. Edges in nanometres or angles in radians do that.
    func refuseLittleRoom(for count: Int) throws(StructureTextError) {
        let room = volume / Double(count)
        guard room >= Self.leastRoom else {
            throw .badCell("\(Self.text(room)) Å³ for each atom is less than atoms take; edges are in Å, angles in degrees")
        }
        let height = heights.min()
        guard height > Structure.sameAtom else { throw .badCell("two of its faces are \(Self.text(height)) Å apart") }
    }

    private static func text(_ value: Double) -> String {
        value < 1e-3 ? "less than 0.001" : "\((value * 1000).rounded() / 1000)"
    }
}

extension Structure {
    /// Two positions closer than this, in Å, are one atom: coordinates come with as few as three digits, and no two atoms are so close.
    static let sameAtom = 0.1

    /// Å; nearer than this no two atoms come, whatever they are: hydrogen's molecule, the shortest of all, has 0.74 Å.
    static let leastDistance = 0.5

    /// Throws where two atoms are nearer than atoms can be, and where the cell has no room for its atoms.
    func refuseCoincidentSites() throws(StructureTextError) {
        try refuseImpossible { "\($0 + 1)" }
    }

    /// The same, with names of the sites.
    ///
    /// Nearer than atoms can be is nearer than half the sum of their covalent radii (Cordero et al. 2008): no bond and no pressure brings
    /// them there, but coordinates of two settings, of alternatives and in wrong units do.
    func refuseImpossible(naming name: (Int) -> String) throws(StructureTextError) {
        guard !sites.isEmpty else { return }
        try lattice.refuseLittleRoom(for: sites.count)
        guard let structure = reduced else { throw .badCell("it is too flat to be reduced") }
        let shortest = [structure.lattice.a, structure.lattice.b, structure.lattice.c].map { ($0 * $0).sum().squareRoot() }.min() ?? 0
        guard shortest > Self.leastDistance else { throw .badCell("one of its lattice vectors is \(shortest) Å long") }

        let radii = sites.map { $0.element.covalentRadius }
        var bins = PeriodicBins(structure.lattice, reach: max(radii.max() ?? 0, Self.leastDistance), count: sites.count)
        for site in structure.sites { bins.append(site.position) }
        var worst: (one: Int, other: Int, distance: Double, least: Double)?
        bins.eachNearPair { one, other, distance in
            let least = max((radii[one] + radii[other]) / 2, Self.leastDistance)
            if distance < least, distance / least < worst.map({ $0.distance / $0.least }) ?? 1 { worst = (one, other, distance, least) }
        }
        guard let worst else { return }
        if worst.distance < Self.sameAtom { throw .samePlace(name(worst.one), name(worst.other), distance: worst.distance) }
        let names = [worst.one, worst.other].map { "\(name($0)) (\(sites[$0].element))" }
        throw .tooNear(names[0], worst.other == worst.one ? nil : names[1], distance: worst.distance, least: worst.least)
    }
}
