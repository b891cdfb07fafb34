import Materials

/// The materials that hold exactly the same elements.
public struct ChemicalSystem: Hashable, Sendable, CustomStringConvertible {
    /// Ascending in atomic number.
    public let elements: [Element]
    /// Numbers of the materials, ascending.
    public let members: [Int]

    /// The systems of some compositions, by their elements: an order that does not depend on that of the compositions.
    public static func all(of compositions: [Composition]) -> [ChemicalSystem] {
        Dictionary(grouping: compositions.indices) { compositions[$0].elements }
            .map { ChemicalSystem(elements: $0.key, members: $0.value) }
            .sorted { $0.elements.lexicographicallyPrecedes($1.elements) }
    }

    /// "Al-O": symbols in alphabetical order, as the field writes them.
    public var description: String { Self.name(elements) }

    public static func name(_ elements: [Element]) -> String { elements.map(\.symbol).sorted().joined(separator: "-") }
}

extension Composition {
    /// Ascending in atomic number.
    public var elements: [Element] { components.map(\.element) }
}
