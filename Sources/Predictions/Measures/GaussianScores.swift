import Foundation

/// Proper scores of Gaussian predictions N(ŷ, σ²), averaged over rows: smaller is better, and the truth is the best.
///
/// Source: Gneiting and Raftery, J. Am. Stat. Assoc. 102, 359 (2007).
public enum GaussianScores {
    /// Negative log-likelihood ⟨½ log 2π + log σ + ½ ((y − ŷ)/σ)²⟩, in nats for targets measured in their unit.
    /// - Returns: nil for an empty set, and where some σ is 0, as the likelihood is then 0 or infinite.
    public static func negativeLogLikelihood(targets: [Double], predictions: [Double], deviations: [Double]) -> Double? {
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        guard !targets.isEmpty, deviations.allSatisfy({ $0 > 0 }) else { return nil }
        let sum = targets.indices.reduce(0.0) { $0 + negativeLogLikelihood(error: targets[$1] - predictions[$1], deviation: deviations[$1]) }
        return sum / Double(targets.count)
    }

    /// The same of one row; the deviation is above 0.
    static func negativeLogLikelihood(error: Double, deviation: Double) -> Double {
        let z = error / deviation
        return 0.5 * log(2 * Double.pi) + log(deviation) + 0.5 * z * z
    }

    /// Continuous ranked probability score ⟨σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π)⟩ with z = (y − ŷ)/σ, in the target's unit (equation 21).
    /// Its limit for σ → 0 is |y − ŷ|, which is taken there.
    /// - Returns: nil for an empty set.
    public static func continuousRankedProbability(targets: [Double], predictions: [Double], deviations: [Double]) -> Double? {
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        guard !targets.isEmpty else { return nil }
        let sum = targets.indices.reduce(0.0) { $0 + continuousRankedProbability(error: targets[$1] - predictions[$1], deviation: deviations[$1]) }
        return sum / Double(targets.count)
    }

    /// The same of one row.
    static func continuousRankedProbability(error: Double, deviation: Double) -> Double {
        guard deviation > 0 else { return abs(error) }
        let z = error / deviation
        return deviation * (z * (2 * StandardNormal.cumulative(z) - 1) + 2 * StandardNormal.density(z) - 1 / Double.pi.squareRoot())
    }

    /// Interval score: the width of the central interval of level p, and 2/(1 − p) times the distance of a target that lies outside, averaged
    /// over rows and over p = 0.01, 0.02 … 0.99; in the target's unit (equation 43; levels as `uncertainty-toolbox` takes them).
    /// - Returns: nil for an empty set.
    public static func intervalScore(targets: [Double], predictions: [Double], deviations: [Double]) -> Double? {
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        guard !targets.isEmpty else { return nil }
        let levels = (1...99).map { Double($0) / 100 }
        let sum = levels.reduce(0.0) { sum, level in
            let reach = StandardNormal.quantile(0.5 + level / 2)
            return sum + targets.indices.reduce(0.0) { sum, row in
                let half = reach * deviations[row]
                let outside = max(abs(targets[row] - predictions[row]) - half, 0)
                return sum + 2 * half + 2 / (1 - level) * outside
            }
        }
        return sum / Double(levels.count * targets.count)
    }
}
