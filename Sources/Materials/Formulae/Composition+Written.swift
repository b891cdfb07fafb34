extension Composition {
    /// The reduced formula as people write it: "TiO2", "LiFeO2", "NH4Cl".
    ///
    /// Metals come first, the less electronegative before the more; then the non-metals in the order of IUPAC's rule for binary compounds
    /// (Nomenclature of Inorganic Chemistry, 1970, rule 2.15: Rn … B, Si, C, Sb, As, P, N, H, Te, Se, S, At, I, Br, Cl, O, F), which keeps NH3 and
    /// OF2 as everyone knows them. For people's eyes alone: what programs compare is ``reducedFormula``.
    public var writtenFormula: String {
        let parts = zip(components, reducedAmounts).sorted { Self.place(of: $0.0.element) < Self.place(of: $1.0.element) }
        return parts.map { $0.element.symbol + ($1 == 1 ? "" : Self.text(of: $1)) }.joined()
    }

    /// The same of a text; where it is no formula, the text itself.
    public static func written(_ formula: String) -> String { (try? Composition(formula))?.writtenFormula ?? formula }

    private static func place(of element: Element) -> Int { places[Int(element.atomicNumber)] }

    /// [119] where each element stands, by atomic number: by its place among the non-metals, 0 for metals, then by electronegativity, then by
    /// symbol.
    private static let places: [Int] = {
        func key(_ element: Element) -> (Int, Double, String) {
            let place = nonMetals.firstIndex(of: element.symbol).map { $0 + 1 } ?? 0
            return (place, place == 0 ? ElementProperties.of(element).electronegativity ?? 0 : 0, element.symbol)
        }
        let ordered = (1...Element.count).compactMap { Element(atomicNumber: $0) }.sorted { key($0) < key($1) }
        var places = [Int](repeating: 0, count: Element.count + 1)
        for (place, element) in ordered.enumerated() { places[Int(element.atomicNumber)] = place }
        return places
    }()

    private static let nonMetals = [
        "Og", "Rn", "Xe", "Kr", "Ar", "Ne", "He", "B", "Si", "C", "Sb", "As", "P", "N", "H", "Te", "Se", "S", "Ts", "At", "I", "Br", "Cl", "O", "F",
    ]
}
