import Predictions


/// How well uncertainties hold on the headline rows as predicted, and after each recalibration that was fitted on the validation set.
struct RecalibrationMetrics: Encodable, Equatable {
    /// How many validation rows the fit is made of.
    var fittedRows: Int
    /// What σ is multiplied by.
    @Nullable var scale: Double?
    /// As predicted, scaled, isotonic, conformal; those that there are.
    var variants: [Variant]

    struct Variant: Encodable, Equatable {
        var name: String
        /// Those that the page shows of recalibrations; scores are of Gaussians alone, calibration errors of what has an interval at each level.
        var values: MetricValues<Double>
        var intervals: [Interval]
    }

    /// A central interval: what it promises, holds, and costs.
    struct Interval: Encodable, Equatable {
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
        if !conformal.isEmpty { variants.append(Variant(name: "conformal", values: .recalibrated(curve: nil, rows: nil), intervals: conformal)) }
        scale = recalibration.scale
    }
}

extension MetricValues<Double> {
    /// The metrics of recalibrations, as far as there is something to measure them of.
    fileprivate static func recalibrated(curve: [GaussianCalibration.CurvePoint]?, rows: UncertainRows?) -> MetricValues {
        MetricValues(Metric.shown(in: .recalibration)) { metric in
            switch metric.measure {
            case .gaussian(let measure): (metric.key, rows.flatMap(measure))
            case .curve(let measure): (metric.key, curve.flatMap(measure))
            default: nil
            }
        }
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
        let scaled = UncertainRows(targets: targets, predictions: predictions, deviations: deviations.map { scale * $0 })
        return variant(name, levels: levels, scaled: scaled) { level in
            let reach = scale * StandardNormal.quantile((1 + level) / 2)
            return (-reach, reach)
        }
    }

    func quantiles(
        _ name: String, levels: [Double], _ ends: (Double) -> (lower: Double, upper: Double)
    ) -> RecalibrationMetrics.Variant {
        variant(name, levels: levels, scaled: nil, ends)
    }

    /// - Parameters:
    ///   - scaled: what a Gaussian's scores are of; nil for intervals that are those of no Gaussian
    ///   - ends: of the interval of a level, as multiples of the σ that was predicted
    private func variant(
        _ name: String, levels: [Double], scaled: UncertainRows?, _ ends: (Double) -> (lower: Double, upper: Double)
    ) -> RecalibrationMetrics.Variant {
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations, interval: ends)
        return RecalibrationMetrics.Variant(
            name: name, values: .recalibrated(curve: curve, rows: scaled),
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
