/// A protostructure taken apart into what it shares with others and what is its own: the prototype, and the element on each of its classes.
///
/// Elements are comparable class by class between members of one prototype, up to `AnonymousPrototype.automorphismGenerators`.
public struct PrototypeMember: Hashable, Sendable {
    public let prototype: AnonymousPrototype
    /// One for each class, in canonical order. Of several orders that are as good, as of Na and Cl in rock salt, the one that is met first when
    /// relabellings are gone through and the elements taken by their symbols.
    public let elements: [Element]

    /// Some microseconds: every relabelling of the group is looked at.
    public init(_ protostructure: Protostructure) {
        var classes = PrototypeClasses(of: protostructure)
        let found = classes.canonical()
        prototype = AnonymousPrototype(spaceGroup: protostructure.spaceGroup, letters: found.letters)
        elements = found.order.map { protostructure.positions[classes.ranges[$0].lowerBound].element }
    }
}

extension Protostructure {
    /// The arrangement without its elements.
    public var anonymousPrototype: AnonymousPrototype { PrototypeMember(self).prototype }
}

/// The classes of equal atoms while their letters are brought into the canonical form.
private struct PrototypeClasses {
    /// Which positions are of each class.
    let ranges: [Range<Int>]
    /// Places in the alphabet of Wyckoff letters.
    private let places: [Int]
    private let relabellings: [[UInt16]]
    private let firstRow: Int
    /// Numbers of the classes: those of fewer sites first, then those of fewer orbits, which no relabelling changes.
    private var order: [Int]
    /// Whether a class has as many sites and orbits as the one before it in that order.
    private let isTied: [Bool]
    /// The letters of a relabelling, each class's sorted, where the class's positions are.
    private var letters: [UInt8]

    init(of protostructure: Protostructure) {
        let positions = protostructure.positions
        let table = WyckoffTable.standard
        var ranges: [Range<Int>] = []
        var sites: [Int] = []
        var start = 0
        for place in positions.indices {
            let count = table.position(Int(positions[place].row)).multiplicity
            if place > start, positions[place].element == positions[start].element {
                sites[sites.count - 1] += count
                continue
            }
            if place > 0 { ranges.append(start..<place) }
            start = place
            sites.append(count)
        }
        if !positions.isEmpty { ranges.append(start..<positions.count) }
        let order = ranges.indices.sorted {
            (sites[$0], ranges[$0].count, $0) < (sites[$1], ranges[$1].count, $1)
        }
        self.ranges = ranges
        self.order = order
        isTied = order.indices.map { place in
            guard place > 0 else { return false }
            let (one, other) = (order[place - 1], order[place])
            return sites[one] == sites[other] && ranges[one].count == ranges[other].count
        }
        firstRow = table.firstRow(protostructure.spaceGroup)
        relabellings = table.relabellings(protostructure.spaceGroup)
        places = positions.map { [firstRow] in Int($0.row) - firstRow }
        letters = [UInt8](repeating: 0, count: positions.count)
    }

    /// The letters that sort first of all relabellings and orders, classes with `_` between them, and the classes in that order.
    mutating func canonical() -> (letters: [UInt8], order: [Int]) {
        let first = order
        var (best, bestOrder) = ([UInt8](), order)
        var candidate: [UInt8] = []
        candidate.reserveCapacity(places.count + ranges.count)
        for relabelling in relabellings {
            order = first
            apply(relabelling)
            sortTies()
            candidate.removeAll(keepingCapacity: true)
            for (place, number) in order.enumerated() {
                if place > 0 { candidate.append(AnonymousPrototype.separator) }
                candidate += letters[ranges[number]]
            }
            if best.isEmpty || candidate.lexicographicallyPrecedes(best) {
                (best, bestOrder) = (candidate, order)
            }
        }
        return (best, bestOrder)
    }

    private mutating func apply(_ relabelling: [UInt16]) {
        for range in ranges {
            for place in range {
                let letter = WyckoffLetter.at(Int(relabelling[places[place]]) - firstRow)
                var slot = place
                while slot > range.lowerBound, letters[slot - 1] > letter {
                    letters[slot] = letters[slot - 1]
                    slot -= 1
                }
                letters[slot] = letter
            }
        }
    }

    /// Sorts classes of as many sites and orbits by their letters, equal ones staying in order.
    private mutating func sortTies() {
        for place in order.indices.dropFirst() {
            var slot = place
            while isTied[slot], precedes(order[slot], order[slot - 1]) {
                order.swapAt(slot, slot - 1)
                slot -= 1
            }
        }
    }

    private func precedes(_ one: Int, _ other: Int) -> Bool {
        letters[ranges[one]].lexicographicallyPrecedes(letters[ranges[other]])
    }
}
