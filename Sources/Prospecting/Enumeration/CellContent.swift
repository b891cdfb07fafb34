import Materials

/// Cells of one size: how many atoms of each element, and which elements these may be.
public struct CellContent: Hashable, Sendable {
    /// [elements] atoms in the primitive cell, ascending.
    public let amounts: [Int]
    /// The elements that have these amounts, each choice once; of equal amounts in the order of their symbols.
    public let chemistries: [[Element]]

    /// Atoms in the primitive cell.
    public var atoms: Int { amounts.reduce(0, +) }

    /// Small cells first, then few elements, then the amounts as a dictionary has words.
    static func precedes(_ first: CellContent, _ second: CellContent) -> Bool {
        if first.atoms != second.atoms { return first.atoms < second.atoms }
        if first.amounts.count != second.amounts.count { return first.amounts.count < second.amounts.count }
        return first.amounts.lexicographicallyPrecedes(second.amounts)
    }
}

/// Formulae by their amounts: two ways to write a composition are one here, and what has the same amounts is counted once.
struct FormulaTable {
    /// Smallest whole amounts, ascending, to the elements that may have them.
    private var chemistries: [[Int]: Set<[Element]>] = [:]

    /// Adds elements with their amounts, whose order does not count and whose common divisor is taken out.
    mutating func add(_ parts: [(element: Element, amount: Int)]) {
        let divisor = parts.reduce(0) { greatestCommonDivisor($0, $1.amount) }
        let (amounts, elements) = Self.arranged(parts.map { ($0.element, $0.amount / max(divisor, 1)) })
        chemistries[amounts, default: []].insert(elements)
    }

    /// All cells of up to so many atoms whose formula has `largestFormula` at most.
    func contents(atoms largest: Int, formula largestFormula: Int) -> [CellContent] {
        var contents: [CellContent] = []
        for (amounts, choices) in chemistries {
            let total = amounts.reduce(0, +)
            guard total <= largest, total <= largestFormula else { continue }
            let sorted = choices.sorted { $0.map(\.symbol).lexicographicallyPrecedes($1.map(\.symbol)) }
            for units in 1...(largest / total) {
                contents.append(CellContent(amounts: amounts.map { $0 * units }, chemistries: sorted))
            }
        }
        return contents.sorted(by: CellContent.precedes)
    }

    /// Atoms of the smallest formula; nil where there is none.
    var smallest: Int? { chemistries.keys.map { $0.reduce(0, +) }.min() }

    /// By amount, then by symbol.
    static func arranged(_ parts: [(element: Element, amount: Int)]) -> (amounts: [Int], elements: [Element]) {
        let sorted = parts.sorted { $0.amount == $1.amount ? $0.element.symbol < $1.element.symbol : $0.amount < $1.amount }
        return (sorted.map(\.amount), sorted.map(\.element))
    }
}
