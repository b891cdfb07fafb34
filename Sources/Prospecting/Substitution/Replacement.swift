import Materials

/// New elements on the classes of a material.
public struct Replacement: Hashable, Sendable {
    /// One for each class.
    public let elements: [Element]
    public let probability: Double

    /// "Cl→Br Na→K": what became of the old elements, in the order of their symbols; those that stayed are not named.
    public func rule(for old: [Element]) -> String {
        zip(old, elements).filter { $0 != $1 }.sorted { $0.0.symbol < $1.0.symbol }.map { "\($0)→\($1)" }.joined(separator: " ")
    }
}
