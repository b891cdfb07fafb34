import Materials

/// What is made of the input, and which materials are kept.
public struct FeaturiserOptions: Sendable {
    public struct Target: Sendable, Hashable {
        public let name: String
        public let unit: String
        /// Where words name classes, once all rows are there (`ClassSurvey`).
        public internal(set) var classes: ClassNames?
        /// What its values need, once all rows are there (`TargetPrecision`).
        public internal(set) var precision = TargetPrecision.single

        /// Reads `COLUMN` or `COLUMN:UNIT`; the unit is what follows the last colon.
        public init(_ text: String) {
            if let colon = text.lastIndex(of: ":") {
                name = String(text[..<colon])
                unit = String(text[text.index(after: colon)...])
            } else {
                name = text
                unit = ""
            }
        }

        /// Whether lower is more stable, so that of several materials with one label the lowest is the ground state: an energy per atom by its
        /// unit, or an energy by its name. A gap, a Fermi level or a modulus is none.
        public var isEnergy: Bool {
            let words = name.lowercased()
            guard !["gap", "fermi", "band", "above_hull", "above hull"].contains(where: words.contains) else { return false }
            if ["eV/atom", "meV/atom"].contains(unit) { return true }
            return Self.electronvolts[unit] != nil && ["energy", "enthalpy", "e_form", "ef_atom"].contains(where: words.contains)
        }

        /// The units that energies have, in eV; a mole is one of formula units. An energy without a unit is taken for one in eV.
        static let electronvolts = [
            "": 1, "eV": 1, "eV/atom": 1, "meV": 1e-3, "meV/atom": 1e-3, "Ha": 27.211386, "Ry": 13.605693, "kJ/mol": 0.010364270,
            "kcal/mol": 0.043364104, "J/mol": 1.0364270e-5, "eV/fu": 1, "eV/f.u.": 1,
        ]
    }

    /// What becomes of several materials of one canonical label (or one reduced formula, for compositions).
    public enum Duplicates: String, Sendable, Hashable, CaseIterable {
        case all
        /// The lowest energy stays; where none is known, the first id in the order of bytes.
        case lowest
        /// The first of the input stays.
        case first
        /// The first of the input stays, with the mean of all known values of each target.
        case mean
    }

    public var representation: Representation
    public var targets: [Target]
    /// The column of energies that tells duplicates apart; nil: the first target that is an energy.
    public var energy: String?
    /// Columns that are carried along.
    public var columns: [String]
    /// Columns of structures of one material, where a row may hold several; the first is what the material is called by. Else empty.
    public var structures: [String] = []
    /// The column that says which rows are structures of one material; nil: each row is a material.
    public var materialColumn: String?
    /// Å within which atoms count as equivalent.
    public var symprec = 0.1
    /// Degrees within which cell angles count as equal.
    public var angleTolerance = 5.0
    /// nil: what is usual, `duplicates`.
    public var askedDuplicates: Duplicates?
    /// Occupied Wyckoff positions of a material.
    public var largestPositionCount = 16
    /// Atoms in the cell as it is given (of a label: in the primitive cell).
    public var largestSiteCount = 64
    /// Å³ per atom.
    public var largestVolume = 500.0
    public var elementVectors: ElementVectors
    /// Whether cells and positions are stored beside what is learnt from.
    public var keepsStructures = false
    /// Whether features or graphs are made of them, so that rows carry them though they need not be stored.
    public var readsStructures = false
    /// By which every material's graph of neighbours is made; materials without one are rejected. nil: none are.
    public var graphs: GraphRule?
    /// Whether elements without a vector count as zeros; else their materials are rejected.
    public var allowsMissingElements = false

    public init(representation: Representation, targets: [Target], columns: [String], elementVectors: ElementVectors) {
        self.representation = representation
        self.targets = targets
        self.columns = columns
        self.elementVectors = elementVectors
    }

    /// What was asked for; else the lowest of each label stays where an energy is known, as all others are models of less stable states, and
    /// all of them of any other property and of compositions, of which several measurements are usual.
    public var duplicates: Duplicates {
        if let askedDuplicates { return askedDuplicates }
        return representation == .wyckoff && hasEnergy ? .lowest : .all
    }

    private var hasEnergy: Bool { energy != nil || targets.contains(where: \.isEnergy) }

    /// The column that `lowest` is decided by; nil where there is no energy: the lowest of band gaps would be no ground state.
    public var energyColumn: String? { energy ?? targets.first(where: \.isEnergy)?.name }

    /// Whether a material may have several structures, each of which is a row.
    public var haveVariants: Bool { !structures.isEmpty || materialColumn != nil }

    /// Every column that has to be read, each once.
    public var inputColumns: [String] {
        var seen: Set<String> = []
        return (targets.map(\.name) + [energy, materialColumn].compactMap { $0 } + columns).filter { seen.insert($0).inserted }
    }

    /// - Throws: `FeaturisingError.columnName` for what cannot be the name of an array, or is asked for twice
    public func checkNames() throws(FeaturisingError) {
        for names in [targets.map(\.name), columns] {
            var seen: Set<String> = []
            for name in names {
                if name.isEmpty { throw .columnName(name, problem: "it is empty") }
                if name.contains("/") || name == "." || name.contains("\0") {
                    throw .columnName(name, problem: "names in a data set hold no '/'; call the column something else in the table")
                }
                guard seen.insert(name).inserted else { throw .columnName(name, problem: "it is asked for twice") }
            }
        }
        let own = (haveVariants ? [MaterialRows.column] : []) + (structures.isEmpty ? [] : [MaterialRows.structureColumn])
        if let name = columns.first(where: own.contains) {
            throw .columnName(name, problem: "the data set has a column of that name already, which says what the structures of a material are")
        }
    }
}
