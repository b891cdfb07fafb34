/// Whether polymorphs, materials of one composition, are put in the right order (Goodall thesis, 6.4.1). A model that sees compositions
/// alone cannot: all its pairs are ties.
public struct PolymorphRanking: Sendable, Equatable {
    /// Pairs of one composition whose true energies differ.
    public let pairs: Int
    /// Pairs in the right order; a tie of the predictions is half right.
    public let right: Double
    public let compositions: Int

    public var share: Double? { pairs > 0 ? right / Double(pairs) : nil }

    /// - Parameters:
    ///   - compositions: [n] a text that equal compositions have in common
    ///   - truth: [n] energies; rows without one, or without a prediction, are passed over
    public init(compositions: [String], truth: [Double], prediction: [Double]) {
        let rows = compositions.indices.filter { truth[$0].isFinite && prediction[$0].isFinite && !compositions[$0].isEmpty }
        var (pairs, right, used) = (0, 0.0, 0)
        for members in Dictionary(grouping: rows, by: { compositions[$0] }).values {
            let before = pairs
            for (place, one) in members.enumerated() {
                for other in members[(place + 1)...] where truth[one] != truth[other] {
                    pairs += 1
                    let product = (truth[one] - truth[other]) * (prediction[one] - prediction[other])
                    if product > 0 { right += 1 } else if prediction[one] == prediction[other] { right += 0.5 }
                }
            }
            if pairs > before { used += 1 }
        }
        self.pairs = pairs
        self.right = right
        self.compositions = used
    }
}
