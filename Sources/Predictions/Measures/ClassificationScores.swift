import Foundation

/// How well predicted probabilities agree with the true classes. Classes are counted from 0, probabilities are [classes × n].
public enum ClassificationScores {
    /// −⟨log p(true class)⟩ in nats. Probabilities are held above the spacing of numbers at 1 (2.2e-16), so that one
    /// certain mistake costs 36 nats and not infinity; nil for an empty set.
    public static func logLoss(classes: [Int], probabilities: [[Double]]) -> Double? {
        precondition(probabilities.allSatisfy { $0.count == classes.count })
        guard !classes.isEmpty else { return nil }
        let sum = classes.indices.reduce(0.0) { $0 - log(max(probabilities[classes[$1]][$1], .ulpOfOne)) }
        return sum / Double(classes.count)
    }

    /// Brier's score: ⟨(p₁ − y)²⟩ of two classes, ⟨Σ_k (p_k − y_k)²⟩ of more, as scikit-learn has it; nil for an empty set.
    public static func brier(classes: [Int], probabilities: [[Double]]) -> Double? {
        guard !classes.isEmpty else { return nil }
        let kinds = probabilities.count == 2 ? 1..<2 : probabilities.indices
        let sum = classes.enumerated().reduce(0.0) { sum, row in
            kinds.reduce(sum) { sum, kind in
                let difference = probabilities[kind][row.offset] - (row.element == kind ? 1 : 0)
                return sum + difference * difference
            }
        }
        return sum / Double(classes.count)
    }

    /// Area under the receiver operating characteristic: of the second of two classes, of more the mean over the classes, each against all others.
    /// - Returns: nil where no class has both rows of its own and others
    public static func areaUnderROC(classes: [Int], probabilities: [[Double]]) -> Double? {
        oneAgainstRest(classes, probabilities) { areaUnderROC(isPositive: $0, scores: $1) }
    }

    /// Average precision, likewise.
    public static func averagePrecision(classes: [Int], probabilities: [[Double]]) -> Double? {
        oneAgainstRest(classes, probabilities) { RankingCurve(isPositive: $0, scores: $1).averagePrecision }
    }

    private static func oneAgainstRest(_ classes: [Int], _ probabilities: [[Double]], _ measure: ([Bool], [Double]) -> Double?) -> Double? {
        let kinds = probabilities.count == 2 ? 1..<2 : probabilities.indices
        let values = kinds.compactMap { kind in measure(classes.map { $0 == kind }, probabilities[kind]) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Area under the receiver operating characteristic: the chance that a random row of the positive class scores above a random
    /// row of the other, ties counting half (Mann and Whitney 1947).
    /// - Returns: nil where one of the two classes does not occur.
    public static func areaUnderROC(isPositive: [Bool], scores: [Double]) -> Double? {
        precondition(isPositive.count == scores.count)
        let positives = isPositive.count { $0 }
        let negatives = isPositive.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var rankSum = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
            // Ranks start + 1 … end share their mean.
            let rank = Double(start + 1 + end) / 2
            rankSum += rank * Double(order[start..<end].count { isPositive[$0] })
            start = end
        }
        let lowest = Double(positives) * Double(positives + 1) / 2
        return (rankSum - lowest) / (Double(positives) * Double(negatives))
    }
}
