extension Protostructure {
    /// The protostructure of a crystal whose operations are beyond doubt (`CellOperations`), found without spglib and the same; nil for all
    /// others, and for triclinic and monoclinic crystals.
    ///
    /// The operations tell the space group and the conventional cell (`StandardSetting`); in it each orbit lies on one Wyckoff position of
    /// its multiplicity. Which of the equivalent cells is taken does not matter, because the letters become the canonical ones.
    ///
    /// - Parameters:
    ///   - symprec: Å
    ///   - angleTolerance: degrees
    package init?(certainly structure: Structure, symprec: Double, angleTolerance: Double) {
        // Atoms are compared with each other for every operation; a cubic cell with centring has 400 of one general position and more.
        guard structure.sites.count <= 500 else { return nil }
        let tolerance = CellOperations.Tolerance(symprec: symprec, angle: angleTolerance)
        guard var crystal = structure.reduced, var cell = CellOperations(crystal, tolerance) else { return nil }
        if cell.operations.count(where: { $0.rotation == .identity }) > 1 {
            guard let primitive = crystal.primitive(cell)?.reduced, let its = CellOperations(primitive, tolerance) else { return nil }
            (crystal, cell) = (primitive, its)
        }
        guard let setting = StandardSetting(cell, crystal.lattice) else { return nil }
        let conventional = crystal.lattice.changed(to: setting.basis)
        let orbits = cell.orbits
        var orbitSizes = [Int](repeating: 0, count: orbits.count)
        for orbit in orbits { orbitSizes[orbit] += 1 }
        var occupations: [Occupation] = []
        for atom in orbits.indices where orbits[atom] == atom {
            let place = setting.conventional(cell.positions[atom])
            guard
                let row = setting.group.row(
                    of: place, multiplicity: orbitSizes[atom] * setting.group.centring.count, conventional, within: tolerance.near)
            else { return nil }
            occupations.append(Occupation(element: crystal.sites[atom].element, row: row))
        }
        self.init(spaceGroup: setting.group.number, occupations: occupations)
    }
}

extension StandardGroup {
    /// The row of the Wyckoff position that a point lies on, given how many sites its orbit has in the conventional cell.
    fileprivate func row(of point: SIMD3<Double>, multiplicity: Int, _ cell: Lattice, within distance: Double) -> UInt16? {
        let candidates = sites.filter { $0.multiplicity == multiplicity }
        if candidates.count == 1 { return candidates[0].row }
        for operation in operations {
            let image = operation.rotation * point + SIMD3<Double>(operation.translation) / 24
            for translation in centring {
                let moved = image + SIMD3<Double>(translation) / 24
                for candidate in candidates {
                    let path = cell.cartesian(candidate.deviation(of: moved))
                    if (path * path).sum() < distance * distance { return candidate.row }
                }
            }
        }
        return nil
    }
}
