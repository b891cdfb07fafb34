/// Whether polymorphs, materials of one composition, are put in the right order (Goodall thesis, 6.4.1). A model that sees compositions
/// alone cannot: all its pairs are ties.
public struct PolymorphRanking: Sendable, Equatable {
    /// Pairs of one composition whose true energies differ by more than the least difference.
    public let pairs: Int
    /// Pairs in the right order; a tie of the predictions is half right.
    public let right: Double
    /// Pairs whose predictions are equal, to the six digits that single precision has.
    public let ties: Int
    public let compositions: Int

    public var share: Double? { pairs > 0 ? right / Double(pairs) : nil }

    /// - Parameters:
    ///   - compositions: [n] a text that equal compositions have in common
    ///   - truth: [n] energies; rows without one, or without a prediction, are passed over
    ///   - leastDifference: pairs whose true energies differ by no more are not asked for
    public init(compositions: [String], truth: [Double], prediction: [Double], leastDifference: Double = 0) {
        let rows = compositions.indices.filter { truth[$0].isFinite && prediction[$0].isFinite && !compositions[$0].isEmpty }
        var (pairs, right, ties, used) = (0, 0.0, 0, 0)
        for members in Dictionary(grouping: rows, by: { compositions[$0] }).values {
            let before = pairs
            for (place, one) in members.enumerated() {
                for other in members[(place + 1)...] where abs(truth[one] - truth[other]) > leastDifference {
                    pairs += 1
                    let difference = prediction[one] - prediction[other]
                    if abs(difference) <= 1e-6 * max(abs(prediction[one]), abs(prediction[other])) {
                        ties += 1
                        right += 0.5
                    } else if (difference > 0) == (truth[one] > truth[other]) {
                        right += 1
                    }
                }
            }
            if pairs > before { used += 1 }
        }
        self.pairs = pairs
        self.right = right
        self.ties = ties
        self.compositions = used
    }
}
