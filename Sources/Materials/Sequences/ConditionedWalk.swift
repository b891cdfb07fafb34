/// A material that is written site after site under conditions: what may come next, of which everything can be completed.
public struct ConditionedWalk: Sendable {
    public private(set) var walk: SiteWalk
    private var state: WalkState
    private let group: ConditionedGroup

    /// nil where the conditions leave nothing of the space group.
    ///
    /// What is found out about amounts is shared by all copies: who needs many walks copies one (`ConditionedStarts`).
    public init?(_ conditions: GenerationConditions, spaceGroup: Int, isOrdered: Bool) {
        guard let rules = ElementRules(conditions) else { return nil }
        self.init(conditions, spaceGroup: spaceGroup, isOrdered: isOrdered, rules)
    }

    init?(_ conditions: GenerationConditions, spaceGroup: Int, isOrdered: Bool, _ rules: ElementRules) {
        guard let group = ConditionedGroup(conditions, spaceGroup: spaceGroup, isOrdered: isOrdered, rules) else { return nil }
        self.group = group
        state = WalkState(group)
        walk = SiteWalk(spaceGroup: spaceGroup, isOrdered: isOrdered)
    }

    /// Whether there may be no further site.
    public var mayEnd: Bool { walk.mayEnd && group.isComplete(state) }

    /// Elements of the next site; none only where the material may end.
    public var allowedElements: ElementSet { group.nextElements(state) }

    /// The next site's element, one of `allowedElements`.
    public mutating func open(_ element: UInt8) {
        walk.open(element)
        state.open(element, group)
    }

    /// Positions of the site that is open; never none.
    public var allowedPlaces: SiteWalk.Places { group.places(state) }

    /// The position of the site that is open.
    ///
    /// - Parameter row: of `WyckoffTable.standard`, one of `allowedPlaces`
    public mutating func close(_ row: Int) {
        walk.close(row)
        state.close(row - walk.firstRow, group)
    }
}
