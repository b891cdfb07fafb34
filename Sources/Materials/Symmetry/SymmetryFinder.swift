/// Finds protostructures with spglib, and remembers what it has been told.
///
/// Naming Wyckoff positions takes spglib up to 0.1 s for a cubic crystal, and thousands of crystals share their operations and differ only in
/// elements, cell length and free coordinates. So where the operations of a crystal are beyond doubt (`CellOperations`) and every atom lies,
/// with respect to them, on a place that spglib has named before, the names are known. An answer does not depend on what is remembered.
public struct SymmetryFinder: Sendable {
    /// One answer of spglib: the names belong together, because they belong to one choice of origin.
    private struct Answer {
        let spaceGroup: Int
        /// Row of the Wyckoff table by an atom's signature.
        let rows: [[Int16]: UInt16]
    }

    private let symprec: Double
    private let angleTolerance: Double
    private var answers: [[Int16]: [Answer]] = [:]
    private var answerCount = 0
    /// Bounds the memory, to a few megabytes.
    private static let mostAnswers = 4096

    /// - Parameters:
    ///   - symprec: Å within which atoms count as equivalent
    ///   - angleTolerance: degrees
    public init(symprec: Double = 0.1, angleTolerance: Double = 5) {
        self.symprec = symprec
        self.angleTolerance = angleTolerance
    }

    /// - Throws: `ProtostructureError.noSymmetry`
    public mutating func protostructure(of structure: Structure) throws(ProtostructureError) -> Protostructure {
        let tolerance = CellOperations.Tolerance(symprec: symprec, angle: angleTolerance)
        guard let cell = CellOperations(structure, tolerance) else {
            return try SymmetrySearch(structure).found(symprec: symprec, angleTolerance: angleTolerance).protostructure
        }
        let key = cell.key
        let signatures = structure.sites.indices.map { cell.signature(ofAtom: $0) }
        let orbits = cell.orbits
        for answer in answers[key] ?? [] {
            if let known = Self.protostructure(structure, signatures, orbits, answer) { return known }
        }
        let found = try SymmetrySearch(structure).found(symprec: symprec, angleTolerance: angleTolerance)
        remember(found, key: key, operationCount: cell.operations.count, signatures: signatures, orbits: orbits)
        return found.protostructure
    }

    /// nil where the answer does not name every atom's place.
    private static func protostructure(
        _ structure: Structure, _ signatures: [[Int16]], _ orbits: [Int], _ answer: Answer
    ) -> Protostructure? {
        var occupations: [Protostructure.Occupation] = []
        for atom in orbits.indices where orbits[atom] == atom {
            guard let row = answer.rows[signatures[atom]] else { return nil }
            occupations.append(Protostructure.Occupation(element: structure.sites[atom].element, row: row))
        }
        return Protostructure(spaceGroup: answer.spaceGroup, occupations: occupations)
    }

    /// Keeps an answer if spglib sees the same operations and orbits.
    private mutating func remember(
        _ found: SymmetrySearch.Found, key: [Int16], operationCount: Int, signatures: [[Int16]], orbits: [Int]
    ) {
        guard answerCount < Self.mostAnswers, found.operationCount == operationCount, found.orbits == orbits else { return }
        var rows: [[Int16]: UInt16] = [:]
        for (signature, row) in zip(signatures, found.rows) {
            guard rows.updateValue(row, forKey: signature).map({ $0 == row }) ?? true else { return }
        }
        answers[key, default: []].append(Answer(spaceGroup: found.protostructure.spaceGroup, rows: rows))
        answerCount += 1
    }
}
