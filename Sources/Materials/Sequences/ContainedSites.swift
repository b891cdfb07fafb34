/// The sites that a material must have, in the order in which they come; of a walk a bit tells for each whether it has come.
struct ContainedSites: Sendable {
    struct Site: Sendable {
        let element: UInt8
        let place: Int
        /// Of the primitive cell.
        let atoms: Int
        /// The place, where it holds no other site.
        let reserved: SiteWalk.Places
    }

    /// By `ElementOrder`, then by letter.
    let sites: [Site]
    /// Their elements in that order, each once, and the atoms of each.
    let elements: [(element: UInt8, atoms: Int)]
    private let all: UInt64

    /// nil where the space group cannot have all of them.
    init?(_ structure: GenerationConditions.PartialStructure?, spaceGroup: Int, _ positions: GroupPositions) {
        guard structure.map({ $0.spaceGroup == spaceGroup && $0.sites.count <= GenerationConditions.largestContent }) ?? true else { return nil }
        var sites: [Site] = []
        for site in structure?.sites ?? [] {
            let place = Int(site.row) - positions.firstRow
            guard positions.atoms.indices.contains(place) else { return nil }
            let bit = SiteWalk.Places(1) << SiteWalk.Places(place)
            guard positions.fixed & bit == 0 || !sites.contains(where: { $0.place == place }) else { return nil }
            sites.append(
                Site(element: site.element.atomicNumber, place: place, atoms: positions.atoms[place], reserved: positions.fixed & bit))
        }
        sites.sort { (ElementOrder.ranks[Int($0.element)], $0.place) < (ElementOrder.ranks[Int($1.element)], $1.place) }
        var elements: [(element: UInt8, atoms: Int)] = []
        for site in sites {
            if elements.last?.element != site.element { elements.append((site.element, 0)) }
            elements[elements.count - 1].atoms += site.atoms
        }
        self.sites = sites
        self.elements = elements
        all = sites.isEmpty ? 0 : UInt64.max >> UInt64(64 - sites.count)
    }

    var isEmpty: Bool { sites.isEmpty }

    /// Calls `body` with each that has not come.
    private func forEachLeft(_ come: UInt64, _ body: (Int, Site) -> Void) {
        var left = all & ~come
        while left != 0 {
            let place = left.trailingZeroBitCount
            left &= left - 1
            body(place, sites[place])
        }
    }

    func leftCount(_ come: UInt64) -> Int { (all & ~come).nonzeroBitCount }

    /// Atoms of those that have not come.
    func atomsLeft(_ come: UInt64) -> Int {
        var sum = 0
        forEachLeft(come) { sum += $1.atoms }
        return sum
    }

    /// The same of one element.
    func atomsLeft(_ come: UInt64, of element: UInt8) -> Int {
        var sum = 0
        forEachLeft(come) { if $1.element == element { sum += $1.atoms } }
        return sum
    }

    /// Positions that are kept for those that have not come.
    func reserved(_ come: UInt64) -> SiteWalk.Places {
        var places: SiteWalk.Places = 0
        forEachLeft(come) { places |= $1.reserved }
        return places
    }

    /// Whether one of this element has not come.
    func isLeft(_ come: UInt64, of element: UInt8) -> Bool {
        var found = false
        forEachLeft(come) { if $1.element == element { found = true } }
        return found
    }

    /// The places of this element's that have not come.
    func places(_ come: UInt64, of element: UInt8) -> SiteWalk.Places {
        var places: SiteWalk.Places = 0
        forEachLeft(come) { if $1.element == element { places |= 1 << SiteWalk.Places($1.place) } }
        return places
    }

    /// How many elements have sites that have not come, among those that have not occurred.
    func elementsLeft(_ come: UInt64, besides used: ElementSet) -> Int {
        elements.isEmpty || all & ~come == 0 ? 0 : elements.count { !used.contains($0.element) }
    }

    /// With this site; the first that it may be has come.
    func coming(_ come: UInt64, element: UInt8, place: Int) -> UInt64 {
        var (left, result) = (all & ~come, come)
        while left != 0 {
            let number = left.trailingZeroBitCount
            left &= left - 1
            if sites[number].element == element, sites[number].place == place {
                result |= 1 << UInt64(number)
                break
            }
        }
        return result
    }
}
