import Materials

/// How often elements take each other's places in the known materials (Mathematics.md §9).
///
/// Every pair of materials of one pattern counts, in both directions, each element that one has where the other has another, or the same: all its
/// sites at once. Where classes can be exchanged each way of laying one material over the other counts its share. Nothing goes through pairs: of the
/// materials of a pattern C_O(a) have element a on the classes of orbit O, so that
/// N[a→b] = Σ_patterns Σ_O (C_O(a) C_O(b) − what every material counts with itself) / |O|.
public struct SubstitutionCounts: Sendable {
    /// What the pairs of a pattern count.
    public enum Weighting: String, CaseIterable, Sendable {
        /// One each: a pattern of a thousand materials counts as much as ten thousand patterns of ten.
        case pairs
        /// 1/(n − 1) each in a pattern of n materials: every material counts once, against the average of the others.
        case materials
    }

    /// Row: the element that is replaced; column: the one that takes its place. Elements of all materials, on the modified Pettifor scale.
    public let matrix: ElementMatrix
    /// Materials, patterns, and patterns that several materials have.
    public let materials: Int
    public let patterns: Int
    public let sharedPatterns: Int

    public init(_ decorations: some Sequence<Decoration>, weighting: Weighting = .pairs) {
        var places: [Pattern: Int] = [:]
        var tallies: [PatternTally] = []
        var elements: Set<Element> = []
        var materials = 0
        for decoration in decorations {
            let place = places[decoration.pattern] ?? tallies.count
            if place == tallies.count {
                places[decoration.pattern] = place
                tallies.append(PatternTally(decoration.pattern))
            }
            tallies[place].add(decoration.elements)
            elements.formUnion(decoration.elements)
            materials += 1
        }
        var matrix = ElementMatrix(elements: Element.sortedByModifiedPettifor(elements))
        for tally in tallies where tally.materials > 1 {
            tally.add(to: &matrix, weight: weighting == .pairs ? 1 : 1 / Double(tally.materials - 1))
        }
        self.matrix = matrix
        self.materials = materials
        patterns = tallies.count
        sharedPatterns = tallies.count { $0.materials > 1 }
    }
}

/// Who sits where in the materials of one pattern.
private struct PatternTally {
    /// Which entry of `orbits` each class belongs to.
    private let orbitOfClass: [Int]
    private var orbits: [Orbit]
    private(set) var materials = 0

    private struct Orbit {
        /// Its classes.
        var size = 0
        /// Materials with the element on one of the classes.
        var occupants: [Element: Int] = [:]
        /// Materials with both elements on classes: what each would count with itself.
        var together: [Element: [Element: Int]] = [:]
    }

    init(_ pattern: Pattern) {
        var places: [Int: Int] = [:]
        orbitOfClass = pattern.orbits.map { first in
            let place = places[first] ?? places.count
            places[first] = place
            return place
        }
        orbits = [Orbit](repeating: Orbit(), count: places.count)
        for place in orbitOfClass { orbits[place].size += 1 }
    }

    mutating func add(_ elements: [Element]) {
        materials += 1
        for (one, orbit) in zip(elements, orbitOfClass) {
            orbits[orbit].occupants[one, default: 0] += 1
            for (other, same) in zip(elements, orbitOfClass) where same == orbit {
                orbits[orbit].together[one, default: [:]][other, default: 0] += 1
            }
        }
    }

    func add(to matrix: inout ElementMatrix, weight: Double) {
        for orbit in orbits {
            for (one, count) in orbit.occupants {
                for (other, otherCount) in orbit.occupants {
                    let pairs = count * otherCount - orbit.together[one, default: [:]][other, default: 0]
                    if pairs > 0 { matrix[one, other] += weight * Double(pairs) / Double(orbit.size) }
                }
            }
        }
    }
}
