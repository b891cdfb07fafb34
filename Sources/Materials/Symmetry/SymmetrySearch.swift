import CSpglib

/// The library that finds symmetry.
public enum SymmetryLibrary {
    /// "2.0.2"
    public static var version: String { "\(spg_get_major_version()).\(spg_get_minor_version()).\(spg_get_micro_version())" }
}

/// A structure as spglib wants it.
struct SymmetrySearch {
    /// What spglib says of a structure.
    struct Found {
        let protostructure: Protostructure
        /// Of the cell as given.
        let operationCount: Int
        /// Row of the Wyckoff table of each atom, in spglib's choice of origin.
        let rows: [UInt16]
        /// The first atom of each atom's orbit.
        let orbits: [Int]
    }

    /// Å; asked for where the tolerance finds nothing.
    private static let strictTolerance = 1e-5

    private let structure: Structure
    private let types: [CInt]

    init(_ structure: Structure) {
        self.structure = structure
        types = structure.sites.map { CInt($0.element.atomicNumber) }
    }

    /// Asks at the tolerance and, where spglib finds nothing, at 1e-5 Å.
    func found(symprec: Double, angleTolerance: Double) throws(ProtostructureError) -> Found {
        if let found = ask(symprec: symprec, angleTolerance: angleTolerance) { return found }
        if let found = ask(symprec: Self.strictTolerance, angleTolerance: angleTolerance) { return found }
        throw .noSymmetry(symprec: symprec, reason: String(cString: spg_get_error_message(spg_get_error_code())))
    }

    private func ask(symprec: Double, angleTolerance: Double) -> Found? {
        let cell = structure.lattice
        // spglib's columns are the basis vectors.
        var lattice: [(Double, Double, Double)] = [(cell.a.x, cell.b.x, cell.c.x), (cell.a.y, cell.b.y, cell.c.y), (cell.a.z, cell.b.z, cell.c.z)]
        var positions = structure.sites.map { ($0.position.x, $0.position.y, $0.position.z) }
        guard let dataset = spgat_get_dataset(&lattice, &positions, types, CInt(types.count), symprec, angleTolerance) else { return nil }
        defer { spg_free_dataset(dataset) }
        let spaceGroup = Int(dataset.pointee.spacegroup_number)
        guard WyckoffTable.spaceGroups.contains(spaceGroup), Int(dataset.pointee.n_atoms) == types.count,
            // Not equivalent_atoms: its classes can be too few where the tolerance is wide.
            let letters = dataset.pointee.wyckoffs, let classes = dataset.pointee.crystallographic_orbits
        else { return nil }
        var rows: [UInt16] = []
        var orbits: [Int] = []
        var firsts: [CInt: Int] = [:]
        var occupations: [Protostructure.Occupation] = []
        for site in types.indices {
            let place = Int(letters[site])
            guard (0..<WyckoffTable.standard.letterCount(spaceGroup)).contains(place) else { return nil }
            rows.append(UInt16(WyckoffTable.standard.firstRow(spaceGroup) + place))
            if firsts[classes[site]] == nil {
                firsts[classes[site]] = site
                occupations.append(Protostructure.Occupation(element: structure.sites[site].element, row: rows[site]))
            }
            orbits.append(firsts[classes[site]] ?? site)
        }
        return Found(
            protostructure: Protostructure(spaceGroup: spaceGroup, occupations: occupations),
            operationCount: Int(dataset.pointee.n_operations), rows: rows, orbits: orbits)
    }
}

extension Protostructure {
    /// Finds space group and Wyckoff positions with spglib; many structures are quicker with one `SymmetryFinder`.
    ///
    /// - Parameters:
    ///   - symprec: Å within which atoms count as equivalent
    ///   - angleTolerance: degrees
    /// - Throws: `ProtostructureError.noSymmetry`
    public init(of structure: Structure, symprec: Double = 0.1, angleTolerance: Double = 5) throws(ProtostructureError) {
        self = try SymmetrySearch(structure).found(symprec: symprec, angleTolerance: angleTolerance).protostructure
    }
}
