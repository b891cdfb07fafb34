import Synchronization

extension ConditionedGroup {
    /// The state of amounts when the element that follows the one at hand begins.
    ///
    /// - Parameter begun: elements with sites that must be there, the next one included
    func nextAmounts(_ state: WalkState, begun: Int) -> Int {
        amounts.withLock { $0?.next(after: state.amountState, atoms: state.atomsOfElement, begun: begun) ?? 0 }
    }

    /// Whether the element at hand may have what it has, and the others find their positions.
    func mayOpenByAmounts(_ state: WalkState) -> Bool {
        let counts = positions.counts(state.free & ~contained.reserved(state.come))
        let sites = state.siteCount + contained.leftCount(state.come)
        return amounts.withLock { choices in
            guard var now = choices.take() else { return false }
            defer { choices = now }
            return now.rest(after: state.amountState, atoms: state.atomsOfElement).contains { fits(now.table.sites(for: $0, counts: counts), after: sites) }
        }
    }

    /// Those of some places that leave what is needed.
    func placesByAmounts(_ state: WalkState, _ candidates: Places) -> Places {
        guard candidates != 0 else { return 0 }
        return amounts.withLock { choices in
            guard var now = choices.take() else { return 0 }
            defer { choices = now }
            guard isOrdered else {
                return filter(candidates) { place in
                    let after = state.closed(place, self)
                    let counts = positions.counts(after.free & ~contained.reserved(after.come))
                    let sites = after.siteCount + contained.leftCount(after.come)
                    return now.needs(holding: after.heldAtoms(self)).contains { fits(now.table.sites(for: $0, counts: counts), after: sites) }
                }
            }
            let key = AmountChoices.MaskKey(
                state: state.amountState, atoms: state.atomsOfElement, come: state.come, candidates: candidates, free: state.free,
                siteCount: countsSites ? state.siteCount : 0)
            if let known = now.masks[key] { return known }
            let places = filter(candidates) { isPossible(state.closed($0, self), at: $0, &now) }
            if now.masks.count >= AmountChoices.largestMemory { now.masks.removeAll(keepingCapacity: true) }
            now.masks[key] = places
            return places
        }
    }

    /// Whether the element at hand can be completed from a place on, and the others after it.
    private func isPossible(_ state: WalkState, at place: Int, _ choices: inout AmountChoices) -> Bool {
        let available = state.free & ~contained.reserved(state.come)
        let (own, counts) = (positions.counts(available & state.from), positions.counts(available))
        let sites = state.siteCount + contained.leftCount(state.come)
        let has = state.atomsOfElement + contained.atomsLeft(state.come, of: state.element)
        return choices.choices(state.amountState).contains { choice in
            choice.atoms >= has
                && choice.rest.contains {
                    fits(choices.table.sites(for: $0, besides: choice.atoms - has, from: place, own: own, counts: counts), after: sites)
                }
        }
    }

    /// Whether one of these numbers of sites may follow so many.
    private func fits(_ counts: FillingTable.SiteCounts, after sites: Int) -> Bool {
        guard countsSites else { return counts != 0 }
        guard sites <= siteCounts.upperBound else { return false }
        let fewest = max(siteCounts.lowerBound - sites, 0)
        let window = FillingTable.SiteCounts.max >> FillingTable.SiteCounts(127 - (siteCounts.upperBound - sites - fewest))
        return counts >> FillingTable.SiteCounts(fewest) & window != 0
    }

    func isCompleteByAmounts(_ state: WalkState) -> Bool {
        amounts.withLock { choices in
            if isOrdered { return choices?.isComplete(state.amountState, atoms: state.atomsOfElement) ?? false }
            return choices?.needs(holding: state.heldAtoms(self)).contains(0) ?? false
        }
    }
}
