import Materials

/// Relaxes crystals that others have made up, keeping their symmetry.
package enum SymmetricRelaxation {
    /// The crystal at the minimum that a descent from it ends in.
    ///
    /// nil for triclinic and monoclinic groups, whose cells have free angles; where the model lacks an element; and where the descent ends
    /// without a minimum or far from where it began.
    /// - Parameters:
    ///   - lengths: of the conventional cell, Å
    ///   - positions: number of the element, row of the Wyckoff table, free coordinates
    package static func relaxed(
        spaceGroup: Int, lengths: SIMD3<Double>, elements: [Element], positions: [(species: Int, row: Int, free: [Double])]
    ) -> (lengths: SIMD3<Double>, free: [[Double]])? {
        guard spaceGroup > 15,
            let start = SymmetricCrystal(
                spaceGroup: spaceGroup, shape: CellShape(spaceGroup: spaceGroup), lengths: lengths, positions: positions)
        else { return nil }
        var traits: [AtomicTraits] = []
        for element in elements {
            guard let own = try? AtomicTraits(of: element) else { return nil }
            traits.append(own)
        }
        var amounts = elements.map { _ in 0 }
        for orbit in start.orbits { amounts[orbit.species] += orbit.sites.count }
        var relaxation = Relaxation(LatticeEnergy(species: Ion.equalised(traits, amounts: amounts)), from: start)
        relaxation.run()
        guard relaxation.converged, relaxation.energyPerAtom.isFinite else { return nil }
        let crystal = relaxation.crystal
        return (crystal.lengths, crystal.orbits.map { Array(crystal.parameters[$0.free]) })
    }
}
