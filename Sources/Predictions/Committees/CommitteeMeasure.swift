import Foundation

/// Measures of predictions that are means over materials, or the root of one, so that the gain of one set of predictions over another of the same
/// materials has a standard error. Smaller is better.
public enum CommitteeMeasure: String, CaseIterable, Sendable {
    case mae, rmse
    case negativeLogLikelihood = "negative_log_likelihood"
    case crps
    case errorRate = "error_rate"
    case logLoss = "log_loss"

    var isOfClasses: Bool { self == .errorRate || self == .logLoss }

    /// Measured in the scale in which ensembles are combined.
    var isOfUncertainty: Bool { self == .negativeLogLikelihood || self == .crps }

    /// What each row contributes, before any root; nil where an uncertainty is asked for and some row has none.
    func losses(_ table: PredictionTable, _ targets: [Double]) -> [Double]? {
        let combined = table.combined
        func errors(_ loss: (_ error: Double, _ deviation: Double) -> Double) -> [Double] {
            targets.indices.map { loss(targets[$0] - combined.prediction[$0], combined.total[$0]) }
        }
        guard !isOfUncertainty || combined.total.allSatisfy({ $0 > 0 }) else { return nil }
        return switch self {
        case .mae: errors { error, _ in abs(error) }
        case .rmse: errors { error, _ in error * error }
        case .negativeLogLikelihood: errors(GaussianScores.negativeLogLikelihood)
        case .crps: errors(GaussianScores.continuousRankedProbability)
        case .errorRate: errors { error, _ in error == 0 ? 0 : 1 }
        // Held above the spacing of numbers at 1, as in the log loss of a split.
        case .logLoss: targets.indices.map { -log(max(table.probabilities[Int(targets[$0])][$0], .ulpOfOne)) }
        }
    }

    func value(_ losses: [Double]) -> Double {
        let mean = losses.reduce(0, +) / Double(losses.count)
        return self == .rmse ? mean.squareRoot() : mean
    }

    /// What a row's loss changes of the measure, times the number of rows: of a root by its derivative.
    func influences(_ losses: [Double]) -> [Double] {
        guard self == .rmse else { return losses }
        let root = value(losses)
        return root > 0 ? losses.map { $0 / (2 * root) } : losses
    }
}

/// How much larger one mean is than another of the same materials.
public struct PairedDifference: Equatable, Sendable {
    public let mean: Double
    /// Of the materials drawn again: what they have in common does not count. nil for one material.
    public let standardError: Double?

    /// - Parameter differences: of each material
    init(_ mean: Double, of differences: [Double]) {
        self.mean = mean
        standardError = Spread(differences)?.deviation.map { $0 / Double(differences.count).squareRoot() }
    }
}
