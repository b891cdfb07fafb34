import Materials

/// What is to be enumerated: space groups, the content of their cells, and how many positions may be occupied.
public struct EnumerationSpace: Hashable, Sendable {
    /// Ascending, each once.
    public let spaceGroups: [Int]
    /// Occupied positions of a representation, each orbit counted.
    public let maxPositions: Int
    private let cells: Cells

    private enum Cells: Hashable, Sendable {
        /// The same primitive cells in every group.
        case primitive([CellContent])
        /// One conventional cell, which has another primitive one in each centring.
        case conventional(amounts: [Int], elements: [Element])
    }

    /// Which compositions fill the cells.
    public enum Subject: Hashable, Sendable {
        /// Formulae, in which the names of `sets` stand for any of their elements.
        case formulae([String], sets: [String: [Element]])
        /// All formulae of these elements: with all of them, or of any of them too.
        case system([Element], includingSubsystems: Bool)
        /// Atoms of the conventional cell.
        case cell([Element: Int])
    }

    /// How large cells may be.
    public struct Limits: Hashable, Sendable {
        /// Atoms in the primitive cell; says nothing of a cell that is given.
        public var atoms = 20
        /// Atoms in the reduced formula.
        public var formulaAtoms = Int.max
        /// Occupied positions, as many as models are trained for (`--max-wyckoff` of featurise).
        public var positions = 16

        public init() {}
    }

    /// No label has more elements: its formula has a letter for each.
    static let largestElementCount = 26

    /// Compositions of a system, and contents of cells over all space groups, that are kept in memory at most.
    static let largestCount = 4_000_000

    public init(_ subject: Subject, spaceGroups: [Int], limits: Limits) throws(EnumerationError) {
        self.spaceGroups = Set(spaceGroups).sorted()
        // A count on a position has eight bits.
        guard (1...255).contains(limits.positions) else {
            throw .malformed(option: "max-wyckoff", found: "\(limits.positions)", expected: "a number from 1 to 255")
        }
        maxPositions = limits.positions
        var table = FormulaTable()
        switch subject {
        case .cell(let amounts):
            let (counts, elements) = FormulaTable.arranged(amounts.map { ($0.key, $0.value) })
            cells = .conventional(amounts: counts, elements: elements)
            return
        case .formulae(let texts, let sets):
            for text in texts { try Self.add(text, sets, to: &table) }
        case .system(let elements, let includesSubsystems):
            let atoms = min(limits.atoms, limits.formulaAtoms)
            guard Self.compositionCount(elements.count, atoms, includesSubsystems) <= Self.largestCount else {
                throw .tooManyAmounts(largest: Self.largestCount)
            }
            var subsets = [elements]
            if includesSubsystems {
                subsets = (1..<(1 << elements.count)).map { mask in elements.indices.filter { mask >> $0 & 1 == 1 }.map { elements[$0] } }
            }
            for subset in subsets { Self.addAll(of: subset, atoms: atoms, to: &table) }
            guard table.smallest != nil else { throw .noCell(largest: atoms, smallest: elements.count) }
        }
        let contents = table.contents(atoms: limits.atoms, formula: limits.formulaAtoms)
        guard !contents.isEmpty else { throw .noCell(largest: min(limits.atoms, limits.formulaAtoms), smallest: table.smallest ?? 0) }
        guard contents.count * self.spaceGroups.count <= Self.largestCount else { throw .tooManyAmounts(largest: Self.largestCount) }
        cells = .primitive(contents)
    }

    /// What the primitive cells of a space group hold; nothing where the cell that was asked for is none of its centring.
    public func contents(of spaceGroup: Int) -> [CellContent] {
        switch cells {
        case .primitive(let contents): return contents
        case .conventional(let amounts, let elements):
            let centring = WyckoffTable.standard.centring(spaceGroup).translations.count
            guard amounts.allSatisfy({ $0 % centring == 0 }) else { return [] }
            return [CellContent(amounts: amounts.map { $0 / centring }, chemistries: [elements])]
        }
    }

    /// The conventional cell that was asked for as such; nil where there are others.
    public var cell: (amounts: [Int], elements: [Element])? {
        guard case .conventional(let amounts, let elements) = cells else { return nil }
        return (amounts, elements)
    }

    private static func add(_ text: String, _ sets: [String: [Element]], to table: inout FormulaTable) throws(EnumerationError) {
        guard sets.isEmpty else {
            try FormulaTemplate(text, sets: sets).fill(&table)
            return
        }
        let composition: Composition
        // Half atoms become whole ones of a larger formula.
        do { composition = try Composition(try Composition(text).reducedFormula) } catch {
            throw .formula(text, reason: "\(error)")
        }
        var parts: [(element: Element, amount: Int)] = []
        for component in composition.components {
            guard let amount = Int(exactly: component.amount) else {
                throw .formula(text, reason: "no formula of up to 1000 atoms has its proportions")
            }
            parts.append((component.element, amount))
        }
        guard parts.count <= largestElementCount else {
            throw .formula(text, reason: "it has \(parts.count) elements; a label has \(largestElementCount) at most")
        }
        table.add(parts)
    }

    /// How many vectors of amounts a system has, no more than one beyond what is allowed: of k elements and n atoms C(n, k), with all subsystems
    /// C(n + k, k) − 1.
    private static func compositionCount(_ elements: Int, _ atoms: Int, _ includesSubsystems: Bool) -> Int {
        let from = includesSubsystems ? atoms + elements : atoms
        var count = 1
        for place in 0..<elements {
            count = count * max(from - place, 0) / (place + 1)
            // Of more atoms than elements twice over each step makes it larger still.
            if count > largestCount, from >= 2 * elements { return largestCount + 1 }
        }
        return min(count, largestCount + 1)
    }

    /// Every composition of all these elements with up to so many atoms.
    private static func addAll(of elements: [Element], atoms: Int, to table: inout FormulaTable) {
        var amounts = [Int](repeating: 1, count: elements.count)
        var left = atoms - elements.count
        guard left >= 0 else { return }
        while true {
            table.add(Array(zip(elements, amounts)))
            // The next vector of amounts, as an odometer counts.
            var place = 0
            while place < amounts.count {
                if left > 0 {
                    amounts[place] += 1
                    left -= 1
                    break
                }
                left += amounts[place] - 1
                amounts[place] = 1
                place += 1
            }
            guard place < amounts.count else { return }
        }
    }
}
