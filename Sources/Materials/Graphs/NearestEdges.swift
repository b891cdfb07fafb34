import Foundation

/// Of every atom of a crystal its nearest neighbours, as many as a rule wants, and all others that are as far away as the last of them.
///
/// To look for all neighbours within the cutoff would cost many times more than a few need: the search begins with a sphere that holds some
/// more than wanted where atoms lie evenly, and is widened for those atoms that have too few in it.
struct NearestEdges {
    /// One of an atom's neighbours: its distance, by its number in `distances`, and the atom at the end.
    struct Edge: Comparable {
        let distance: Int32
        let atom: Int32

        static func < (one: Edge, other: Edge) -> Bool { (one.distance, one.atom) < (other.distance, other.atom) }
    }

    /// Ascending within an atom.
    private(set) var edges: [Edge] = []
    /// [atoms]: where an atom's edges lie.
    private(set) var places: [Range<Int>] = []
    /// Å, ascending: every distance of the crystal's edges, those that are equal within rounding as one.
    let distances: [Double]
    /// How many edges an atom has by the rule: the last that are equally far share what is left of them.
    private let wanted: Int

    /// - Throws: `GraphError.isolated` for the first atom without a neighbour within the cutoff, `.noCell`
    init(_ structure: Structure, _ rule: GraphRule) throws(GraphError) {
        wanted = rule.neighbours
        let found = try Self.candidates(structure, rule)
        if let atom = found.places.firstIndex(where: \.isEmpty) {
            throw .isolated(atom: atom + 1, element: structure.sites[atom].element, cutoff: rule.cutoff)
        }
        let clusters = DistanceClusters(found.distances)
        distances = clusters.means
        edges.reserveCapacity(found.distances.count)
        places.reserveCapacity(found.places.count)
        for candidates in found.places {
            let first = edges.count
            for place in candidates { edges.append(Edge(distance: clusters.numbers[place], atom: found.neighbours[place])) }
            Self.sort(&edges, first..<edges.count)
            // What is farther than the last that is wanted was needed to tell what equals it.
            if edges.count > first + wanted {
                let last = edges[first + wanted - 1].distance
                while edges[edges.count - 1].distance > last { edges.removeLast() }
            }
            places.append(first..<edges.count)
        }
    }

    /// A few values that are nearly in order.
    static func sort<Value: Comparable>(_ values: inout [Value], _ range: Range<Int>) {
        for index in range.dropFirst() {
            let value = values[index]
            var hole = index
            while hole > range.lowerBound, values[hole - 1] > value {
                values[hole] = values[hole - 1]
                hole -= 1
            }
            values[hole] = value
        }
    }

    /// Which part of each of an atom's edges at the last distance counts: the places that are left for them by their number.
    func lastShare(of atom: Int) -> Double {
        let own = places[atom]
        guard own.count > wanted else { return 1 }
        let last = edges[own.upperBound - 1].distance
        let tied = own.reversed().prefix { edges[$0].distance == last }.count
        return Double(wanted - (own.count - tied)) / Double(tied)
    }

    /// Neighbours that atoms have been found to have.
    private struct Candidates {
        var distances: [Double] = []
        var neighbours: [Int32] = []
        /// [atoms]: where an atom's lie in the other two; empty for one without.
        var places: [Range<Int>]
    }

    private static func candidates(_ structure: Structure, _ rule: GraphRule) throws(GraphError) -> Candidates {
        guard !structure.sites.isEmpty else { throw .noCell }
        var found = Candidates(places: structure.sites.map { _ in 0..<0 })
        var reach = cbrt(structure.volumePerSite * (1.6 * Double(rule.neighbours) + 6) * 3 / (4 * .pi))
        var pending = Array(structure.sites.indices)
        while !pending.isEmpty {
            reach = min(reach, rule.cutoff)
            guard reach > 0, var search = NeighbourSearch(structure, cutoff: reach, fineness: 2) else { throw .noCell }
            var far: [Int] = []
            for atom in pending {
                search.find(around: atom)
                let isFull = search.distances.count >= rule.neighbours
                let end = isFull ? search.distances[rule.neighbours - 1] + DistanceClusters.widest : .infinity
                // Up to that end no wider search finds others.
                guard end < reach || reach >= rule.cutoff else {
                    far.append(atom)
                    continue
                }
                let first = found.distances.count
                let count = search.distances.firstIndex { $0 > end } ?? search.distances.count
                found.distances += search.distances[..<count]
                found.neighbours += search.neighbours[..<count]
                found.places[atom] = first..<first + count
            }
            pending = far
            reach *= 1.3
        }
        return found
    }
}
