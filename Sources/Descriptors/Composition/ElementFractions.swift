import Materials

extension Descriptor {
    /// The 86 elements of ElemNet, in its order: hydrogen to plutonium without He, Ne, Ar, Po, At, Rn, Fr and Ra, as its authors list them
    /// (github.com/NU-CUCIS/ElemNet, `elemnet/README.md`). Kr and Xe are among them.
    static let elementsOfElemNet = elements(1...94, without: ["He", "Ne", "Ar", "Po", "At", "Rn", "Fr", "Ra"])

    static let fractions86 = fractions(
        elementsOfElemNet, name: "fractions86",
        summary: "atomic fractions of the 86 elements that ElemNet knows; none where there are others",
        source: "elements as in Jha et al., Sci. Rep. 8, 17593 (2018)")

    static let fractions118 = fractions(
        elements(1...Element.count, without: []), name: "fractions118", summary: "atomic fractions of all elements",
        source: "no table")

    /// Which elements are there, however much of them.
    static let multiHot: Descriptor = {
        let all = elements(1...Element.count, without: [])
        let rule = Descriptor.Rule.composition { composition in
            var values = [Double](repeating: composition.components.isEmpty ? .nan : 0, count: all.count)
            for component in composition.components { values[Int(component.element.atomicNumber) - 1] = 1 }
            return values
        }
        return Descriptor(
            name: "multi-hot", summary: "1 for each element that is there, 0 for the others", version: 1, columns: all.map(\.symbol),
            imputation: .none, source: "no table", rule: rule)
    }()

    private static func elements(_ numbers: ClosedRange<Int>, without symbols: Set<String>) -> [Element] {
        numbers.compactMap { Element(atomicNumber: $0) }.filter { !symbols.contains($0.symbol) }
    }

    /// A fraction for each of some elements. A material with any other has no such vector: fractions that do not sum to one would be taken for
    /// those of another material.
    private static func fractions(_ elements: [Element], name: String, summary: String, source: String) -> Descriptor {
        var places = [Int?](repeating: nil, count: Element.count + 1)
        for (place, element) in elements.enumerated() { places[Int(element.atomicNumber)] = place }
        let rule = Descriptor.Rule.composition { [places] composition in
            var values = [Double](repeating: 0, count: elements.count)
            for (component, fraction) in zip(composition.components, composition.fractions) {
                guard let place = places[Int(component.element.atomicNumber)] else {
                    return [Double](repeating: .nan, count: elements.count)
                }
                values[place] = fraction
            }
            return values
        }
        return Descriptor(
            name: name, summary: summary, version: 1, columns: elements.map(\.symbol), imputation: .none, source: source, hasOneUnit: true,
            rule: rule)
    }
}
