import Foundation

/// The factor on members' σ that makes the materials of a validation set most likely.
///
/// Members fit their training set far better than anything else, and learn their σ there: on new materials it is too small by a factor of two or
/// three, the more so the longer they are trained. One number for all materials leaves their order as it was.
public enum SigmaFactor {
    /// Maximum a posteriori of s in N(ŷ, σ_e² + s² σ_a²), log s being N(0, 1) beforehand, so that few materials do not say much.
    ///
    /// - Parameter table: the validation rows of a regression
    /// - Returns: nil where too few values are known (`Recalibration.fewestRows`), or some σ_a is none
    public static func fitted(to table: PredictionTable) -> Double? {
        let known = table.inLearntScale.rowsWithTarget
        guard known.task == .regression, known.count >= Recalibration.fewestRows, known.combined.aleatoric.allSatisfy({ $0 > 0 }) else { return nil }
        let terms = known.combined.prediction.indices.map { row in
            let error = known.knownTargets[row] - known.combined.prediction[row]
            return (
                error: error * error, epistemic: known.combined.epistemic[row] * known.combined.epistemic[row],
                aleatoric: known.combined.aleatoric[row] * known.combined.aleatoric[row]
            )
        }
        func cost(_ logarithm: Double) -> Double {
            let square = exp(2 * logarithm)
            return terms.reduce(0.5 * logarithm * logarithm) { sum, term in
                let variance = term.epistemic + square * term.aleatoric
                return sum + 0.5 * log(variance) + 0.5 * term.error / variance
            }
        }
        return exp(smallest(of: cost, in: -3...5))
    }

    /// Where a cost is smallest: the best of a grid, and golden sections around it.
    private static func smallest(of cost: (Double) -> Double, in range: ClosedRange<Double>) -> Double {
        let step = 0.1
        let grid = Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
        let best = grid.min { cost($0) < cost($1) } ?? 0
        var (low, high) = (best - step, best + step)
        let golden = (5.0.squareRoot() - 1) / 2
        for _ in 0..<40 {
            let (left, right) = (high - golden * (high - low), low + golden * (high - low))
            if cost(left) < cost(right) { high = right } else { low = left }
        }
        return (low + high) / 2
    }
}
