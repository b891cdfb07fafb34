/// A crystal without its coordinates: the space group and which element occupies which Wyckoff positions.
///
/// Written as the AFLOW-style label of the field, `A2BC_cF16_225_c_a_b:Hg-Mg-Tm`: anonymous formula with the elements in alphabetical order,
/// Pearson symbol, space group, letters of each element, chemical system. The letters are always the canonical ones of the equivalent
/// choices of origin (`CanonicalLetters`), so that two equal values are the same arrangement.
public struct Protostructure: Hashable, Sendable {
    /// One occupied Wyckoff position.
    public struct Occupation: Hashable, Sendable {
        public let element: Element
        /// Row of `WyckoffTable.standard`.
        public let row: UInt16

        public init(element: Element, row: UInt16) {
            self.element = element
            self.row = row
        }
    }

    /// 1 … 230.
    public let spaceGroup: Int
    /// Elements in the order of their symbols, within an element by letter (A first, as in ASCII). A position that an element occupies with
    /// n orbits appears n times.
    public let positions: [Occupation]

    /// Takes letters from any of the equivalent origins; `positions` in any order, rows of this space group.
    package init(spaceGroup: Int, occupations: [Occupation]) {
        self.spaceGroup = spaceGroup
        self.positions = CanonicalLetters(spaceGroup: spaceGroup).canonical(occupations)
    }

    /// The elements in the order of their symbols, each once.
    public var elements: [Element] {
        var elements: [Element] = []
        for position in positions where elements.last != position.element { elements.append(position.element) }
        return elements
    }

    /// Sites of each element in the conventional cell, in the order of `elements`.
    public var conventionalAmounts: [Int] {
        var amounts: [Int] = []
        var last: Element?
        for position in positions {
            let sites = WyckoffTable.standard.position(Int(position.row)).multiplicity
            if position.element == last { amounts[amounts.count - 1] += sites } else { amounts.append(sites) }
            last = position.element
        }
        return amounts
    }

    /// Elements and their sites in the conventional cell.
    public var composition: Composition {
        Composition(amounts: Dictionary(uniqueKeysWithValues: zip(elements, conventionalAmounts.map(Double.init))))
    }

    /// Sites in the conventional cell: the number of the Pearson symbol.
    public var conventionalSiteCount: Int {
        positions.reduce(0) { $0 + WyckoffTable.standard.position(Int($1.row)).multiplicity }
    }

    /// Sites in the primitive cell.
    public var siteCount: Int { conventionalSiteCount / WyckoffTable.standard.centring(spaceGroup).translations.count }
}
