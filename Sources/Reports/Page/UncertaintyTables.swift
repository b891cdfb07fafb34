import Materials
import Predictions

extension MetricTable {
    /// Uncertainties as predicted and after each recalibration: a line a measure, a column a way.
    static func recalibration(_ metrics: RecalibrationMetrics, unit: String?, prefix: String) -> MetricTable {
        let suffix = unit.map { " (\($0))" } ?? ""
        typealias Variant = RecalibrationMetrics.Variant
        var lines: [(label: String, key: String, value: (Variant) -> Double?)] = [
            ("Miscalibration area", "miscalibration_area", \.miscalibrationArea),
            ("Mean absolute calibration error", "mean_absolute_calibration_error", \.meanAbsoluteCalibrationError),
            ("Root mean square calibration error", "root_mean_square_calibration_error", \.rootMeanSquareCalibrationError),
            ("Negative log-likelihood", "negative_log_likelihood", \.negativeLogLikelihood),
            ("CRPS" + suffix, "crps", \.crps),
            ("Interval score" + suffix, "interval_score", \.intervalScore),
        ]
        for level in SplitMetrics.coverageLevels {
            let percent = Int((100 * level).rounded())
            func interval(_ variant: Variant) -> RecalibrationMetrics.Interval? { variant.intervals.first { $0.level == level } }
            lines.append(("Held by the \(percent)\u{202F}% interval", "coverage_\(percent)", { interval($0)?.observed }))
            lines.append(("Mean width of it" + suffix, "width_\(percent)", { interval($0)?.meanWidth }))
        }
        let factor = metrics.scale.map { " Scaled: σ times \(NumberText.short($0)), the factor of the smallest CRPS." } ?? ""
        return MetricTable(
            heading: "Before and after recalibration",
            note: """
                Fitted to the \(NumberText.count(metrics.fittedRows)) validation materials alone, measured on those above.\(factor) Isotonic: \
                quantiles moved so that they hold the validation materials. Conformal: intervals that hold at least what they promise for \
                materials drawn like the validation set, which also chose each member's best epoch.
                """,
            columns: ["Measure"] + metrics.variants.map(\.name),
            rows: lines.map { line in
                [line.label]
                    + metrics.variants.map { variant in
                        line.value(variant).map { line.key.hasPrefix("coverage") ? NumberText.percent($0) : NumberText.short($0) } ?? "–"
                    }
            },
            labels: 1,
            data: DataTable(
                name: prefix + "recalibration", columns: ["measure"] + metrics.variants.map { $0.name.replacing(" ", with: "_") },
                rows: lines.map { line in [line.key] + metrics.variants.map { line.value($0).map(TableText.field) ?? "" } }))
    }

    /// The errors and uncertainties of each group of the headline rows.
    ///
    /// - Parameter file: stem of the table's name
    static func groups(_ metrics: GroupMetrics, unit: String?, file: String) -> MetricTable {
        let suffix = unit.map { " (\($0))" } ?? ""
        let isRegression = metrics.groups.contains { $0.regression != nil }
        let names: [(label: String, key: String)] = isRegression
            ? [
                ("MAE" + suffix, "mae"), ("RMSE" + suffix, "rmse"), ("R²", "r2"), ("Sharpness" + suffix, "sharpness"),
                ("NLL", "negative_log_likelihood"), ("Miscalibration area", "miscalibration_area"), ("In the 90\u{202F}% interval", "coverage_90"),
            ] : [("Accuracy", "accuracy"), ("Log loss", "log_loss")]
        func values(_ group: SplitMetrics) -> [Double?] {
            guard isRegression else { return [group.classification?.accuracy, group.classification?.logLoss] }
            guard let regression = group.regression else { return names.map { _ in nil } }
            let uncertainty = regression.uncertainty
            let errors: [Double?] = [regression.ensemble.mae, regression.ensemble.rmse, regression.ensemble.r2]
            guard !uncertainty.parts.isEmpty else { return errors + [nil, nil, nil, nil] }
            return errors + [
                uncertainty.sharpness, uncertainty.negativeLogLikelihood, uncertainty.miscalibrationArea,
                uncertainty.coverage.first { $0.level == 0.9 }?.observed,
            ]
        }
        let rest = "\(NumberText.count(metrics.groupsLeftOut)) smaller ones, of \(NumberText.count(metrics.rowsLeftOut)) materials, are left out."
        let isShare = Set(["coverage_90", "accuracy"])
        return MetricTable(
            heading: "By \(metrics.grouping)",
            note: metrics.groupsLeftOut > 0 ? "The \(metrics.groups.count) largest groups; \(rest)" : nil,
            columns: [metrics.grouping.prefix(1).uppercased() + metrics.grouping.dropFirst(), "Materials"] + names.map(\.label),
            rows: metrics.groups.map { group in
                [group.split, NumberText.count(group.rowsWithTarget)]
                    + zip(values(group), names).map { value, name in
                        value.map { isShare.contains(name.key) ? NumberText.percent($0) : NumberText.short($0) } ?? "–"
                    }
            },
            labels: 1,
            data: DataTable(
                name: file, columns: ["group", "materials"] + names.map(\.key),
                rows: metrics.groups.map { group in
                    [group.split, "\(group.rowsWithTarget)"] + values(group).map { $0.map(TableText.field) ?? "" }
                }))
    }
}
