/// A material that is written site after site in its space group, and what may come next.
///
/// Two things are never broken: a position without freedom holds one site at most, and, where the order counts, sites come by `ElementOrder`, those of
/// one element by letter. In that order every material is one sequence, so that a sequence's probability is the material's.
public struct SiteWalk: Sendable {
    /// Positions of the group: bit p is that of row `firstRow + p`, at most 27.
    public typealias Places = UInt32

    public let spaceGroup: Int
    /// Whether the order of sites is fixed; else any will do.
    public let isOrdered: Bool
    /// Of the group in `WyckoffTable.standard`.
    public let firstRow: Int
    private let all: Places
    /// Positions without freedom.
    private let fixed: Places
    /// Of those, the ones that hold a site.
    private var taken: Places = 0
    /// Atomic number of the element that comes next or has come last; 0 before the first.
    public private(set) var element: UInt8 = 0
    /// Whether that element's next site has no position yet.
    public private(set) var isOpen = false
    /// Place of the last site within the group.
    private var lastPlace = 0
    public private(set) var siteCount = 0
    /// Atoms of the conventional cell; those of the last element.
    public private(set) var atomCount = 0
    public private(set) var atomsOfElement = 0

    public init(spaceGroup: Int, isOrdered: Bool = true) {
        self.spaceGroup = spaceGroup
        self.isOrdered = isOrdered
        let group = GroupPlaces.of(spaceGroup)
        (firstRow, all, fixed) = (group.firstRow, group.all, group.fixed)
    }

    /// Positions that a site of whatever element may have.
    public var free: Places { all & ~taken }

    /// Positions that a site of this element may have if it comes next; never none for `followers`.
    public func places(for element: UInt8) -> Places {
        guard isOrdered, element == self.element else { return free }
        return free & ~((1 << Places(lastPlace)) - 1)
    }

    /// Elements that the next site may have.
    public var followers: ElementSet { isOrdered ? Self.following[Int(element)] : .all }

    /// By atomic number: the elements that may follow in the fixed order, itself among them.
    private static let following: [ElementSet] = ElementOrder.ranks.map { last in
        ElementSet(ElementSet.all.elements.filter { ElementOrder.ranks[Int($0.atomicNumber)] >= last })
    }

    /// Whether there may be no further site.
    public var mayEnd: Bool { siteCount > 0 && !isOpen }

    /// The next site's element.
    public mutating func open(_ element: UInt8) {
        if element != self.element {
            self.element = element
            atomsOfElement = 0
            lastPlace = 0
        }
        isOpen = true
    }

    /// The position of the site that is open.
    ///
    /// - Parameter row: of `WyckoffTable.standard`, in `places(for:)` of the element
    public mutating func close(_ row: Int) {
        let place = row - firstRow
        let multiplicity = GroupPlaces.of(spaceGroup).multiplicities[place]
        taken |= fixed & (1 << Places(place))
        lastPlace = place
        siteCount += 1
        atomCount += multiplicity
        atomsOfElement += multiplicity
        isOpen = false
    }
}
