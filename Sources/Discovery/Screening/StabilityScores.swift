/// How well materials were told stable or not, and how far off the distances to the hull are.
///
/// Names and edge cases are those of the public leaderboard (Riebesell et al., "Matbench Discovery", arXiv:2308.14920; `stable_metrics` of
/// the PyPI package matbench-discovery 1.3), whose values on the same arrays are the same: positive is a distance at or below the threshold,
/// a material without a prediction counts as predicted unstable and is left out of MAE, RMSE and R². Two differences: an infinite prediction
/// is none, and accuracy is a share of all materials, where the leaderboard's may be above 1.
public struct StabilityScores: Hashable, Sendable {
    public let truePositives: Int
    public let falseNegatives: Int
    public let falsePositives: Int
    public let trueNegatives: Int
    /// Materials without a finite prediction; they are among the negatives.
    public let missing: Int
    /// eV/atom; nil without a prediction.
    public let mae: Double?
    /// eV/atom; nil without a prediction.
    public let rmse: Double?
    /// nil where all true distances are equal.
    public let r2: Double?

    /// - Parameters:
    ///   - truth: eV/atom above the hull; rows whose truth is not known are passed over
    ///   - prediction: eV/atom, of which MAE, RMSE and R² are made; NaN where there is none
    ///   - decision: what is compared with the threshold, where it is not the prediction itself
    ///   - threshold: eV/atom
    public init(truth: [Double], prediction: [Double], decision: [Double]? = nil, threshold: Double = 0) {
        precondition(prediction.count == truth.count && (decision ?? truth).count == truth.count)
        var counts = [0, 0, 0, 0]
        var errors = ErrorSums()
        var missing = 0
        let mean = Self.mean(truth, where: prediction)
        for row in truth.indices where truth[row].isFinite {
            let decided = (decision ?? prediction)[row]
            counts[Verdict(truth: truth[row], decision: decided, threshold: threshold).rawValue] += 1
            if prediction[row].isFinite { errors.add(truth[row], prediction[row], mean: mean) } else { missing += 1 }
        }
        self.init(counts: counts, missing: missing, errors: errors)
    }

    init(counts: [Int], missing: Int, errors: ErrorSums) {
        truePositives = counts[Verdict.truePositive.rawValue]
        falseNegatives = counts[Verdict.falseNegative.rawValue]
        falsePositives = counts[Verdict.falsePositive.rawValue]
        trueNegatives = counts[Verdict.trueNegative.rawValue]
        self.missing = missing
        mae = errors.mae
        rmse = errors.rmse
        r2 = errors.r2
    }

    public var count: Int { truePositives + falseNegatives + falsePositives + trueNegatives }
    /// Materials that truly are stable.
    public var positives: Int { truePositives + falseNegatives }
    /// Materials that were chosen.
    public var chosen: Int { truePositives + falsePositives }

    /// The share of all materials that are stable: what choosing at random would find.
    public var prevalence: Double? { Self.ratio(positives, count) }
    /// The share of the chosen materials that are stable.
    public var precision: Double? { Self.ratio(truePositives, chosen) }
    /// The share of the stable materials that were chosen.
    public var recall: Double? { Self.ratio(truePositives, positives) }
    public var truePositiveRate: Double? { recall }
    public var falsePositiveRate: Double? { Self.ratio(falsePositives, falsePositives + trueNegatives) }
    public var trueNegativeRate: Double? { Self.ratio(trueNegatives, falsePositives + trueNegatives) }
    public var falseNegativeRate: Double? { Self.ratio(falseNegatives, positives) }

    /// The share of the materials that were told rightly.
    public var accuracy: Double? { Self.ratio(truePositives + trueNegatives, count) }

    /// The harmonic mean of precision and recall; not known where either is not, or both are 0.
    public var f1: Double? {
        guard let precision, let recall, precision + recall > 0 else { return nil }
        return 2 * precision * recall / (precision + recall)
    }

    /// Discovery acceleration factor, also called enrichment: precision over the prevalence, of these materials or of those that they were
    /// taken from.
    public func accelerationFactor(prevalence: Double? = nil) -> Double? {
        guard let precision, let prevalence = prevalence ?? self.prevalence, prevalence > 0 else { return nil }
        return precision / prevalence
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }

    /// The mean true distance of the rows that have a prediction.
    static func mean(_ truth: [Double], where prediction: [Double]) -> Double {
        var (sum, count) = (0.0, 0)
        for row in truth.indices where truth[row].isFinite && prediction[row].isFinite {
            sum += truth[row]
            count += 1
        }
        return count > 0 ? sum / Double(count) : 0
    }
}

/// What became of a material.
public enum Verdict: Int, CaseIterable, Sendable {
    case truePositive, falseNegative, falsePositive, trueNegative

    /// At or below the threshold is positive; a decision that is not finite is negative.
    public init(truth: Double, decision: Double, threshold: Double) {
        let isChosen = decision.isFinite && decision <= threshold
        self = truth <= threshold ? (isChosen ? .truePositive : .falseNegative) : (isChosen ? .falsePositive : .trueNegative)
    }
}

/// Sums that MAE, RMSE and R² are made of.
struct ErrorSums {
    private var count = 0.0
    private var absolute = 0.0
    private var squared = 0.0
    /// Of the true values, counted from a mean of theirs: nothing cancels.
    private var truth = 0.0
    private var truthSquared = 0.0
    private var lowest = Double.infinity
    private var highest = -Double.infinity

    mutating func add(_ value: Double, _ prediction: Double, mean: Double) {
        let (error, deviation) = (prediction - value, value - mean)
        count += 1
        absolute += abs(error)
        squared += error * error
        truth += deviation
        truthSquared += deviation * deviation
        lowest = min(lowest, value)
        highest = max(highest, value)
    }

    var mae: Double? { count > 0 ? absolute / count : nil }
    var rmse: Double? { count > 0 ? (squared / count).squareRoot() : nil }

    var r2: Double? {
        // Of equal values the sums leave what rounding makes of zero.
        guard highest > lowest else { return nil }
        let variance = truthSquared - truth * truth / count
        return variance > 0 ? 1 - squared / variance : nil
    }
}
