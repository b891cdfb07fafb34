import Materials

/// What of a material stays when its elements are replaced.
public enum Pattern: Hashable, Sendable {
    /// Which positions are occupied by atoms of one kind each.
    case arrangement(AnonymousPrototype)
    /// The amounts of a reduced formula, ascending: of materials of which no more is known.
    case formula([Double])

    /// How many elements it has room for.
    public var classCount: Int {
        switch self {
        case .arrangement(let prototype): prototype.classCount
        case .formula(let amounts): amounts.count
        }
    }

    /// Permutations of the classes that change nothing, as generators of all of them.
    public var automorphismGenerators: [[Int]] {
        switch self {
        case .arrangement(let prototype): prototype.automorphismGenerators
        case .formula(let amounts):
            amounts.indices.dropFirst().filter { amounts[$0] == amounts[$0 - 1] }.map { place in
                var exchanged = Array(amounts.indices)
                exchanged.swapAt(place - 1, place)
                return exchanged
            }
        }
    }

    /// For each class the first class that may take its place: relabellings exchange classes of an arrangement, and elements of equal amount cannot
    /// be told apart in a formula.
    public var orbits: [Int] {
        switch self {
        case .arrangement(let prototype): prototype.orbits
        case .formula(let amounts): amounts.map { amount in amounts.firstIndex(of: amount) ?? 0 }
        }
    }

    /// The material with these elements on its classes; equal ones are one element then.
    public func subject(with elements: [Element]) -> Candidate.Subject {
        switch self {
        case .arrangement(let prototype): .arrangement(prototype.protostructure(of: elements))
        case .formula(let amounts): .composition(Composition(amounts: Dictionary(zip(elements, amounts), uniquingKeysWith: +)))
        }
    }
}

/// A material as a pattern and the elements on its classes.
public struct Decoration: Hashable, Sendable {
    public let pattern: Pattern
    /// One for each class.
    public let elements: [Element]

    public init(_ protostructure: Protostructure) {
        let member = PrototypeMember(protostructure)
        pattern = .arrangement(member.prototype)
        elements = member.elements
    }

    public init(_ composition: Composition) {
        let parts = zip(composition.components, composition.reducedAmounts).sorted {
            ($0.1, $0.0.element.symbol) < ($1.1, $1.0.element.symbol)
        }
        pattern = .formula(parts.map(\.1))
        elements = parts.map(\.0.element)
    }
}
