import Datasets

/// Draws the features of a tree's nodes without repetition: Fisher and Yates, begun anew at each node from the last one's order.
struct FeatureDraw {
    private var order: ContiguousArray<Int32>
    private var draws = NodeDraws(.treeFeatures)
    private var drawn = 0

    init(features: Int) { order = ContiguousArray(0..<Int32(features)) }

    mutating func begin(seed: UInt64, member: Int, tree: Int) {
        draws.begin(seed: seed, member: member, tree: tree)
        for place in order.indices { order[place] = Int32(place) }
    }

    mutating func begin(node: Int) {
        draws.begin(node: node)
        drawn = 0
    }

    /// The next feature, or nil after the last.
    mutating func next() -> Int? {
        guard drawn < order.count else { return nil }
        let bound = UInt64(order.count - drawn)
        let place = drawn + Int((UInt64(draws.next()) * bound) >> 32)
        order.swapAt(drawn, place)
        drawn += 1
        return Int(order[drawn - 1])
    }
}
