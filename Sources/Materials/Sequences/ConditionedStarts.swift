/// Where materials may begin under conditions: a walk for each space group that these leave, to be copied.
public struct ConditionedStarts: Sendable {
    /// [group − 1]
    private let starts: [ConditionedWalk?]
    /// Space groups in which a material fulfils the conditions, ascending.
    public let spaceGroups: [Int]

    public init(_ conditions: GenerationConditions, isOrdered: Bool) {
        let rules = ElementRules(conditions)
        starts = WyckoffTable.spaceGroups.map { group in
            rules.flatMap { ConditionedWalk(conditions, spaceGroup: group, isOrdered: isOrdered, $0) }
        }
        spaceGroups = WyckoffTable.spaceGroups.filter { [starts] in starts[$0 - 1] != nil }
    }

    /// A walk that has no site yet; nil where the conditions leave nothing of the group.
    public subscript(spaceGroup: Int) -> ConditionedWalk? { starts[spaceGroup - 1] }
}
