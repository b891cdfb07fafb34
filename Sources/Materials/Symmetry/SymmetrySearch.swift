import CSpglib

/// The library that finds symmetry.
public enum SymmetryLibrary {
    /// "2.0.2"
    public static var version: String { "\(spg_get_major_version()).\(spg_get_minor_version()).\(spg_get_micro_version())" }
}

extension Protostructure {
    /// Å; asked for where the tolerance finds nothing.
    private static let strictTolerance = 1e-5

    /// Finds space group and Wyckoff positions with spglib: at the tolerance and, where it finds nothing, at 1e-5 Å. Many structures are
    /// quicker with a `SymmetryFinder`.
    ///
    /// - Parameters:
    ///   - symprec: Å within which atoms count as equivalent
    ///   - angleTolerance: degrees
    /// - Throws: `ProtostructureError.noSymmetry`
    public init(of structure: Structure, symprec: Double = 0.1, angleTolerance: Double = 5) throws(ProtostructureError) {
        for tolerance in [symprec, Self.strictTolerance] {
            guard let found = Self.asked(structure, symprec: tolerance, angleTolerance: angleTolerance) else { continue }
            self = found
            return
        }
        throw .noSymmetry(symprec: symprec, reason: String(cString: spg_get_error_message(spg_get_error_code())))
    }

    private static func asked(_ structure: Structure, symprec: Double, angleTolerance: Double) -> Protostructure? {
        let cell = structure.lattice
        // spglib's columns are the basis vectors.
        var lattice: [(Double, Double, Double)] = [(cell.a.x, cell.b.x, cell.c.x), (cell.a.y, cell.b.y, cell.c.y), (cell.a.z, cell.b.z, cell.c.z)]
        var positions = structure.sites.map { ($0.position.x, $0.position.y, $0.position.z) }
        let types = structure.sites.map { CInt($0.element.atomicNumber) }
        guard let dataset = spgat_get_dataset(&lattice, &positions, types, CInt(types.count), symprec, angleTolerance) else { return nil }
        defer { spg_free_dataset(dataset) }
        let spaceGroup = Int(dataset.pointee.spacegroup_number)
        guard WyckoffTable.spaceGroups.contains(spaceGroup), Int(dataset.pointee.n_atoms) == types.count,
            // Not equivalent_atoms: its classes can be too few where the tolerance is wide.
            let letters = dataset.pointee.wyckoffs, let classes = dataset.pointee.crystallographic_orbits
        else { return nil }
        var seen: Set<CInt> = []
        var occupations: [Occupation] = []
        for site in types.indices {
            let place = Int(letters[site])
            guard (0..<WyckoffTable.standard.letterCount(spaceGroup)).contains(place) else { return nil }
            guard seen.insert(classes[site]).inserted else { continue }
            let row = UInt16(WyckoffTable.standard.firstRow(spaceGroup) + place)
            occupations.append(Occupation(element: structure.sites[site].element, row: row))
        }
        return Protostructure(spaceGroup: spaceGroup, occupations: occupations)
    }
}
