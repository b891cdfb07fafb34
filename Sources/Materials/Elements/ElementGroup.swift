/// Families of elements that searches leave out as wholes.
public enum ElementGroup: String, CaseIterable, Sendable {
    /// Lanthanum to lutetium.
    case lanthanides
    /// Actinium to lawrencium.
    case actinides
    /// Helium to radon.
    case nobleGases = "noble-gases"

    public var elements: [Element] {
        let numbers =
            switch self {
            case .lanthanides: Array(57...71)
            case .actinides: Array(89...103)
            case .nobleGases: [2, 10, 18, 36, 54, 86]
            }
        return numbers.compactMap { Element(atomicNumber: $0) }
    }
}

extension Element {
    /// Whether it counts as a metal: all that are neither hydrogen, noble gases, halogens, nor B, C, N, O, Si, P, S, As, Se and Te. Germanium,
    /// antimony and polonium do; elements beyond copernicium, of which nothing is known, do not.
    public var isMetal: Bool { atomicNumber <= 112 && !Self.nonMetals.contains(self) }

    private static let nonMetals: Set<Element> = Set(
        "H He B C N O F Ne Si P S Cl Ar As Se Br Kr Te I Xe At Rn".split(separator: " ").compactMap { Element(symbol: $0) })
}
