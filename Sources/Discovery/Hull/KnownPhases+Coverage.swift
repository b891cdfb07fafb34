import Materials

/// How much is known of a chemical system: a hull of too few phases says of everything that it is stable.
extension KnownPhases {
    /// Whether any phase holds an element; any compound, where the pure element does not count.
    public func hasPhase(with element: Element, beyond isCompound: Bool) -> Bool {
        isCompound ? elementsOfCompounds.contains(element) : elementsOfPhases.contains(element)
    }

    /// Elements that some compound holds, and none of those that hold no others than `elements`; ascending in atomic number. Empty where there
    /// is no such compound at all.
    public func loneElements(of elements: [Element]) -> [Element] {
        var held: Set<Element> = []
        for number in members(of: elements) where entries[number].composition.components.count > 1 {
            held.formUnion(entries[number].composition.elements)
        }
        guard !held.isEmpty else { return [] }
        return elements.filter { !held.contains($0) && elementsOfCompounds.contains($0) }
    }

    /// What the flags of a candidate of these elements are, as far as its composition does not matter.
    func flags(of elements: [Element]) -> CandidateFlags {
        var flags: CandidateFlags = []
        let isCompound = elements.count > 1
        if elements.contains(where: { !hasPhase(with: $0, beyond: isCompound) }) { flags.insert(CandidateFlags(.unknownElement)) }
        guard isCompound else { return flags }
        let hasCompound = members(of: elements).contains { entries[$0].composition.components.count > 1 }
        // Where an element is not known at all, that says it already.
        if !hasCompound { return flags.isEmpty ? CandidateFlags(.emptySystem) : flags }
        if !loneElements(of: elements).isEmpty { flags.insert(CandidateFlags(.loneElement)) }
        return flags
    }

    /// Elements that no more than one compound of a system and its subsystems holds: without it nothing of theirs would compete.
    func elementsHeldOnce(in elements: [Element]) -> Set<Element> {
        var counts: [Element: Int] = [:]
        for number in members(of: elements) where entries[number].composition.components.count > 1 {
            for element in entries[number].composition.elements { counts[element, default: 0] += 1 }
        }
        return Set(elements.filter { counts[$0, default: 0] < 2 })
    }

    /// The known phases that hold no other elements, the compounds before the pure elements, the lowest in energy first.
    public func competing(in elements: [Element]) -> [Int] {
        members(of: elements).sorted { one, other in
            let (left, right) = (entries[one], entries[other])
            let isPure = (left.composition.components.count == 1, right.composition.components.count == 1)
            return isPure.0 == isPure.1 ? (left.energy, one) < (right.energy, other) : !isPure.0
        }
    }

    /// The hull at compositions of these elements, one after the other, the phases looked up once.
    func hull(
        at compositions: [Composition], of elements: [Element],
        _ body: (_ place: Int, _ energy: Double, _ products: [Stability.Share]) -> Void
    ) throws(HullError) {
        let members = members(of: elements)
        for number in members { try entries[number].check() }
        let competing = CompetingPhases(entries, members: members, elements: elements)
        for (place, composition) in compositions.enumerated() {
            let mixture = competing.lowestMixture(at: CompetingPhases.fractions(of: composition, elements))
            body(place, mixture.energy, competing.shares(of: mixture))
        }
    }
}
