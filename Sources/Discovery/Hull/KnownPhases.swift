import Materials

/// Known phases of any number of chemical systems, filed so that the phase diagram of one system is found without looking at the others.
///
/// Compositions are asked for together, system by system: the phases that compete in one are looked up once.
public struct KnownPhases: Sendable {
    public let entries: [PhaseDiagram.Entry]
    /// Numbers of the entries that hold exactly these elements.
    private let filed: [[Element]: [Int]]
    /// That any entry holds, and that any entry of several elements holds.
    let elementsOfPhases: Set<Element>
    let elementsOfCompounds: Set<Element>

    public init(_ entries: [PhaseDiagram.Entry]) {
        self.entries = entries
        filed = Dictionary(grouping: entries.indices) { entries[$0].composition.elements }
        elementsOfPhases = Set(filed.keys.joined())
        elementsOfCompounds = Set(filed.keys.filter { $0.count > 1 }.joined())
    }

    /// The phase diagram of these elements: all entries that hold no other.
    public func diagram(of elements: some Sequence<Element>) throws(HullError) -> PhaseDiagram {
        let elements = Array(Set(elements)).sorted()
        return try PhaseDiagram(members(of: elements).map { entries[$0] }, elements: elements)
    }

    /// The energy above hull in eV/atom of each entry, in order: zero on the hull.
    public func energiesAboveHull() throws(HullError) -> [Double] {
        for entry in entries { try entry.check() }
        return zip(entries, lowestMixtures(at: entries.map(\.composition))).map { max(Stability.rounded($0.energy - $1.energy), 0) }
    }

    /// The hull's energy in eV/atom at each composition, in order; elements of which nothing is known are there at zero.
    ///
    /// - Throws: `HullError` for entries that no hull can be made of, and for compositions without atoms.
    public func hullEnergies(at compositions: [Composition]) throws(HullError) -> [Double] {
        for entry in entries { try entry.check() }
        for composition in compositions where composition.components.isEmpty { throw .emptyComposition(entry: "an empty composition") }
        return lowestMixtures(at: compositions).map(\.energy)
    }

    /// What the hull says of phases of one system, in the order of its members; entries in the products are numbers of `entries`.
    public func stabilities(of phases: [PhaseDiagram.Entry], in system: ChemicalSystem) throws(HullError) -> [Stability] {
        let members = members(of: system.elements)
        for number in members { try entries[number].check() }
        for number in system.members { try phases[number].check() }
        let competing = CompetingPhases(entries, members: members, elements: system.elements)
        return system.members.map { competing.stability(of: phases[$0].composition, energy: phases[$0].energy) }
    }

    private func lowestMixtures(at compositions: [Composition]) -> [LowestMixture] {
        var mixtures = [LowestMixture](repeating: LowestMixture(energy: 0, amounts: []), count: compositions.count)
        for system in ChemicalSystem.all(of: compositions) {
            let competing = CompetingPhases(entries, members: members(of: system.elements), elements: system.elements)
            for number in system.members {
                let target = CompetingPhases.fractions(of: compositions[number], system.elements)
                mixtures[number] = competing.lowestMixture(at: target)
            }
        }
        return mixtures
    }

    /// Numbers of the entries that hold no element but these.
    func members(of elements: [Element]) -> [Int] {
        var members: [Int] = []
        if elements.count < Self.fewElements {
            // Every subset of a small system is looked up …
            for subset in 1..<(1 << elements.count) {
                let chosen = elements.indices.filter { subset >> $0 & 1 == 1 }.map { elements[$0] }
                members += filed[chosen, default: []]
            }
        } else {
            // … a large one has more subsets than there are systems with entries.
            let allowed = Set(elements)
            for (system, numbers) in filed where allowed.isSuperset(of: system) { members += numbers }
        }
        return members.sorted()
    }

    private static let fewElements = 12
}
