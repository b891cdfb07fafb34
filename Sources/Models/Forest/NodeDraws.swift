import Datasets

/// Numbers that are drawn at a tree's nodes, one after the other: functions of (seed, member, purpose, tree, node, place among the node's).
struct NodeDraws {
    private let purpose: CounterRandom.Purpose
    private var random: CounterRandom
    private var base = 0
    private var drawn = 0
    /// Those that have not been used, the next one first.
    private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)

    init(_ purpose: CounterRandom.Purpose) {
        self.purpose = purpose
        random = CounterRandom(seed: 0, member: 0, purpose: purpose)
    }

    mutating func begin(seed: UInt64, member: Int, tree: Int) {
        random = CounterRandom(seed: seed, member: member, purpose: purpose, stream: tree)
    }

    mutating func begin(node: Int) {
        // A node has 2³² numbers of its own.
        base = node << 32
        drawn = 0
    }

    /// 32 random bits.
    mutating func next() -> UInt32 {
        if drawn % 4 == 0 { words = random.words(at: base + drawn / 4) }
        let word = words.0
        words = (words.1, words.2, words.3, 0)
        drawn += 1
        return word
    }
}
