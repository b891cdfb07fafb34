/// What generated materials must fulfil; every condition holds exactly, for each of them.
public struct GenerationConditions: Sendable, Hashable {
    /// In which amounts elements occur.
    public enum Amounts: Sendable, Hashable {
        /// These elements in these proportions, in cells of any number of formula units.
        case formula([Element: Int])
        /// So many atoms of the primitive cell.
        case cell([Element: Int])
        /// As many different elements as there are numbers, in these proportions.
        case anonymous([Int])
    }

    /// Sites that a material must have, whatever else it has.
    public struct PartialStructure: Sendable, Hashable {
        public let spaceGroup: Int
        /// Positions with their letters, as a sequence has them; one that is there twice is asked for twice.
        public let sites: [Protostructure.Occupation]

        public init(spaceGroup: Int, sites: [Protostructure.Occupation]) {
            self.spaceGroup = spaceGroup
            self.sites = sites
        }
    }

    /// Nothing but what space groups allow.
    public static let none = GenerationConditions()

    /// Space groups, 1 … 230; nil for all.
    public var spaceGroups: Set<Int>?
    /// Elements that may occur.
    public var allowed = ElementSet.all
    /// Elements that occur.
    public var required = ElementSet()
    public var amounts: Amounts?
    /// How many different elements there are.
    public var elementCounts: ClosedRange<Int>?
    /// How many Wyckoff sites there are, each orbit counted; up to `largestSiteCount`.
    public var siteCounts: ClosedRange<Int>?
    /// Atoms of the primitive cell at most; nil for any number, or, with amounts in proportions, `usualAtoms`.
    public var maxAtoms: Int?
    public var containing: PartialStructure?

    public init() {}

    /// What a range of sites may go up to.
    public static let largestSiteCount = 127
    /// Atoms of a primitive cell that data sets are cleaned to.
    public static let usualAtoms = 64
    /// Sites that can be asked for.
    public static let largestContent = 64

    /// The amounts of the primitive cell that the conditions leave, those of named elements by atomic number, others ascending; nil where any will do.
    var cells: [[Int]]? {
        guard let amounts else { return nil }
        switch amounts {
        case .cell(let amounts):
            let cell = amounts.keys.sorted().compactMap { amounts[$0] }
            return cell.reduce(0, +) <= maxAtoms ?? .max ? [cell] : []
        case .formula(let amounts): return Self.multiples(of: amounts.keys.sorted().compactMap { amounts[$0] }, upTo: maxAtoms)
        case .anonymous(let amounts): return Self.multiples(of: amounts.sorted(), upTo: maxAtoms)
        }
    }

    /// The elements of the amounts by atomic number; nil where they have no names.
    var namedElements: [Element]? {
        switch amounts {
        case .formula(let amounts), .cell(let amounts): amounts.keys.sorted()
        case .anonymous, nil: nil
        }
    }

    private static func multiples(of amounts: [Int], upTo largest: Int?) -> [[Int]] {
        let divisor = amounts.reduce(0, greatestCommonDivisor)
        guard divisor > 0 else { return [] }
        let reduced = amounts.map { $0 / divisor }
        let total = reduced.reduce(0, +)
        let most = (largest ?? max(usualAtoms, total)) / total
        return most < 1 ? [] : (1...most).map { units in reduced.map { $0 * units } }
    }
}
