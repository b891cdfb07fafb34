import Materials

/// Known phases of any number of chemical systems, filed so that the phase diagram of one system is found without looking at the others.
public struct KnownPhases: Sendable {
    public let entries: [PhaseDiagram.Entry]
    /// Numbers of the entries that hold exactly these elements.
    private let filed: [[Element]: [Int]]

    public init(_ entries: [PhaseDiagram.Entry]) {
        self.entries = entries
        filed = Dictionary(grouping: entries.indices) { entries[$0].composition.components.map(\.element) }
    }

    /// The phase diagram of these elements: all entries that hold no other.
    public func diagram(of elements: some Sequence<Element>) throws(HullError) -> PhaseDiagram {
        let elements = Array(Set(elements)).sorted()
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
        members.sort()
        return try PhaseDiagram(members.map { entries[$0] }, elements: elements)
    }

    private static let fewElements = 12

    /// The energy above hull in eV/atom of each entry, in order: zero on the hull.
    public func energiesAboveHull() throws(HullError) -> [Double] {
        var energies = Array(repeating: 0.0, count: entries.count)
        for (system, numbers) in filed.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let diagram = try diagram(of: system)
            for number in numbers {
                let above = try diagram.energyAboveHull(entries[number].composition, energy: entries[number].energy)
                energies[number] = max(above, 0)
            }
        }
        return energies
    }
}
