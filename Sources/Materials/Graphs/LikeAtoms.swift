/// Which atoms of a crystal no network that passes messages along its edges can tell apart: those of one element whose edges lead, at the same
/// distances, to like atoms.
///
/// The coarsest such partition, by refining until nothing changes: like atoms are first all of one element, then those of them whose neighbours
/// are like (the refinement of colours of Weisfeiler and Leman 1968, with distances). Kinds are numbered in an order of their own, by what tells
/// them apart, and not by the order of the atoms.
struct LikeAtoms {
    /// [atoms]: the kind of each, from 0.
    private(set) var kinds: [Int32]
    private(set) var count: Int

    /// - Parameter elements: [atoms], atomic numbers
    init(elements: [UInt8], _ nearest: NearestEdges) {
        kinds = elements.map { Int32($0) }
        count = 0
        // Of each atom its distances with the kinds at their ends, in order.
        var ends = nearest.edges
        var order = Array(elements.indices)
        while true {
            for places in nearest.places {
                for place in places {
                    let edge = nearest.edges[place]
                    ends[place] = NearestEdges.Edge(distance: edge.distance, atom: kinds[Int(edge.atom)])
                }
                NearestEdges.sort(&ends, places)
            }
            order.sort { comesBefore($0, $1, ends, nearest.places) }
            var refined = kinds
            var number: Int32 = -1
            for (place, atom) in order.enumerated() {
                let isNew = place == 0 || comesBefore(order[place - 1], atom, ends, nearest.places)
                if isNew { number += 1 }
                refined[atom] = number
            }
            kinds = refined
            // No finer than before: nothing can change any more.
            if Int(number) + 1 == count { return }
            count = Int(number) + 1
        }
    }

    /// Every atom by itself.
    init(eachOf atoms: Int) {
        kinds = (0..<Int32(atoms)).map { $0 }
        count = atoms
    }

    private func comesBefore(_ one: Int, _ other: Int, _ ends: [NearestEdges.Edge], _ places: [Range<Int>]) -> Bool {
        if kinds[one] != kinds[other] { return kinds[one] < kinds[other] }
        var (first, second) = (places[one].lowerBound, places[other].lowerBound)
        let (firstEnd, secondEnd) = (places[one].upperBound, places[other].upperBound)
        while first < firstEnd, second < secondEnd {
            if ends[first] != ends[second] { return ends[first] < ends[second] }
            first += 1
            second += 1
        }
        return firstEnd - first < secondEnd - second
    }
}
