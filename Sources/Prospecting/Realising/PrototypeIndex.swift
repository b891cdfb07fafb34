import Materials

/// Finds the known materials that are a protostructure with other elements, those of the nearest chemistry first.
///
/// Two materials share a prototype where a map of the elements and a relabelling of the positions turn one into the other.
struct PrototypeIndex {
    /// What every image of a protostructure under maps and relabellings has in common.
    private struct Kind: Hashable {
        let spaceGroup: Int
        /// For each element, in order, what its positions are.
        let sites: [[UInt16]]
    }

    /// A material's elements in the order of their `Kind.sites`.
    private struct Member {
        let number: Int
        let elements: [Element]
    }

    private var members: [Kind: [Member]] = [:]
    private let materials: [KnownStructures.Material]
    private let volumes: ElementVolumes

    init(_ materials: [KnownStructures.Material], _ volumes: ElementVolumes) {
        self.materials = materials
        self.volumes = volumes
        for (number, material) in materials.enumerated() {
            let (kind, elements) = Self.kind(of: material.protostructure)
            members[kind, default: []].append(Member(number: number, elements: elements))
        }
    }

    /// A known material and which element each of its own becomes.
    struct Match {
        let number: Int
        let map: [Element: Element]
    }

    /// The matches of a protostructure, nearest first: by the mean over its atoms of the difference between an element's volume and that of the
    /// element that it replaces, then in the order of the known materials.
    ///
    /// - Parameters:
    ///   - most: how many at most
    ///   - isAllowed: which known materials may be taken
    func matches(of target: Protostructure, most: Int, where isAllowed: (Int) -> Bool) -> [Match] {
        let (kind, elements) = Self.kind(of: target)
        guard let members = members[kind] else { return [] }
        let orders = Self.orders(of: elements, kind.sites)
        let amounts = kind.sites.map { sites in Double(sites.reduce(0) { $0 + Int($1 >> 2) }) }
        var choices: [(distance: Double, member: Int, order: Int)] = []
        for (place, member) in members.enumerated() where isAllowed(member.number) {
            for (number, order) in orders.enumerated() {
                var distance = 0.0
                for slot in order.indices { distance += amounts[slot] * abs(volumes[order[slot]] - volumes[member.elements[slot]]) }
                choices.append((distance, place, number))
            }
        }
        choices.sort { ($0.distance, $0.member, $0.order) < ($1.distance, $1.member, $1.order) }
        var matches: [Match] = []
        for choice in choices.prefix(Self.mostTried) {
            let member = members[choice.member]
            guard !matches.contains(where: { $0.number == member.number }) else { continue }
            let map = Dictionary(zip(member.elements, orders[choice.order])) { first, _ in first }
            guard Self.turns(materials[member.number].protostructure, into: target, by: map) else { continue }
            matches.append(Match(number: member.number, map: map))
            if matches.count == most { break }
        }
        return matches
    }

    /// Every map of a known material's elements onto those of a protostructure that turns one into the other, nearest first.
    func maps(from number: Int, onto target: Protostructure) -> [[Element: Element]] {
        let known = materials[number].protostructure
        let (kind, elements) = Self.kind(of: target)
        let (own, ownElements) = Self.kind(of: known)
        guard kind == own else { return [] }
        func distance(_ order: [Element]) -> Double {
            order.indices.reduce(0) { $0 + abs(volumes[order[$1]] - volumes[ownElements[$1]]) }
        }
        return Self.orders(of: elements, kind.sites).sorted { distance($0) < distance($1) }
            .map { order in Dictionary(zip(ownElements, order)) { first, _ in first } }
            .filter { Self.turns(known, into: target, by: $0) }
    }

    /// Tried pairs of a material and a map. More than so many are only left where dozens of prototypes look alike.
    private static let mostTried = 400
    /// Maps of elements that look alike: 6! at most.
    private static let mostOrders = 720

    private static func turns(_ known: Protostructure, into target: Protostructure, by map: [Element: Element]) -> Bool {
        let occupations = known.positions.compactMap { position in
            map[position.element].map { Protostructure.Occupation(element: $0, row: position.row) }
        }
        return Protostructure(spaceGroup: known.spaceGroup, occupations: occupations) == target
    }

    /// A position counts by its multiplicity and its degrees of freedom, which no relabelling changes.
    private static func kind(of protostructure: Protostructure) -> (Kind, [Element]) {
        var sites: [Element: [UInt16]] = [:]
        for position in protostructure.positions {
            let place = WyckoffTable.standard.position(Int(position.row))
            sites[position.element, default: []].append(UInt16(place.multiplicity << 2 | place.degreesOfFreedom))
        }
        let sorted = sites.map { (element: $0, sites: $1.sorted()) }
            .sorted { $0.sites == $1.sites ? $0.element < $1.element : $0.sites.lexicographicallyPrecedes($1.sites) }
        return (Kind(spaceGroup: protostructure.spaceGroup, sites: sorted.map(\.sites)), sorted.map(\.element))
    }

    /// The orders of some elements in which each keeps a place of its own kind.
    private static func orders(of elements: [Element], _ sites: [[UInt16]]) -> [[Element]] {
        var orders: [[Element]] = [[]]
        for slot in elements.indices {
            orders = orders.flatMap { order in
                elements.indices.filter { sites[$0] == sites[slot] && !order.contains(elements[$0]) }.map { order + [elements[$0]] }
            }
            if orders.count > mostOrders { orders.removeSubrange(mostOrders...) }
        }
        return orders
    }
}
