import Materials

/// The phases of one chemical system as the points that its hull is made of: the pure elements first, then the compounds.
struct CompetingPhases: Sendable {
    /// Ascending in atomic number.
    let elements: [Element]
    /// Which of the entries each phase is; nil for an element at zero, that no entry stands for.
    private(set) var numbers: [Int?]
    /// Atomic fractions, [phases × elements], row-major.
    private(set) var fractions: [Double]
    /// eV/atom, one for each phase.
    private(set) var energies: [Double]

    /// - Parameters:
    ///   - members: numbers of the entries that take part; they hold no other elements
    init(_ entries: [PhaseDiagram.Entry], members: some Sequence<Int>, elements: [Element]) {
        let count = elements.count
        self.elements = elements
        numbers = Array(repeating: nil, count: count)
        energies = Array(repeating: 0, count: count)
        fractions = Array(repeating: 0, count: count * count)
        for place in 0..<count { fractions[place * count + place] = 1 }
        for number in members {
            let entry = entries[number]
            if let element = entry.composition.onlyElement {
                guard let place = elements.firstIndex(of: element) else { continue }
                let isLower = numbers[place] == nil ? entry.energy <= 0 : entry.energy < energies[place]
                guard isLower else { continue }
                numbers[place] = number
                energies[place] = entry.energy
            } else {
                numbers.append(number)
                energies.append(entry.energy)
                fractions += Self.fractions(of: entry.composition, elements)
            }
        }
    }

    /// Fractions in the order of the elements.
    static func fractions(of composition: Composition, _ elements: [Element]) -> [Double] {
        var fractions = [Double](repeating: 0, count: elements.count)
        var total = 0.0
        var place = 0
        for component in composition.components {
            total += component.amount
            while place < elements.count, elements[place] < component.element { place += 1 }
            if place < elements.count, elements[place] == component.element { fractions[place] = component.amount }
        }
        for place in fractions.indices { fractions[place] /= total }
        return fractions
    }

    /// The phases of a mixture as the entries that they are.
    func shares(of mixture: LowestMixture) -> [Stability.Share] {
        mixture.amounts.map { share in
            Stability.Share(phase: numbers[share.phase].map { .entry($0) } ?? .element(elements[share.phase]), amount: share.amount)
        }
    }

    /// What the hull says of a phase that holds no other elements.
    func stability(of composition: Composition, energy: Double) -> Stability {
        let target = Self.fractions(of: composition, elements)
        let best = lowestMixture(at: target)
        let above = Stability.rounded(energy - best.energy)
        let products = shares(of: best)
        // An element cannot fall apart, and a composition without a stable phase of its own has no other hull without it.
        guard products.count == 1, composition.components.count > 1 else {
            return Stability(energyAboveHull: above, phaseSeparationEnergy: above, products: products)
        }
        let others = lowestMixture(at: target, ofOtherCompositions: true)
        return Stability(energyAboveHull: above, phaseSeparationEnergy: Stability.rounded(energy - others.energy), products: products)
    }
}
