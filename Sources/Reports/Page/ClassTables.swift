import Materials
import Predictions

/// The page's tables of predictions of classes.
extension MetricTable {
    /// Accuracy and scores: a line a measure, a column a split.
    static func classification(_ metrics: SubjectMetrics, prefix: String) -> MetricTable? {
        let splits = metrics.splits.compactMap { split in split.classification.map { (split, $0) } }
        guard !splits.isEmpty else { return nil }
        // A decision is made by each member too.
        let all = Metric.shown(in: .scores).flatMap { metric in
            let sides = if case .decisions = metric.measure { [false, true] } else { [false] }
            return sides.map { (metric: metric, isOfMembers: $0) }
        }
        let used = all.filter { metric, isOfMembers in
            splits.contains { isOfMembers ? metrics.hasMembers && $1.overMembers[metric.key] != nil : $1.values[metric.key] != nil }
        }
        return MetricTable(
            note: metrics.hasMembers ? "Single members: mean and standard deviation over the members, each taken alone." : nil,
            columns: ["Measure"] + splits.map(\.0.split),
            rows: [["Materials"] + splits.map { NumberText.count($0.0.rowsWithTarget) }]
                + used.map { metric, isOfMembers in
                    [isOfMembers ? "of single members" : metric.label]
                        + splits.map { isOfMembers ? text($1.overMembers[metric.key], of: metric) : metric.text($1.values[metric.key]) }
                },
            labels: 1,
            data: DataTable(
                name: prefix + "scores-by-split",
                columns: ["split", "materials"] + all.map { ($0.isOfMembers ? "member_" : "") + $0.metric.key },
                rows: splits.map { split, scores in
                    [split.split, "\(split.rowsWithTarget)"]
                        + all.map { field($1 ? scores.overMembers[$0.key]?.mean : scores.values[$0.key]) }
                }))
    }

    private static func text(_ spread: SplitMetrics.MeanAndDeviation?, of metric: Metric) -> String {
        guard let spread, metric.unit == .share else { return self.spread(spread) }
        return NumberText.spread(mean: 100 * spread.mean, deviation: spread.deviation.map { 100 * $0 }) + "\u{202F}%"
    }

    /// More classes than these make no table that could be read; the file has them all.
    private static let mostClasses = 20

    /// What becomes of each class of the headline rows.
    static func classes(_ metrics: SubjectMetrics, prefix: String) -> MetricTable? {
        guard let classification = metrics.headline?.classification else { return nil }
        let classes = classification.classes
        let total = max(classification.confusion.total, 1)
        let shown = classes.enumerated().sorted { ($0.element.materials, -$0.offset) > ($1.element.materials, -$1.offset) }
            .prefix(mostClasses).sorted { $0.offset < $1.offset }.map(\.element)
        return MetricTable(
            heading: "Class by class",
            note: (shown.count < classes.count ? "The \(shown.count) largest of \(classes.count) classes. " : "")
                + "Recall: share of the class that is found. Precision: share of what is put into the class that is of it.",
            columns: ["Class", "Materials", "Share", "Predicted", "Recall", "Precision", "F1"],
            rows: shown.map { kind in
                [kind.name, NumberText.count(kind.materials), NumberText.percent(Double(kind.materials) / Double(total)), NumberText.count(kind.predicted)]
                    + [kind.recall, kind.precision].map { $0.map { NumberText.percent($0) } ?? "–" } + [kind.f1.map { NumberText.short($0) } ?? "–"]
            },
            labels: 1,
            data: DataTable(
                name: prefix + "classes", columns: ["class", "name", "materials", "predicted", "recall", "precision", "f1"],
                rows: classes.enumerated().map { place, kind in
                    ["\(place)", kind.name, "\(kind.materials)", "\(kind.predicted)"] + [kind.recall, kind.precision, kind.f1].map { field($0) }
                }))
    }

    /// Which classes are taken for which, on the headline rows.
    static func confusion(_ metrics: SubjectMetrics, prefix: String) -> MetricTable? {
        guard let classification = metrics.headline?.classification, classification.classes.count <= mostClasses else { return nil }
        let names = classification.classes.map(\.name)
        let counts = classification.confusion.counts
        return MetricTable(
            heading: "What is taken for what",
            note: "Confusion matrix: a line for each true class, a column for each predicted one.",
            columns: ["True class"] + names.map { "taken for \($0)" },
            rows: zip(names, counts).map { name, row in [name] + row.map { NumberText.count($0) } }, labels: 1,
            data: DataTable(
                name: prefix + "confusion-matrix", columns: ["true_class"] + names.map { "predicted_\($0)" },
                rows: zip(names, counts).map { name, row in [name] + row.map { "\($0)" } }))
    }

    /// Probabilities as predicted and at the fitted temperature: a line a measure.
    static func classCalibration(_ metrics: ClassCalibrationMetrics, prefix: String) -> MetricTable {
        let lines = Metric.shown(in: .recalibration).filter(\.isOfClasses)
        return MetricTable(
            heading: "Before and after calibration",
            note: """
                One temperature\(metrics.temperature.map { ", \(NumberText.short($0))," } ?? " in each fold,") fitted to the \(NumberText.count(metrics.fittedRows)) validation \
                materials alone, measured on those above.\(few(metrics.fittedRows)) Above 1 probabilities were too certain, below 1 too cautious. No decision changes by it.
                """,
            columns: ["Measure"] + metrics.variants.map(\.name),
            rows: lines.map { line in [line.label] + metrics.variants.map { line.text($0.values[line.key]) } }, labels: 1,
            data: DataTable(
                name: prefix + "class-calibration", columns: ["measure"] + metrics.variants.map { $0.name.replacing(" ", with: "_") },
                rows: lines.map { line in [line.key] + metrics.variants.map { field($0.values[line.key]) } }))
    }
}
