import Materials

extension SymmetricCrystal {
    /// The prototype in the cell where, at its ideal ratios and coordinates, the closest two atoms touch: no pair is much nearer
    /// than its equilibrium distance, the sum of the two radii. Nil as for `init(_:a:)`.
    package init?(_ prototype: Prototype, touching species: [Ion], table: WyckoffTable = .standard) {
        // In a cell of 10 Å the tightest pair tells by how much to scale.
        guard let trial = SymmetricCrystal(prototype, a: Self.trialLength, table: table) else { return nil }
        let positions = trial.sites.indices.map { trial.position(ofSite: $0) }
        var tightest = Double.infinity
        for orbit in trial.orbits {
            for (number, site) in trial.sites.enumerated() {
                let distance = species[orbit.species].potential(with: species[trial.orbits[site.orbit].species]).distance
                let difference = positions[number] - positions[orbit.sites.lowerBound]
                tightest = min(tightest, trial.shortest(difference) / distance)
            }
        }
        guard tightest.isFinite, tightest > 0 else { return nil }
        self.init(prototype, a: Self.overlap * Self.trialLength / tightest, table: table)
    }

    private static var trialLength: Double { 10 }
    /// The attraction of all the others presses neighbours a little closer than two of them alone would like to be.
    private static var overlap: Double { 0.92 }

    /// The length in Å of the shortest vector that differs from this one by a lattice translation, the zero vector aside.
    private func shortest(_ difference: SIMD3<Double>) -> Double {
        let inPrimitive = difference.coordinates(in: primitive)
        let nearest = inPrimitive - inPrimitive.rounded(.toNearestOrEven)
        var shortest = Double.infinity
        for i in -2...2 {
            for j in -2...2 {
                for k in -2...2 {
                    let shifted = nearest + SIMD3(Double(i), Double(j), Double(k))
                    let vector = cartesian(primitive[0] * shifted.x + primitive[1] * shifted.y + primitive[2] * shifted.z)
                    let squared = (vector * vector).sum()
                    if squared > 1e-8 { shortest = min(shortest, squared) }
                }
            }
        }
        return shortest.squareRoot()
    }
}
