/// Which atoms of a crystal no network that passes messages along its edges can tell apart: those of one element whose edges lead, at the same
/// distances, to like atoms.
///
/// The coarsest such partition, by refining until nothing changes (the colours of Weisfeiler and Leman 1968, with distances): kinds are first
/// elements, and are split by the kinds at the ends of their atoms' edges. An atom is looked at again only when an atom that it has an edge to
/// has got another kind (Hopcroft 1971): the rounds may be many, half the length of a long cell with one other atom.
///
/// Kinds are numbered by what tells them apart, and not by the order of the atoms.
struct LikeAtoms {
    /// [atoms]: the kind of each, from 0.
    private(set) var kinds: [Int32]
    private(set) var count: Int

    /// - Parameter elements: [atoms], atomic numbers
    init(elements: [UInt8], _ nearest: NearestEdges) {
        var partition = AtomPartition(elements)
        let listeners = Listeners(nearest)
        // Of each atom its distances with the kinds at their ends, in order.
        var ends = nearest.edges
        var touched = Array(elements.indices)
        var isTouched = elements.map { _ in false }
        while !touched.isEmpty {
            for atom in touched {
                let own = nearest.places[atom]
                for place in own {
                    let edge = nearest.edges[place]
                    ends[place] = NearestEdges.Edge(distance: edge.distance, atom: partition.kinds[Int(edge.atom)])
                }
                NearestEdges.sort(&ends, own)
                isTouched[atom] = false
            }
            let changed = partition.split(&touched) { Self.comesBefore(nearest.places[$0], nearest.places[$1], ends) }
            touched.removeAll(keepingCapacity: true)
            for atom in changed {
                for listener in listeners.of(atom) where !isTouched[listener] {
                    isTouched[listener] = true
                    touched.append(listener)
                }
            }
        }
        (kinds, count) = partition.numbered
    }

    /// Every atom by itself.
    init(eachOf atoms: Int) {
        kinds = (0..<Int32(atoms)).map { $0 }
        count = atoms
    }

    private static func comesBefore(_ one: Range<Int>, _ other: Range<Int>, _ ends: [NearestEdges.Edge]) -> Bool {
        var (first, second) = (one.lowerBound, other.lowerBound)
        while first < one.upperBound, second < other.upperBound {
            if ends[first] != ends[second] { return ends[first] < ends[second] }
            first += 1
            second += 1
        }
        return one.upperBound - first < other.upperBound - second
    }
}

/// Of each atom those that have an edge to it.
private struct Listeners {
    private var places: [Int]
    private var atoms: [Int]

    init(_ nearest: NearestEdges) {
        places = Array(repeating: 0, count: nearest.places.count + 1)
        for edge in nearest.edges { places[Int(edge.atom) + 1] += 1 }
        for atom in nearest.places.indices { places[atom + 1] += places[atom] }
        var next = places
        atoms = Array(repeating: 0, count: nearest.edges.count)
        for (atom, own) in nearest.places.enumerated() {
            for place in own {
                let end = Int(nearest.edges[place].atom)
                atoms[next[end]] = atom
                next[end] += 1
            }
        }
    }

    func of(_ atom: Int) -> ArraySlice<Int> { atoms[places[atom]..<places[atom + 1]] }
}
