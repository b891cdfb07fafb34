import Datasets

/// Draws where a node is cut along a feature: evenly between the least and the greatest value that its rows have.
///
/// A draw is a function of (seed, member, tree, node, feature), in whatever order a node tries its features.
struct ThresholdDraw {
    private var random = CounterRandom(seed: 0, member: 0, purpose: .treeCuts)
    private var base = 0

    mutating func begin(seed: UInt64, member: Int, tree: Int) {
        random = CounterRandom(seed: seed, member: member, purpose: .treeCuts, stream: tree)
    }

    mutating func begin(node: Int) { base = node << 32 }

    /// The threshold, and the greatest rank that is not above it.
    ///
    /// Of a feature that some rows lack, every second cut parts those that have it from those that do not.
    func cut(
        _ feature: Int, of features: BinnedFeatures, _ least: UInt32, _ greatest: UInt32, hasMissing: Bool
    ) -> (rank: UInt32, threshold: Float) {
        var share = random.fraction(at: base + feature)
        if hasMissing {
            guard share >= 0.5 && least < greatest else { return (greatest, .infinity) }
            share = 2 * share - 1
        }
        let (low, high) = (features.value(feature, rank: least), features.value(feature, rank: greatest))
        let drawn = Float(Double(low) + share * (Double(high) - Double(low)))
        // Rounding may lead up to the greatest value itself, which goes right.
        let threshold = drawn < high ? max(drawn, low) : low
        return (features.lastRank(feature, in: least..<greatest, upTo: threshold), threshold)
    }
}
