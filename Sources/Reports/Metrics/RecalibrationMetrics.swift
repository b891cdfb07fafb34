import Predictions

/// How well uncertainties hold on the headline rows as predicted, and after each recalibration that was fitted on the validation set.
struct RecalibrationMetrics: Encodable, Equatable {
    /// How many validation rows the fit is made of.
    var fittedRows: Int
    /// What σ is multiplied by; null where it is nothing, or another in each fold.
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
    /// Several parts, each with a fit of its own: shares and scores are means over rows, so that those of the whole are means over the parts.
    ///
    /// - Returns: nil without a known target
    init?(_ parts: [RecalibratedPart]) {
        let measured = parts.compactMap { part in PartOfRecalibration(part.recalibration, table: part.table) }
        guard let first = measured.first else { return nil }
        fittedRows = parts.reduce(0) { $0 + $1.recalibration.rows }
        scale = parts.count == 1 ? parts[0].recalibration.scale : nil
        // A way that was not open to some part is none for the whole.
        variants = first.variants.compactMap { variant in
            let all = measured.compactMap { part in part.variants.first { $0.name == variant.name }.map { (part.rows, $0) } }
            return all.count == measured.count ? Variant(pooling: all) : nil
        }
    }
}

/// Rows of a regression with a fit that has not seen them.
struct RecalibratedPart {
    let recalibration: Recalibration
    let table: PredictionTable
}

extension ReportSubject {
    /// The rows that a recalibration applies to, each with its own: all with the ensemble's, or each fold's with that of the fold.
    func recalibratedParts(of table: PredictionTable) -> [RecalibratedPart] {
        guard !folds.isEmpty, let ofRow = table.column(PredictionTable.foldColumn) else {
            return applicableRecalibration.map { [RecalibratedPart(recalibration: $0, table: table)] } ?? []
        }
        let parts = folds.compactMap { fold in
            fold.recalibration.map { recalibration in
                RecalibratedPart(recalibration: recalibration, table: table.selecting(ofRow.indices.filter { ofRow[$0] == fold.name }))
            }
        }
        // What holds of some folds alone would be taken for the whole.
        return parts.count == folds.count ? parts : []
    }
}

/// How one fit holds on its rows.
private struct PartOfRecalibration {
    let rows: Int
    var variants: [MeasuredVariant]

    init?(_ recalibration: Recalibration, table: PredictionTable) {
        let known = table.inLearntScale.rowsWithTarget
        guard known.count > 0, known.task == .regression else { return nil }
        let rows = CalibrationRows(known)
        self.rows = known.count
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
        if !conformal.isEmpty { variants.append(MeasuredVariant(name: "conformal", curve: nil, scores: [:], intervals: conformal)) }
    }
}

/// What was measured of one way to recalibrate: means over rows.
private struct MeasuredVariant {
    let name: String
    /// nil where not every level has an interval.
    let curve: [GaussianCalibration.CurvePoint]?
    /// Of Gaussians alone, by the keys of the metrics.
    let scores: [String: Double]
    let intervals: [RecalibrationMetrics.Interval]
}

extension RecalibrationMetrics.Variant {
    /// - Parameter parts: of one way, with how many rows each is of
    fileprivate init(pooling parts: [(rows: Int, variant: MeasuredVariant)]) {
        let total = parts.reduce(0) { $0 + $1.rows }
        func mean(_ value: (MeasuredVariant) -> Double?) -> Double? {
            var sum = 0.0
            for part in parts {
                guard let value = value(part.variant) else { return nil }
                sum += value * Double(part.rows) / Double(total)
            }
            return sum
        }
        let first = parts[0].variant
        let curve = first.curve?.indices.compactMap { index in
            mean { $0.curve?[index].observed }.map { GaussianCalibration.CurvePoint(expected: first.curve?[index].expected ?? 0, observed: $0) }
        }
        name = first.name
        values = MetricValues(Metric.shown(in: .recalibration)) { metric in
            switch metric.measure {
            case .gaussian: (metric.key, mean { $0.scores[metric.key] })
            case .curve(let measure): (metric.key, curve.flatMap(measure))
            default: nil
            }
        }
        intervals = first.intervals.enumerated().map { index, interval in
            RecalibrationMetrics.Interval(
                level: interval.level, observed: mean { $0.intervals[index].observed } ?? 0,
                meanWidth: Nullable(wrappedValue: mean { $0.intervals[index].meanWidth }))
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

    func gaussian(_ name: String, scale: Double, levels: [Double]) -> MeasuredVariant {
        let scaled = UncertainRows(targets: targets, predictions: predictions, deviations: deviations.map { scale * $0 })
        return variant(name, levels: levels, scaled: scaled) { level in
            let reach = scale * StandardNormal.quantile((1 + level) / 2)
            return (-reach, reach)
        }
    }

    func quantiles(
        _ name: String, levels: [Double], _ ends: (Double) -> (lower: Double, upper: Double)
    ) -> MeasuredVariant {
        variant(name, levels: levels, scaled: nil, ends)
    }

    /// - Parameters:
    ///   - scaled: what a Gaussian's scores are of; nil for intervals that are those of no Gaussian
    ///   - ends: of the interval of a level, as multiples of the σ that was predicted
    private func variant(
        _ name: String, levels: [Double], scaled: UncertainRows?, _ ends: (Double) -> (lower: Double, upper: Double)
    ) -> MeasuredVariant {
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations, interval: ends)
        var scores: [String: Double] = [:]
        if let scaled {
            for metric in Metric.shown(in: .recalibration) {
                if case .gaussian(let measure) = metric.measure { scores[metric.key] = measure(scaled) }
            }
        }
        return MeasuredVariant(
            name: name, curve: curve, scores: scores,
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
