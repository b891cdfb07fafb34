import Synchronization

/// What conditions leave of one space group: whether a material that is begun can be completed.
///
/// Made once for a group; what it finds out about amounts it keeps for all walks.
final class ConditionedGroup: Sendable {
    typealias Places = SiteWalk.Places

    let spaceGroup: Int
    let isOrdered: Bool
    let rules: ElementRules
    let positions: GroupPositions
    let contained: ContainedSites
    let siteCounts: ClosedRange<Int>
    let maxAtoms: Int
    let hasAmounts: Bool
    /// Whether what fits the amounts depends on the number of sites.
    let countsSites: Bool
    let amounts: Mutex<AmountChoices?>

    /// nil where the conditions leave nothing of the group.
    init?(_ conditions: GenerationConditions, spaceGroup: Int, isOrdered: Bool, _ rules: ElementRules) {
        guard conditions.spaceGroups?.contains(spaceGroup) ?? true else { return nil }
        let positions = GroupPositions(spaceGroup: spaceGroup)
        let smallest = max(conditions.siteCounts?.lowerBound ?? 1, 1)
        let largest = conditions.siteCounts.map { min($0.upperBound, GenerationConditions.largestSiteCount) } ?? .max / 2
        guard smallest <= largest, let contained = ContainedSites(conditions.containing, spaceGroup: spaceGroup, positions) else { return nil }
        self.spaceGroup = spaceGroup
        self.isOrdered = isOrdered
        self.rules = rules
        self.positions = positions
        self.contained = contained
        siteCounts = smallest...largest
        countsSites = conditions.siteCounts != nil
        maxAtoms = conditions.maxAtoms ?? .max / 2
        let choices = AmountChoices(conditions, positions, contained)
        hasAmounts = choices != nil
        amounts = Mutex(choices)
        guard nextElements(WalkState(self)) != ElementSet() else { return nil }
    }

    // MARK: Elements

    /// Elements of the next site, of which each can be completed.
    func nextElements(_ state: WalkState) -> ElementSet {
        guard isOrdered else { return nextElementsInAnyOrder(state) }
        var elements = ElementSet()
        if state.siteCount > 0, places(state) != 0 { elements.insert(state.element) }
        if contained.isLeft(state.come, of: state.element) { return elements }
        let next = rules.next(after: state.element, count: state.elementCount, begun: state.begun)
        if next.needed > 0, mayOpen(state, isNeeded: true) { elements.insert(next.needed) }
        return !next.others.isEmpty && mayOpen(state, isNeeded: false) ? elements.union(next.others) : elements
    }

    private func nextElementsInAnyOrder(_ state: WalkState) -> ElementSet {
        let next = rules.next(besides: state.used, count: state.elementCount, begun: state.begun)
        var elements = ElementSet()
        for element in state.used.union(next.needed).elements where places(state.opened(element.atomicNumber, self)) != 0 {
            elements.insert(element.atomicNumber)
        }
        // Elements that nothing is said of are worth the same.
        guard let any = next.others.elements.first, places(state.opened(any.atomicNumber, self)) != 0 else { return elements }
        return elements.union(next.others)
    }

    /// Whether a further element can be followed by all that is missing: the next that must occur, or another.
    private func mayOpen(_ state: WalkState, isNeeded: Bool) -> Bool {
        if hasAmounts { return mayOpenByAmounts(state) }
        let later = rules.missing(count: state.elementCount + 1, begun: state.begun)
        let elements = isNeeded ? max(rules.missing(count: state.elementCount, begun: state.begun), 1) : 1 + max(later, 0)
        return holds(state, elements: elements, state.free & ~contained.reserved(state.come))
    }

    // MARK: Positions

    /// Positions of a next site of the state's element, of which each can be completed.
    func places(_ state: WalkState) -> Places {
        guard state.siteCount < siteCounts.upperBound else { return 0 }
        let base = isOrdered ? state.free & state.from : state.free
        var candidates = base
        if !contained.isEmpty {
            candidates &= ~contained.reserved(state.come)
            let own = contained.places(state.come, of: state.element)
            if isOrdered, own != 0 {
                // What must be there is not passed over.
                let first = own & (~own + 1)
                candidates = (candidates & (first - 1)) | (base & first)
            } else {
                candidates |= base & own
            }
        }
        candidates &= positions.places(upTo: maxAtoms - state.atoms)
        if hasAmounts { return placesByAmounts(state, candidates) }
        let missing = max(rules.missing(count: state.elementCount, begun: state.begun), siteCounts.lowerBound - state.siteCount - 1)
        if missing <= 0, contained.isEmpty { return candidates }
        return filter(candidates) { place in
            let after = state.closed(place, self)
            let isLast = isOrdered && !rules.mayGrow(after: after.element, count: after.elementCount)
            let available = after.free & ~contained.reserved(after.come)
            // Where no other element may come, the sites that are missing are this element's.
            return holds(
                after, elements: rules.missing(count: after.elementCount, begun: after.begun), isLast ? available & after.from : available)
        }
    }

    /// Whether the fewest atoms fit that the missing elements and sites have.
    private func holds(_ state: WalkState, elements: Int, _ available: Places) -> Bool {
        let left = contained.leftCount(state.come)
        let given = contained.elementsLeft(state.come, besides: state.used)
        let sites = max(elements - given, siteCounts.lowerBound - state.siteCount - left, 0)
        guard state.siteCount + left + sites <= siteCounts.upperBound, let atoms = positions.fewestAtoms(sites, on: available) else { return false }
        return state.atoms + contained.atomsLeft(state.come) + atoms <= maxAtoms
    }

    /// Those of some places for which a question is answered with yes.
    func filter(_ candidates: Places, _ isPossible: (Int) -> Bool) -> Places {
        var (left, places) = (candidates, Places(0))
        while left != 0 {
            let place = left.trailingZeroBitCount
            left &= left - 1
            if isPossible(place) { places |= 1 << Places(place) }
        }
        return places
    }

    // MARK: The end

    /// Whether nothing is missing.
    func isComplete(_ state: WalkState) -> Bool {
        rules.counts.contains(state.elementCount) && siteCounts.contains(state.siteCount) && state.begun == rules.needed.count
            && contained.leftCount(state.come) == 0 && (!hasAmounts || isCompleteByAmounts(state))
    }
}
