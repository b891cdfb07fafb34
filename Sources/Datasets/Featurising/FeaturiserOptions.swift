import Materials

/// What is made of the input, and which materials are kept.
public struct FeaturiserOptions: Sendable {
    public struct Target: Sendable, Hashable {
        public let name: String
        public let unit: String
        /// Where words name classes, once all rows are there (`ClassSurvey`).
        public internal(set) var classes: ClassNames?

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
    }

    /// What becomes of several materials of one canonical label (or one reduced formula, for compositions).
    public enum Duplicates: Sendable, Hashable {
        case keep
        /// The lowest energy stays; where none is known, the first id in the order of bytes.
        case keepLowest
    }

    public var representation: Representation
    public var targets: [Target]
    /// The column of energies that tells duplicates apart; nil: the first target.
    public var energy: String?
    /// Columns that are carried along.
    public var columns: [String]
    /// Å within which atoms count as equivalent.
    public var symprec = 0.1
    /// Degrees within which cell angles count as equal.
    public var angleTolerance = 5.0
    public var duplicates: Duplicates
    /// Occupied Wyckoff positions of a material.
    public var largestPositionCount = 16
    /// Atoms in the cell as it is given (of a label: in the primitive cell).
    public var largestSiteCount = 64
    /// Å³ per atom.
    public var largestVolume = 500.0
    public var elementVectors: ElementVectors
    /// Whether elements without a vector count as zeros; else their materials are rejected.
    public var allowsMissingElements = false

    /// Compositions keep duplicates from the outset: several measurements of one formula are usual.
    public init(representation: Representation, targets: [Target], columns: [String], elementVectors: ElementVectors) {
        self.representation = representation
        self.targets = targets
        self.columns = columns
        self.elementVectors = elementVectors
        duplicates = representation == .wyckoff ? .keepLowest : .keep
    }

    var energyColumn: String? { energy ?? targets.first?.name }

    /// Every column that has to be read, each once.
    public var inputColumns: [String] {
        var seen: Set<String> = []
        return (targets.map(\.name) + [energy].compactMap { $0 } + columns).filter { seen.insert($0).inserted }
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
    }
}
