import Materials

/// Finds the known materials that are a protostructure with other elements, those of the nearest chemistry first.
struct PrototypeIndex {
    /// A known material and which element each of its own becomes.
    struct Match {
        let number: Int
        let map: [Element: Element]
    }

    /// Numbers of the known materials of each prototype.
    private var numbers: [AnonymousPrototype: [Int]] = [:]
    /// The elements of each known material on the classes of its prototype.
    private let elements: [[Element]]
    private let prototypes: [AnonymousPrototype]
    private let volumes: ElementVolumes

    init(_ materials: [KnownStructures.Material], _ volumes: ElementVolumes) {
        let members = materials.map { PrototypeMember($0.protostructure) }
        elements = members.map(\.elements)
        prototypes = members.map(\.prototype)
        self.volumes = volumes
        for (number, member) in members.enumerated() { numbers[member.prototype, default: []].append(number) }
    }

    /// The matches of a protostructure, nearest first: by the mean over its atoms of the difference between an element's volume and that of the
    /// element that it replaces, then in the order of the known materials. Of each known material the nearest map.
    ///
    /// - Parameters:
    ///   - most: how many at most
    ///   - isAllowed: which known materials may be taken
    func matches(of target: Protostructure, most: Int, where isAllowed: (Int) -> Bool) -> [Match] {
        let member = PrototypeMember(target)
        let orders = Self.orders(of: member.elements, member.prototype)
        let amounts = member.prototype.amounts.map(Double.init)
        var nearest: [(distance: Double, number: Int, order: Int)] = []
        for number in numbers[member.prototype] ?? [] where isAllowed(number) {
            let choices = orders.indices.map { (distance: distance(from: number, to: orders[$0], amounts), number: number, order: $0) }
            guard let best = choices.min(by: { $0.distance < $1.distance }) else { continue }
            nearest.append(best)
        }
        nearest.sort { ($0.distance, $0.number) < ($1.distance, $1.number) }
        return nearest.prefix(most).map { Match(number: $0.number, map: map(from: $0.number, to: orders[$0.order])) }
    }

    /// Every map of a known material's elements onto those of a protostructure that turns one into the other, nearest first.
    func maps(from number: Int, onto target: Protostructure) -> [[Element: Element]] {
        let member = PrototypeMember(target)
        guard member.prototype == prototypes[number] else { return [] }
        let amounts = member.prototype.amounts.map(Double.init)
        return Self.orders(of: member.elements, member.prototype).enumerated()
            .map { (distance: distance(from: number, to: $1, amounts), place: $0, order: $1) }
            .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.map { map(from: number, to: $0.order) }
    }

    private func distance(from number: Int, to order: [Element], _ amounts: [Double]) -> Double {
        var distance = 0.0
        for (place, element) in elements[number].enumerated() { distance += amounts[place] * abs(volumes[order[place]] - volumes[element]) }
        return distance
    }

    private func map(from number: Int, to order: [Element]) -> [Element: Element] {
        Dictionary(zip(elements[number], order)) { first, _ in first }
    }

    /// More orders are not looked at: of seven classes of the same letters there are 5,040.
    private static let mostOrders = 720

    /// The orders of some elements on the classes of a prototype that are the same arrangement.
    private static func orders(of elements: [Element], _ prototype: AnonymousPrototype) -> [[Element]] {
        let generators = prototype.automorphismGenerators
        var orders = [elements]
        var seen: Set = [elements]
        var next = 0
        while next < orders.count, orders.count < mostOrders {
            for generator in generators {
                let order = generator.map { orders[next][$0] }
                if seen.insert(order).inserted { orders.append(order) }
            }
            next += 1
        }
        return orders
    }
}
