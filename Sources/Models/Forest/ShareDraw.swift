import Datasets

/// Draws where a node cuts the features that it tries, one after the other: a function of (seed, member, tree, node, how many were tried).
struct ShareDraw {
    private var random = CounterRandom(seed: 0, member: 0, purpose: .treeCuts)
    private var base = 0
    private var drawn = 0
    /// Those that have not been used, the next one first.
    private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)

    mutating func begin(seed: UInt64, member: Int, tree: Int) {
        random = CounterRandom(seed: seed, member: member, purpose: .treeCuts, stream: tree)
    }

    mutating func begin(node: Int) {
        base = node << 32
        drawn = 0
    }

    /// Uniform in [0, 1), 32 bits.
    mutating func next() -> Double {
        if drawn % 4 == 0 { words = random.words(at: base + drawn / 4) }
        let share = Double(words.0) * 0x1p-32
        words = (words.1, words.2, words.3, 0)
        drawn += 1
        return share
    }
}
