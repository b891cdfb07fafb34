import Foundation

/// Of every atom of a crystal its nearest neighbours, as many as a rule wants, and all others that are as far away as the last of them.
///
/// To look for all neighbours within the cutoff would cost many times more than a few need: the search begins with a sphere that holds some
/// more than wanted where atoms lie evenly, and is widened for those atoms that have too few in it.
struct NearestEdges {
    /// An atom's neighbours, nearest first: distance, in the numbers of `distances`, and the atom at the end.
    struct Edge: Comparable {
        let distance: Int32
        let atom: Int32

        static func < (one: Edge, other: Edge) -> Bool { (one.distance, one.atom) < (other.distance, other.atom) }
    }

    /// [atoms], ascending
    let edges: [[Edge]]
    /// Å, ascending: every distance of the crystal's edges, those that are equal within rounding as one.
    let distances: [Double]
    /// How many edges an atom has by the rule: the last that are equally far share what is left of them.
    let wanted: Int

    /// - Throws: `GraphError.isolated` for the first atom without a neighbour within the cutoff, `.noCell`
    init(_ structure: Structure, _ rule: GraphRule) throws(GraphError) {
        guard !structure.sites.isEmpty else { throw .noCell }
        wanted = rule.neighbours
        var found = Candidates(atoms: structure.sites.count)
        var reach = cbrt(structure.volumePerSite * (1.6 * Double(rule.neighbours) + 6) * 3 / (4 * .pi))
        var pending = Array(structure.sites.indices)
        while !pending.isEmpty {
            reach = min(reach, rule.cutoff)
            guard reach > 0, var search = NeighbourSearch(structure, cutoff: reach) else { throw .noCell }
            let isLast = reach >= rule.cutoff
            pending = pending.filter { atom in
                search.find(around: atom)
                return !found.take(search, of: atom, wanted: rule.neighbours, reach: reach, isLast: isLast)
            }
            reach *= 1.3
        }
        if let atom = found.places.firstIndex(where: \.isEmpty) {
            throw .isolated(atom: atom + 1, element: structure.sites[atom].element, cutoff: rule.cutoff)
        }
        let clusters = DistanceClusters(found.distances)
        distances = clusters.means
        edges = found.places.map { places in
            var edges = places.map { Edge(distance: clusters.numbers[$0], atom: found.neighbours[$0]) }
            edges.sort()
            // What is farther than the last that is wanted was needed to tell what equals it.
            if edges.count > rule.neighbours {
                let last = edges[rule.neighbours - 1].distance
                while edges[edges.count - 1].distance > last { edges.removeLast() }
            }
            return edges
        }
    }

    /// Which part of each of an atom's edges at the last distance counts: the places that are left for them by their number.
    func lastShare(of atom: Int) -> Double {
        let edges = edges[atom]
        guard edges.count > wanted, let last = edges.last?.distance else { return 1 }
        let tied = edges.reversed().prefix { $0.distance == last }.count
        return Double(wanted - (edges.count - tied)) / Double(tied)
    }
}

/// Neighbours that atoms have been found to have.
private struct Candidates {
    var distances: [Double] = []
    var neighbours: [Int32] = []
    /// [atoms]: where an atom's lie in the other two; empty for one without.
    var places: [Range<Int>]

    init(atoms: Int) { places = Array(repeating: 0..<0, count: atoms) }

    /// - Returns: whether no wider search can change the nearest ones
    mutating func take(_ search: NeighbourSearch, of atom: Int, wanted: Int, reach: Double, isLast: Bool) -> Bool {
        let isFull = search.distances.count >= wanted
        let end = isFull ? search.distances[wanted - 1] + DistanceClusters.widest : .infinity
        guard isLast || end < reach else { return false }
        let first = distances.count
        for (distance, neighbour) in zip(search.distances, search.neighbours) {
            if distance > end { break }
            distances.append(distance)
            neighbours.append(neighbour)
        }
        places[atom] = first..<distances.count
        return true
    }
}
