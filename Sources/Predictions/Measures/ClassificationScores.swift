import Foundation

/// How well predicted classes and probabilities agree with the true classes. Classes are counted from 0.
public enum ClassificationScores {
    /// The share of rows with the right class; nil for an empty set.
    public static func accuracy(classes: [Int], predicted: [Int]) -> Double? {
        precondition(classes.count == predicted.count)
        guard !classes.isEmpty else { return nil }
        return Double(zip(classes, predicted).count { $0 == $1 }) / Double(classes.count)
    }

    /// −⟨log p(true class)⟩ in nats. Probabilities are held above the spacing of numbers at 1 (2.2e-16), so that one
    /// certain mistake costs 36 nats and not infinity; nil for an empty set.
    /// - Parameter probabilities: [classes × n].
    public static func logLoss(classes: [Int], probabilities: [[Double]]) -> Double? {
        precondition(probabilities.allSatisfy { $0.count == classes.count })
        guard !classes.isEmpty else { return nil }
        let sum = classes.indices.reduce(0.0) { $0 - log(max(probabilities[classes[$1]][$1], .ulpOfOne)) }
        return sum / Double(classes.count)
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
