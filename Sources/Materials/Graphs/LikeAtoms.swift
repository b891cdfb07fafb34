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
        var signatures = nearest.edges.map { [UInt64](repeating: 0, count: $0.count) }
        var order = Array(elements.indices)
        while true {
            for (atom, edges) in nearest.edges.enumerated() {
                for (place, edge) in edges.enumerated() {
                    signatures[atom][place] = UInt64(edge.distance) << 32 | UInt64(kinds[Int(edge.atom)])
                }
                Self.sort(&signatures[atom])
            }
            order.sort { Self.comesBefore($0, $1, kinds, signatures) }
            var refined = kinds
            var number: Int32 = -1
            for (place, atom) in order.enumerated() {
                let isNew = place == 0 || Self.comesBefore(order[place - 1], atom, kinds, signatures)
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

    /// A dozen numbers, in order but for equal distances.
    private static func sort(_ numbers: inout [UInt64]) {
        for index in numbers.indices.dropFirst() {
            let number = numbers[index]
            var hole = index
            while hole > 0, numbers[hole - 1] > number {
                numbers[hole] = numbers[hole - 1]
                hole -= 1
            }
            numbers[hole] = number
        }
    }

    private static func comesBefore(_ one: Int, _ other: Int, _ kinds: [Int32], _ signatures: [[UInt64]]) -> Bool {
        if kinds[one] != kinds[other] { return kinds[one] < kinds[other] }
        return signatures[one].lexicographicallyPrecedes(signatures[other])
    }
}
