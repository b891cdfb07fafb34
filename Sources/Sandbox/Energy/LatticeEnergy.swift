import Materials

/// The energy of a crystal in the lattice model, with its gradient.
package struct LatticeEnergy: Sendable {
    /// One potential for each pair of species, [species × species].
    let potentials: [PairPotential]
    /// Product of charge with itself times the screened Coulomb constant, eV Å, for each species.
    let selfCharges: [Double]
    let speciesCount: Int

    package init(species: [Ion]) {
        self.init(
            potentials: species.flatMap { first in species.map { first.potential(with: $0) } }, speciesCount: species.count)
    }

    /// - Parameter potentials: one for each pair of species, row by row.
    package init(potentials: [PairPotential], speciesCount: Int) {
        self.potentials = potentials
        self.speciesCount = speciesCount
        selfCharges = (0..<speciesCount).map { potentials[$0 * (speciesCount + 1)].charges }
    }

    /// eV per primitive cell, and the derivatives with respect to the crystal's parameters.
    ///
    /// E = Σ_i ½ Σ_j φ(r_ij) − √(Σ_j h(r_ij)), over one site i of each orbit times the orbit's size: as the cell's metric changes with the
    /// parameters in a way that keeps the symmetry, the derivatives need no other site either.
    package func value(of crystal: SymmetricCrystal, neighbours list: NeighbourList) -> (energy: Double, gradient: [Double]) {
        let positions = crystal.sites.indices.map { crystal.position(ofSite: $0) }
        let squares = crystal.lengths * crystal.lengths
        let mixed = 2 * crystal.lengths.x * crystal.lengths.y * crystal.shape.cosGamma

        var energy = 0.0
        var pairs: [Pair] = []
        pairs.reserveCapacity(list.neighbours.count)
        var starts: [Int] = []
        var bindings: [Double] = []
        for (number, orbit) in crystal.orbits.enumerated() {
            starts.append(pairs.count)
            let home = positions[orbit.sites.lowerBound]
            let row = orbit.species * speciesCount
            var sum = 0.0
            var hopping = 0.0
            for neighbour in list.neighbours[list.ranges[number]] {
                let difference = positions[neighbour.site] + neighbour.translation - home
                let squared = (squares * difference * difference).sum() + mixed * difference.x * difference.y
                guard squared < PairPotential.cutoff * PairPotential.cutoff else { continue }
                let r = squared.squareRoot()
                let other = crystal.sites[neighbour.site].orbit
                let value = potentials[row + crystal.orbits[other].species].value(at: r)
                sum += value.energy
                hopping += value.hopping
                pairs.append(Pair(orbit: other, difference: difference, r: r, slope: value.slope, hoppingSlope: value.hoppingSlope))
            }
            let binding = max(hopping, 1e-12).squareRoot()
            bindings.append(binding)
            let selfEnergy = selfCharges[orbit.species] * PairPotential.selfEnergy
            energy += Double(orbit.sites.count) * (sum / 2 - binding + selfEnergy)
        }
        starts.append(pairs.count)

        var byLength = SIMD3<Double>.zero
        var gradient = Array(repeating: 0.0, count: crystal.parameters.count)
        for (number, orbit) in crystal.orbits.enumerated() {
            let size = Double(orbit.sites.count)
            var force = SIMD3<Double>.zero
            for pair in pairs[starts[number]..<starts[number + 1]] {
                let d = pair.difference
                let along = squares * d
                let across = mixed / 2 * SIMD3(d.y, d.x, 0)
                // −∂√h/∂r; a site moves the binding of its neighbours as well as its own.
                let own = -0.5 / bindings[number] * pair.hoppingSlope
                let theirs = -0.5 / bindings[pair.orbit] * pair.hoppingSlope
                byLength += (size * (pair.slope / 2 + own) / pair.r) * (along * d + across * d)
                force -= ((pair.slope + own + theirs) / pair.r) * (along + across)
            }
            let columns = crystal.sites[orbit.sites.lowerBound].map.columns
            for (column, parameter) in zip(columns, orbit.free) { gradient[parameter] += size * (force * column).sum() }
        }
        switch crystal.shape {
        case .cubic: gradient[0] = byLength.sum()
        case .tetragonal, .hexagonal: (gradient[0], gradient[1]) = (byLength.x + byLength.y, byLength.z)
        case .orthorhombic: (gradient[0], gradient[1], gradient[2]) = (byLength.x, byLength.y, byLength.z)
        }
        return (energy, gradient)
    }

    private struct Pair {
        var orbit: Int
        var difference: SIMD3<Double>
        var r, slope, hoppingSlope: Double
    }
}
