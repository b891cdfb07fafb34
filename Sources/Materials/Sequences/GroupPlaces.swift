/// The positions of a space group by their places in it, bit p of a set for position p.
struct GroupPlaces: Sendable {
    /// Of `WyckoffTable.standard`.
    let firstRow: Int
    let all: SiteWalk.Places
    /// Positions without freedom, which hold one site at most.
    let fixed: SiteWalk.Places
    /// [positions] of the conventional cell.
    let multiplicities: [Int]

    /// Made once: every walk begins with one.
    private static let ofGroups = WyckoffTable.spaceGroups.map(GroupPlaces.init)

    static func of(_ spaceGroup: Int) -> GroupPlaces { ofGroups[spaceGroup - 1] }

    private init(spaceGroup: Int) {
        let table = WyckoffTable.standard
        firstRow = table.firstRow(spaceGroup)
        let positions = (0..<table.letterCount(spaceGroup)).map { [firstRow] in table.position(firstRow + $0) }
        multiplicities = positions.map(\.multiplicity)
        all = .max >> SiteWalk.Places(SiteWalk.Places.bitWidth - positions.count)
        var fixed: SiteWalk.Places = 0
        for (place, position) in positions.enumerated() where position.degreesOfFreedom == 0 { fixed |= 1 << SiteWalk.Places(place) }
        self.fixed = fixed
    }
}
