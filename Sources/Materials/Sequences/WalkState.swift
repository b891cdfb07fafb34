/// What has been written of a material, as far as conditions ask for it.
struct WalkState: Sendable {
    typealias Places = SiteWalk.Places

    /// Positions that a site of whatever element may have.
    private(set) var free: Places
    /// Where the next site of the same element may be, if sites have an order.
    private(set) var from = Places.max
    /// Of the site that comes next or has come last; 0 before the first.
    private(set) var element: UInt8 = 0
    private(set) var siteCount = 0
    /// Atoms of the primitive cell; those of the last element, if sites have an order.
    private(set) var atoms = 0
    private(set) var atomsOfElement = 0
    /// Sites that must be there and are (`ContainedSites`).
    private(set) var come: UInt64 = 0
    private(set) var used = ElementSet()
    private(set) var elementCount = 0
    /// Elements that must occur and do.
    private(set) var begun = 0
    /// Of `AmountChoices`, if sites have an order.
    private(set) var amountState = 0
    /// Atoms of each element, if sites have no order and amounts count.
    private(set) var held: [(element: UInt8, atoms: Int)] = []

    init(_ group: ConditionedGroup) {
        free = group.positions.all
    }

    mutating func open(_ element: UInt8, _ group: ConditionedGroup) {
        if !used.contains(element) {
            used.insert(element)
            elementCount += 1
            if group.rules.neededSet.contains(element) { begun += 1 }
            if group.hasAmounts, group.isOrdered {
                amountState = group.nextAmounts(self, begun: group.contained.elements.count { used.contains($0.element) })
            }
            from = .max
            atomsOfElement = 0
        }
        self.element = element
    }

    mutating func close(_ place: Int, _ group: ConditionedGroup) {
        let bit = Places(1) << Places(place)
        let size = group.positions.atoms[place]
        free &= ~(group.positions.fixed & bit)
        from = ~(bit - 1)
        siteCount += 1
        atoms += size
        atomsOfElement += size
        if !group.contained.isEmpty { come = group.contained.coming(come, element: element, place: place) }
        if group.hasAmounts, !group.isOrdered { Self.add(size, of: element, to: &held) }
    }

    func opened(_ element: UInt8, _ group: ConditionedGroup) -> WalkState {
        var state = self
        state.open(element, group)
        return state
    }

    func closed(_ place: Int, _ group: ConditionedGroup) -> WalkState {
        var state = self
        state.close(place, group)
        return state
    }

    /// Atoms of the elements that have occurred or must, with the sites that must be there.
    func heldAtoms(_ group: ConditionedGroup) -> [(element: UInt8, atoms: Int)] {
        var atoms = held
        for (element, _) in group.contained.elements { Self.add(group.contained.atomsLeft(come, of: element), of: element, to: &atoms) }
        return atoms
    }

    private static func add(_ atoms: Int, of element: UInt8, to held: inout [(element: UInt8, atoms: Int)]) {
        if let place = held.firstIndex(where: { $0.element == element }) {
            held[place].atoms += atoms
        } else {
            held.append((element, atoms))
        }
    }
}
