import Materials

/// Known phases of any number of chemical systems, filed so that the phase diagram of one system is found without looking at the others.
///
/// Compositions are asked for together, system by system: each diagram is built once, whatever is asked of it.
public struct KnownPhases: Sendable {
    public let entries: [PhaseDiagram.Entry]
    /// Numbers of the entries that hold exactly these elements.
    private let filed: [[Element]: [Int]]

    public init(_ entries: [PhaseDiagram.Entry]) {
        self.entries = entries
        filed = Dictionary(grouping: entries.indices) { entries[$0].composition.elements }
    }

    /// The phase diagram of these elements: all entries that hold no other.
    public func diagram(of elements: some Sequence<Element>) throws(HullError) -> PhaseDiagram {
        let elements = Array(Set(elements)).sorted()
        return try PhaseDiagram(members(of: elements).map { entries[$0] }, elements: elements)
    }

    /// The energy above hull in eV/atom of each entry, in order: zero on the hull.
    public func energiesAboveHull() throws(HullError) -> [Double] {
        var energies = Array(repeating: 0.0, count: entries.count)
        for system in ChemicalSystem.all(of: entries.map(\.composition)) {
            let diagram = try diagram(of: system.elements)
            for number in system.members {
                let above = try diagram.energyAboveHull(entries[number].composition, energy: entries[number].energy)
                energies[number] = max(above, 0)
            }
        }
        return energies
    }

    /// The hull's energy in eV/atom at each composition, in order.
    public func hullEnergies(at compositions: [Composition]) throws(HullError) -> [Double] {
        var energies = Array(repeating: 0.0, count: compositions.count)
        for system in ChemicalSystem.all(of: compositions) {
            let diagram = try diagram(of: system.elements)
            for number in system.members { energies[number] = try diagram.hullEnergy(at: compositions[number]) }
        }
        return energies
    }

    /// What the hull says of phases of one system, in the order of its members; entries in the products are numbers of `entries`.
    public func stabilities(of phases: [PhaseDiagram.Entry], in system: ChemicalSystem) throws(HullError) -> [Stability] {
        let known = members(of: system.elements)
        let diagram = try PhaseDiagram(known.map { entries[$0] }, elements: system.elements)
        var stabilities: [Stability] = []
        stabilities.reserveCapacity(system.members.count)
        for number in system.members {
            var stability = try diagram.stability(of: phases[number].composition, energy: phases[number].energy)
            for place in stability.products.indices {
                if case .entry(let own) = stability.products[place].phase { stability.products[place].phase = .entry(known[own]) }
            }
            stabilities.append(stability)
        }
        return stabilities
    }

    /// Numbers of the entries that hold no element but these.
    private func members(of elements: [Element]) -> [Int] {
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
