import Datasets

/// Draws the features of a tree's nodes without repetition: Fisher and Yates, begun anew at each node from the last one's order.
struct FeatureDraw {
    private var order: ContiguousArray<Int32>
    private var random: CounterRandom
    private var base = 0
    private var drawn = 0
    /// Those that have not been used, the next one first.
    private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)

    init(features: Int) {
        order = ContiguousArray(0..<Int32(features))
        random = CounterRandom(seed: 0, member: 0, purpose: .treeFeatures)
    }

    mutating func begin(seed: UInt64, member: Int, tree: Int) {
        random = CounterRandom(seed: seed, member: member, purpose: .treeFeatures, stream: tree)
        for place in order.indices { order[place] = Int32(place) }
    }

    mutating func begin(node: Int) {
        // A node has 2³² numbers of its own.
        base = node << 32
        drawn = 0
    }

    /// The next feature, or nil after the last.
    mutating func next() -> Int? {
        guard drawn < order.count else { return nil }
        if drawn % 4 == 0 { words = random.words(at: base + drawn / 4) }
        let bound = UInt64(order.count - drawn)
        let place = drawn + Int((UInt64(words.0) * bound) >> 32)
        words = (words.1, words.2, words.3, 0)
        order.swapAt(drawn, place)
        drawn += 1
        return Int(order[drawn - 1])
    }
}
