import Materials
import Prospecting

/// The places at which found materials stand among the most probable replacements of known ones.
struct ReplacementSearch {
    /// For each found material the best place, from 0, over all known ones; nil where none has it among so many.
    private(set) var ranks: [Int?]
    /// Known materials with the pattern of a found one.
    private(set) var parents = 0

    /// - Parameter most: replacements of each known material that are looked at
    init(found: [Decoration], known: [Decoration], table: SubstitutionTable, most: Int) {
        ranks = [Int?](repeating: nil, count: found.count)
        var wanted: [Pattern: [[Element]: [Int]]] = [:]
        for (place, decoration) in found.enumerated() {
            for elements in Self.images(of: decoration) { wanted[decoration.pattern, default: [:]][elements, default: []].append(place) }
        }
        for parent in known {
            guard let targets = wanted[parent.pattern] else { continue }
            parents += 1
            var replacements = MostProbableReplacements(of: parent.elements, table: table)
            for rank in 0..<most {
                guard let replacement = replacements.next() else { break }
                for place in targets[replacement.elements, default: []] { ranks[place] = min(ranks[place] ?? rank, rank) }
            }
        }
    }

    /// The elements in every order that is the same material.
    private static func images(of decoration: Decoration) -> Set<[Element]> {
        let generators = decoration.pattern.automorphismGenerators
        var images: Set = [decoration.elements]
        var edge = [decoration.elements]
        while let elements = edge.popLast() {
            for generator in generators {
                let image = generator.map { elements[$0] }
                if images.insert(image).inserted { edge.append(image) }
            }
        }
        return images
    }
}
