import Predictions


/// How well uncertainties hold on the headline rows as predicted, and after each recalibration that was fitted on the validation set.
struct RecalibrationMetrics: Codable, Equatable {
    /// How many validation rows the fit is made of.
    var fittedRows: Int
    /// What σ is multiplied by.
    @Nullable var scale: Double?
    /// As predicted, scaled, isotonic, conformal; those that there are.
    var variants: [Variant]

    struct Variant: Codable, Equatable {
        var name: String
        @Nullable var miscalibrationArea: Double?
        @Nullable var meanAbsoluteCalibrationError: Double?
        @Nullable var rootMeanSquareCalibrationError: Double?
        /// Of Gaussians alone.
        @Nullable var negativeLogLikelihood: Double?
        @Nullable var crps: Double?
        @Nullable var intervalScore: Double?
        var intervals: [Interval]
    }

    /// A central interval: what it promises, holds, and costs.
    struct Interval: Codable, Equatable {
        var level: Double
        var observed: Double
        /// Mean width, in the target's unit; null where it has no bound.
        @Nullable var meanWidth: Double?
    }
}

extension RecalibrationMetrics {
    /// - Parameter table: rows of a regression that the fit has not seen
    /// - Returns: nil without a known target
    init?(_ recalibration: Recalibration, table: PredictionTable) {
        let known = table.rowsWithTarget
        guard known.count > 0, known.task == .regression else { return nil }
        let rows = CalibrationRows(known)
        fittedRows = recalibration.rows
        let levels = SplitMetrics.coverageLevels
        variants = []
        if known.combined.total.contains(where: { $0 > 0 }) {
            variants.append(rows.gaussian("as predicted", scale: 1, levels: levels))
            if let scale = recalibration.scale { variants.append(rows.gaussian("scaled", scale: scale, levels: levels)) }
            if recalibration.quantiles != nil {
                variants.append(rows.quantiles("isotonic", levels: levels) { recalibration.interval(level: $0) ?? (-.infinity, .infinity) })
            }
        }
        let conformal = recalibration.conformal.halfWidths.map { half in
            let widths = known.combined.total.map { recalibration.conformal.halfWidth(level: half.level, deviation: $0) ?? .infinity }
            return rows.interval(half.level, lower: widths.map { -$0 }, upper: widths)
        }
        if !conformal.isEmpty { variants.append(Variant(name: "conformal", intervals: conformal)) }
        scale = recalibration.scale
    }
}

/// Rows whose intervals are looked at.
private struct CalibrationRows {
    let targets: [Double]
    let predictions: [Double]
    let deviations: [Double]

    init(_ table: PredictionTable) {
        targets = table.knownTargets
        predictions = table.combined.prediction
        deviations = table.combined.total
    }

    func gaussian(_ name: String, scale: Double, levels: [Double]) -> RecalibrationMetrics.Variant {
        let scaled = deviations.map { scale * $0 }
        var variant = quantiles(name, levels: levels) { level in
            let reach = scale * StandardNormal.quantile((1 + level) / 2)
            return (-reach, reach)
        }
        variant.negativeLogLikelihood = GaussianScores.negativeLogLikelihood(targets: targets, predictions: predictions, deviations: scaled)
        variant.crps = GaussianScores.continuousRankedProbability(targets: targets, predictions: predictions, deviations: scaled)
        variant.intervalScore = GaussianScores.intervalScore(targets: targets, predictions: predictions, deviations: scaled)
        return variant
    }

    func quantiles(
        _ name: String, levels: [Double], _ ends: (Double) -> (lower: Double, upper: Double)
    ) -> RecalibrationMetrics.Variant {
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations, interval: ends)
        return RecalibrationMetrics.Variant(
            name: name, miscalibrationArea: Nullable(wrappedValue: GaussianCalibration.miscalibrationArea(curve)),
            meanAbsoluteCalibrationError: Nullable(wrappedValue: GaussianCalibration.meanAbsoluteError(curve)),
            rootMeanSquareCalibrationError: Nullable(wrappedValue: GaussianCalibration.rootMeanSquareError(curve)),
            intervals: levels.map { level in
                let (lower, upper) = ends(level)
                return interval(level, lower: deviations.map { lower * $0 }, upper: deviations.map { upper * $0 })
            })
    }

    /// - Parameters:
    ///   - lower: distance of the lower end from the prediction, row by row, downward negative
    ///   - upper: distance of the upper end
    func interval(_ level: Double, lower: [Double], upper: [Double]) -> RecalibrationMetrics.Interval {
        let held = targets.indices.count { row in
            let error = targets[row] - predictions[row]
            return error >= lower[row] && error <= upper[row]
        }
        let width = zip(lower, upper).reduce(0) { $0 + $1.1 - $1.0 } / Double(targets.count)
        return RecalibrationMetrics.Interval(
            level: level, observed: Double(held) / Double(targets.count), meanWidth: Nullable(wrappedValue: width.isFinite ? width : nil))
    }
}
