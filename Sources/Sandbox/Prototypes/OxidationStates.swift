import Materials

/// The common oxidation states of the elements, as textbooks list them (Greenwood and Earnshaw, Chemistry of the Elements, table 2.2 ff.).
enum OxidationStates {
    /// Elements that give away this many electrons.
    static func cations(_ state: Int) -> [Element] { positive.indices.contains(state - 1) ? positive[state - 1] : [] }

    /// Elements that take up this many electrons.
    static func anions(_ state: Int) -> [Element] { negative.indices.contains(state - 1) ? negative[state - 1] : [] }

    static let highest = positive.count

    private static let positive: [[Element]] = [
        "Li Na K Rb Cs Cu Ag Tl",
        "Be Mg Ca Sr Ba V Cr Mn Fe Co Ni Cu Zn Pd Cd Sn Eu Hg Pb",
        "B Al Sc Ti V Cr Mn Fe Co Ga Y Rh In Sb La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Au Tl Bi",
        "Si Ti V Mn Ge Zr Mo Ru Rh Pd Sn Te Ce Hf Re Os Ir Pt Pb Th U",
        "P V As Nb Sb Ta",
        "Cr Mo Te W Re U",
    ].map(Element.list)

    private static let negative: [[Element]] = ["F Cl Br I", "O S Se Te", "N P As Sb", "C Si Ge"].map(Element.list)
}

extension Element {
    /// Elements by symbol, with spaces between.
    static func list(_ symbols: String) -> [Element] {
        symbols.split(separator: " ").compactMap { Element(symbol: $0) }
    }
}
