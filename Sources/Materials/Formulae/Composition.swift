/// How much of which elements, in formula units as given: amounts are positive and need not be whole.
public struct Composition: Hashable, Sendable {
    public struct Component: Hashable, Sendable {
        public let element: Element
        public let amount: Double
    }

    /// Ascending in atomic number, each element once.
    public let components: [Component]

    /// Parses a formula such as "Hg0.7Cd0.3Te", "Ag(CO)2" or "CuSO4·5H2O".
    public init(_ formula: String) throws(FormulaError) {
        var parser = FormulaParser(formula)
        self.init(amounts: try parser.parse())
    }

    /// The content of a cell.
    public init(of structure: Structure) {
        var amounts: [Element: Double] = [:]
        for site in structure.sites { amounts[site.element, default: 0] += 1 }
        self.init(amounts: amounts)
    }

    /// Amounts that are not positive and finite are left out.
    public init(amounts: [Element: Double]) {
        components = amounts.filter { $0.value > 0 && $0.value.isFinite }
            .map { Component(element: $0.key, amount: $0.value) }
            .sorted { $0.element < $1.element }
    }

    public subscript(_ element: Element) -> Double {
        components.first { $0.element == element }?.amount ?? 0
    }

    /// Atoms in one formula unit.
    public var total: Double { components.reduce(0) { $0 + $1.amount } }

    /// Atomic fractions, in the order of `components`; they sum to 1.
    public var fractions: [Double] {
        let total = total
        return components.map { $0.amount / total }
    }
}
