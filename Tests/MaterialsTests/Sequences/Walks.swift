import Materials
import Testing

/// Materials as sequences of sites, listed and drawn.
enum Walks {
    typealias Sites = [Protostructure.Occupation]

    /// Everything that `SiteWalk` allows of some elements in so many atoms.
    static func all(spaceGroup: Int, atoms: Int, elements: [Element], isOrdered: Bool) -> [Sites] {
        let centring = WyckoffTable.standard.centring(spaceGroup).translations.count
        var found: [Sites] = []
        func goOn(_ walk: SiteWalk, _ sites: Sites) {
            if walk.mayEnd { found.append(sites) }
            for element in elements where walk.followers.contains(element.atomicNumber) {
                var open = walk
                open.open(element.atomicNumber)
                for place in places(walk.places(for: element.atomicNumber)) {
                    let row = walk.firstRow + place
                    var next = open
                    next.close(row)
                    guard next.atomCount / centring <= atoms else { continue }
                    goOn(next, sites + [Protostructure.Occupation(element: element, row: UInt16(row))])
                }
            }
        }
        goOn(SiteWalk(spaceGroup: spaceGroup, isOrdered: isOrdered), [])
        return found
    }

    /// Everything that conditions let through; no state of which nothing comes.
    static func reached(_ conditions: GenerationConditions, spaceGroup: Int, isOrdered: Bool) throws -> [Sites] {
        var found: [Sites] = []
        func goOn(_ walk: ConditionedWalk, _ sites: Sites) {
            let elements = walk.allowedElements.elements
            if walk.mayEnd { found.append(sites) }
            #expect(walk.mayEnd || !elements.isEmpty, "\(conditions)")
            for element in elements {
                var open = walk
                open.open(element.atomicNumber)
                let places = places(open.allowedPlaces)
                #expect(!places.isEmpty, "\(conditions)")
                for place in places {
                    let row = walk.walk.firstRow + place
                    var next = open
                    next.close(row)
                    goOn(next, sites + [Protostructure.Occupation(element: element, row: UInt16(row))])
                }
            }
        }
        guard let start = ConditionedWalk(conditions, spaceGroup: spaceGroup, isOrdered: isOrdered) else { return [] }
        goOn(start, [])
        return found
    }

    /// A walk that takes any way at each step, and sometimes the end.
    static func drawn(_ start: ConditionedWalk, using generator: inout some RandomNumberGenerator) throws -> Sites {
        var (walk, sites) = (start, Sites())
        while true {
            let elements = walk.allowedElements.elements
            if walk.mayEnd, elements.isEmpty || Int.random(in: 0..<4, using: &generator) == 0 { return sites }
            let element = try #require(elements.randomElement(using: &generator))
            walk.open(element.atomicNumber)
            let place = try #require(places(walk.allowedPlaces).randomElement(using: &generator))
            let row = walk.walk.firstRow + place
            walk.close(row)
            sites.append(Protostructure.Occupation(element: element, row: UInt16(row)))
        }
    }

    static func places(_ places: SiteWalk.Places) -> [Int] { (0..<27).filter { places >> SiteWalk.Places($0) & 1 == 1 } }
}
