import Datasets
import Foundation

/// How predicted uncertainties are mended after training, fitted on the validation set alone (Mathematics.md §3).
///
/// Three ways, from the plainest to the one that promises most: one factor on σ, isotonic regression of the quantiles, conformal intervals.
/// The rows also chose each member's best epoch, so that its errors on new materials are a little larger than those seen here.
public struct Recalibration: Equatable, Sendable {
    /// Fewer rows than this fit nothing.
    public static let fewestRows = 20

    /// How many rows it was fitted to.
    public let rows: Int
    /// What σ is multiplied by; nil where some row has no σ.
    public let scale: Double?
    /// The share of rows that is to lie below a quantile → the level to ask for of the Gaussian whose σ is scaled; nil where some row has no σ.
    /// After the scale, as its 100 levels would be too few in the tails of a Gaussian that is far too narrow.
    public let quantiles: IsotonicMap?
    public let conformal: ConformalIntervals

    package init(rows: Int, scale: Double?, quantiles: IsotonicMap?, conformal: ConformalIntervals) {
        self.rows = rows
        self.scale = scale
        self.quantiles = quantiles
        self.conformal = conformal
    }

    /// - Parameter table: the validation rows of a regression
    /// - Returns: nil for a classification and for too few rows with a known target.
    public init?(fittedTo table: PredictionTable) {
        let known = table.inLearntScale.rowsWithTarget
        guard table.task == .regression, known.count >= Self.fewestRows else { return nil }
        let (targets, predictions, deviations) = (known.knownTargets, known.combined.prediction, known.combined.total)
        rows = known.count
        conformal = ConformalIntervals(targets: targets, predictions: predictions, deviations: deviations)
        guard deviations.allSatisfy({ $0 > 0 }) else {
            scale = nil
            quantiles = nil
            return
        }
        let errors = GaussianCalibration.standardisedErrors(targets: targets, predictions: predictions, deviations: deviations)
        let factor = Self.bestScale(errors, deviations)
        scale = factor
        quantiles = Self.quantileMap(errors.map { $0 / factor })
    }

    /// The factor s that makes the continuous ranked probability score of N(ŷ, s²σ²) smallest: a proper score, and one that a few large errors
    /// do not decide, as they do the likelihood's √⟨z²⟩.
    ///
    /// The score's derivative Σ σ (2φ(z/s) − 1/√π) rises with s, from below 0 to above it: its zero is found by halving.
    static func bestScale(_ errors: [Double], _ deviations: [Double]) -> Double {
        func derivative(_ scale: Double) -> Double {
            zip(errors, deviations).reduce(0) { $0 + $1.1 * (2 * StandardNormal.density($1.0 / scale) - 1 / Double.pi.squareRoot()) }
        }
        var (low, high) = (log(1e-4), log(1e4))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if derivative(exp(middle)) < 0 { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    /// Observed share below a Gaussian quantile → its level, at 100 levels spread evenly over 0 … 1.
    package static func quantileMap(_ errors: [Double]) -> IsotonicMap? {
        let sorted = errors.sorted()
        return IsotonicMap(fitting: (0..<100).map { index in
            let level = Double(index) / 99
            let quantile = StandardNormal.quantile(level)
            return (Double(sorted.partitioningIndex { $0 > quantile }) / Double(sorted.count), level)
        })
    }

    /// The central interval of a level as multiples of σ.
    /// - Returns: nil where quantiles were not fitted.
    public func interval(level: Double) -> (lower: Double, upper: Double)? {
        guard let scale, let quantiles else { return nil }
        return (
            scale * StandardNormal.quantile(quantiles((1 - level) / 2)), scale * StandardNormal.quantile(quantiles((1 + level) / 2))
        )
    }

    /// What predictions become by it: `scaled_total`, and the 90 % intervals `isotonic_low_90` … `conformal_high_90`, in the target's unit and
    /// within its limits; an end that lies beyond all bounds is empty.
    public func columns(_ table: PredictionTable) -> [PredictionTable.Column] {
        let learnt = table.inLearntScale.combined
        let (predictions, deviations, form) = (learnt.prediction, learnt.total, table.form)
        var columns: [PredictionTable.Column] = []
        func column(_ name: String, _ value: (Int) -> Double) {
            columns.append(PredictionTable.Column(name: name, numbers: predictions.indices.map(value)))
        }
        func add(_ name: String, _ end: (Int) -> Double) { column(name) { form.restored(end($0)) } }
        if let scale { column("scaled_total") { form.width(ofDeviation: scale * deviations[$0], at: table.combined.prediction[$0]) } }
        if let interval = interval(level: 0.9) {
            add("isotonic_low_90") { predictions[$0] + interval.lower * deviations[$0] }
            add("isotonic_high_90") { predictions[$0] + interval.upper * deviations[$0] }
        }
        if conformal.halfWidths.contains(where: { $0.level == 0.9 }) {
            func half(_ row: Int) -> Double { conformal.halfWidth(level: 0.9, deviation: deviations[row]) ?? .infinity }
            add("conformal_low_90") { predictions[$0] - half($0) }
            add("conformal_high_90") { predictions[$0] + half($0) }
        }
        return columns
    }
}
