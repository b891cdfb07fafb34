import Datasets
import Materials

/// The decorations of a family in a random order that depends on the seed alone.
struct FamilyDraws {
    /// A composition and the prototypes that it is to be tried in.
    struct Draw {
        var elements: [Element]
        var amounts: [Int]
        var prototypes: [Prototype]
    }

    let family: Family
    private let decorations: [[Element]]
    private let random: CounterRandom
    private var drawn = 0

    /// Polymorphs of one composition at most: enough that structure matters, few enough that compositions differ.
    private static let polymorphs = 4

    init(_ family: Family, number: Int, seed: UInt64) throws(SandboxError) {
        self.family = family
        random = CounterRandom(seed: seed, member: number, purpose: .sandbox, stream: 1)
        var decorations: [[Element]] = []
        for elements in family.decorations() {
            if family.largerFirst {
                guard try AtomicTraits(of: elements[0]).radius >= AtomicTraits(of: elements[1]).radius else { continue }
            }
            decorations.append(elements)
        }
        CounterRandom(seed: seed, member: number, purpose: .sandbox).shuffle(&decorations)
        self.decorations = decorations
    }

    /// The next composition; nil when the family has no more.
    mutating func next() -> Draw? {
        guard drawn < decorations.count else { return nil }
        defer { drawn += 1 }
        // A sample of the prototypes in the family's own order: each in turn is taken with the chance that fills the sample.
        var prototypes: [Prototype] = []
        for (place, prototype) in family.prototypes.enumerated() {
            let wanted = min(Self.polymorphs, family.prototypes.count) - prototypes.count
            let left = family.prototypes.count - place
            if random.integer(below: left, at: drawn * family.prototypes.count + place) < wanted { prototypes.append(prototype) }
        }
        return Draw(elements: decorations[drawn], amounts: family.amounts, prototypes: prototypes)
    }
}
