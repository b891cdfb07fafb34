import Materials
import Predictions

extension MetricTable {
    /// Uncertainties as predicted and after each recalibration: a line a measure, a column a way.
    static func recalibration(_ metrics: RecalibrationMetrics, unit: TargetUnits, prefix: String) -> MetricTable {
        let suffix = unit.learnt.map { " (\($0))" } ?? ""
        typealias Variant = RecalibrationMetrics.Variant
        var lines = Metric.shown(in: .recalibration).filter { !$0.isOfClasses }.map { metric in
            (label: Metric.with(unit, metric.label, of: metric), key: metric.key, value: { (variant: Variant) in variant.values[metric.key] })
        }
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
                Fitted to the \(NumberText.count(metrics.fittedRows)) validation materials alone, measured on those above.\(few(metrics.fittedRows))\(factor) Isotonic: \
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

    /// What is fitted to fewer rows has no digits to speak of.
    static func few(_ rows: Int) -> String { rows < 100 ? " So few say little of it." : "" }

    /// The errors and uncertainties of each group of the headline rows.
    ///
    /// - Parameter file: stem of the table's name
    static func groups(_ metrics: GroupMetrics, unit: TargetUnits, file: String) -> MetricTable {
        let isOfClasses = !metrics.groups.contains { $0.regression != nil }
        let columns = Metric.shown(in: .groups).filter { $0.isOfClasses == isOfClasses }
        let isOne = metrics.groupsLeftOut == 1
        let rest = "\(NumberText.count(metrics.groupsLeftOut)) smaller \(isOne ? "one" : "ones"), of \(NumberText.counted(metrics.rowsLeftOut, "material")), \(isOne ? "is" : "are") left out."
        return MetricTable(
            heading: "By \(metrics.grouping)",
            note: metrics.groupsLeftOut > 0 ? "The \(metrics.groups.count) largest groups; \(rest)" : nil,
            columns: [metrics.grouping.prefix(1).uppercased() + metrics.grouping.dropFirst(), "Materials"]
                + columns.map { Metric.with(unit, $0.heading, of: $0) },
            rows: metrics.groups.map { group in
                [group.split, NumberText.count(group.rowsWithTarget)] + columns.map { $0.text($0.comparableValue(in: group)) }
            },
            labels: 1,
            data: DataTable(
                name: file, columns: ["group", "materials"] + columns.map(\.key),
                rows: metrics.groups.map { group in
                    [group.split, "\(group.rowsWithTarget)"] + columns.map { $0.comparableValue(in: group).map(TableText.field) ?? "" }
                }))
    }
}
