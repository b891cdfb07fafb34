import Materials

/// The energies of the elements in their most stable elemental prototype: where formation energies count from.
package struct ElementalReferences: Sendable {
    /// eV/atom, of the elements asked for so far.
    private var energies: [Element: Double] = [:]

    package init() {}

    package mutating func energy(of element: Element) throws(SandboxError) -> Double {
        if let known = energies[element] { return known }
        let energy = try Self.lowestEnergy(of: element)
        energies[element] = energy
        return energy
    }

    private static func lowestEnergy(of element: Element) throws(SandboxError) -> Double {
        let species = Ion.equalised([try AtomicTraits(of: element)], amounts: [1])
        var lowest = Double.infinity
        for prototype in Prototype.elemental {
            let polymorph = try Polymorph(prototype, species: species)
            if polymorph.isSound { lowest = min(lowest, polymorph.energyPerAtom) }
        }
        guard lowest.isFinite else { throw .noReference(element) }
        return lowest
    }
}
