/// The elements from the least to the most electronegative (Pauling's scale; those of which none is known last, by atomic number): the order in which a
/// material is written site after site, so that the anions, whose amounts the cations decide, come last.
public enum ElementOrder {
    /// By atomic number, 0 … 118; 0 stands for no element and comes first.
    public static let ranks: [UInt8] = {
        let elements = (1...Element.count).compactMap { Element(atomicNumber: $0) }
        let sorted = elements.sorted { one, other in
            let (first, second) = (value(one), value(other))
            return first == second ? one.atomicNumber < other.atomicNumber : first < second
        }
        var ranks = [UInt8](repeating: 0, count: Element.count + 1)
        for (place, element) in sorted.enumerated() { ranks[Int(element.atomicNumber)] = UInt8(place + 1) }
        return ranks
    }()

    private static func value(_ element: Element) -> Double { ElementProperties.of(element).electronegativity ?? .infinity }
}
