import CSpglib

extension Protostructure {
    /// Elements and their sites in the conventional cell.
    public var composition: Composition {
        Composition(amounts: Dictionary(uniqueKeysWithValues: zip(elements, conventionalAmounts.map(Double.init))))
    }

    /// Finds space group and Wyckoff positions with spglib.
    ///
    /// Where spglib finds nothing at the tolerance, or the positions do not make up the structure, it is asked again at 1e-5 Å.
    ///
    /// - Parameters:
    ///   - symprec: Å within which atoms count as equivalent
    ///   - angleTolerance: degrees
    public init(of structure: Structure, symprec: Double = 0.1, angleTolerance: Double = 5) throws(ProtostructureError) {
        let asked = SymmetrySearch(structure)
        guard let found = asked.protostructure(symprec: symprec, angleTolerance: angleTolerance)
            ?? asked.protostructure(symprec: SymmetrySearch.strictTolerance, angleTolerance: angleTolerance)
        else {
            throw .noSymmetry(symprec: symprec, reason: SymmetrySearch.lastReason)
        }
        self = found
    }
}

/// The library that finds symmetry.
public enum SymmetryLibrary {
    /// "2.0.2"
    public static var version: String { "\(spg_get_major_version()).\(spg_get_minor_version()).\(spg_get_micro_version())" }
}

/// A structure as spglib wants it.
private struct SymmetrySearch {
    static let strictTolerance = 1e-5

    private let structure: Structure
    private let types: [CInt]

    init(_ structure: Structure) {
        self.structure = structure
        types = structure.sites.map { CInt($0.element.atomicNumber) }
    }

    static var lastReason: String { String(cString: spg_get_error_message(spg_get_error_code())) }

    /// nil where spglib finds no space group, or one whose positions do not hold these atoms.
    func protostructure(symprec: Double, angleTolerance: Double) -> Protostructure? {
        let cell = structure.lattice
        // spglib's columns are the basis vectors.
        var lattice: [(Double, Double, Double)] = [(cell.a.x, cell.b.x, cell.c.x), (cell.a.y, cell.b.y, cell.c.y), (cell.a.z, cell.b.z, cell.c.z)]
        var positions = structure.sites.map { ($0.position.x, $0.position.y, $0.position.z) }
        guard let dataset = spgat_get_dataset(&lattice, &positions, types, CInt(types.count), symprec, angleTolerance) else { return nil }
        defer { spg_free_dataset(dataset) }
        let spaceGroup = Int(dataset.pointee.spacegroup_number)
        guard WyckoffTable.spaceGroups.contains(spaceGroup), dataset.pointee.n_atoms == types.count,
            let wyckoffs = dataset.pointee.wyckoffs, let orbits = dataset.pointee.crystallographic_orbits
        else { return nil }
        var occupations: [Protostructure.Occupation] = []
        for site in types.indices where Int(orbits[site]) == site {
            let place = Int(wyckoffs[site])
            guard (0..<WyckoffTable.standard.letterCount(spaceGroup)).contains(place) else { return nil }
            let row = WyckoffTable.standard.firstRow(spaceGroup) + place
            occupations.append(Protostructure.Occupation(element: structure.sites[site].element, row: UInt16(row)))
        }
        guard !occupations.isEmpty else { return nil }
        return Protostructure(spaceGroup: spaceGroup, occupations: occupations)
    }
}
