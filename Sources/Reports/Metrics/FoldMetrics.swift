import Predictions

/// The metrics of each fold of a cross-validation, and what they are over the folds.
struct FoldMetrics: Encodable, Equatable {
    /// `split` is the fold's name.
    var folds: [SplitMetrics]
    /// Mean over the folds, and the standard deviation of the sample; null where some fold has no value.
    var overFolds: MetricValues<SplitMetrics.MeanAndDeviation>

    /// What is shown of folds: what sets of predictions are compared by.
    private static var shown: [Metric] { Metric.shown(in: .comparison) }

    /// - Parameter names: of the folds, in order
    /// - Returns: nil where there are none, or no table says which fold a row is of
    init?(_ names: [String], table: PredictionTable) {
        guard !names.isEmpty, let ofRow = table.column(PredictionTable.foldColumn) else { return nil }
        let folds = names.map { name in
            SplitMetrics(split: name, table: table.selecting(ofRow.indices.filter { ofRow[$0] == name }))
        }
        self.folds = folds
        overFolds = MetricValues(Self.shown) { metric in
            let values = folds.compactMap { metric.comparableValue(in: $0) }
            return (metric.key, values.count == folds.count ? SplitMetrics.MeanAndDeviation(values) : nil)
        }
    }

    /// Metrics that have a value over the folds.
    var metrics: [Metric] { Self.shown.filter { overFolds[$0.key] != nil } }

    /// "0.341 ± 0.02 eV", "89.4 ± 1.2 %", or a dash.
    func text(_ metric: Metric, unit: String? = nil) -> String {
        guard let over = overFolds[metric.key] else { return "–" }
        let scale: Double = metric.unit == .share ? 100 : 1
        let suffix = metric.unit == .share ? "\u{202F}%" : metric.unit == .ofTarget ? unit.map { " " + $0 } ?? "" : ""
        return NumberText.spread(mean: scale * over.mean, deviation: over.deviation.map { scale * $0 }) + suffix
    }
}

extension MetricTable {
    /// A line for each fold, one for their mean and one for all materials together.
    static func folds(_ metrics: SubjectMetrics, unit: TargetUnits, prefix: String) -> MetricTable? {
        guard let folds = metrics.folds, let whole = metrics.headline else { return nil }
        let columns = folds.metrics
        func full(_ name: String, _ split: SplitMetrics) -> [String] {
            [name, "\(split.rowsWithTarget)"] + columns.map { field($0.comparableValue(in: split)) }
        }
        func over(_ name: String, _ value: (SplitMetrics.MeanAndDeviation) -> Double?) -> [String] {
            [name, ""] + columns.map { field(folds.overFolds[$0.key].flatMap(value)) }
        }
        return MetricTable(
            heading: "By fold",
            note: "Mean: over the folds, with the standard deviation between them. All: every material as the fold that tests it predicts it.",
            columns: ["Fold", "Materials"] + columns.map { Metric.with(unit, $0.heading, of: $0) },
            rows: folds.folds.map { fold in
                [fold.split, NumberText.count(fold.rowsWithTarget)] + columns.map { $0.text($0.comparableValue(in: fold)) }
            } + [
                ["mean", ""] + columns.map { folds.text($0) },
                ["all", NumberText.count(whole.rowsWithTarget)] + columns.map { $0.text($0.comparableValue(in: whole)) },
            ],
            labels: 1,
            data: DataTable(
                name: prefix + "by-fold", columns: ["fold", "materials"] + columns.map(\.key),
                rows: folds.folds.map { full($0.split, $0) }
                    + [over("mean") { $0.mean }, over("standard_deviation") { $0.deviation }, full("all", whole)]))
    }
}

extension ReportSubject {
    /// What comes of a cross-validation, a line for each of the first measures: what people quote.
    public var foldSummary: [String] {
        guard let split = headlineSplit else { return [] }
        let table = predictions.rows(ofSplit: split)
        guard let folds = FoldMetrics(self.folds.map(\.name), table: table) else { return [] }
        let whole = SplitMetrics(split: split, table: table)
        return folds.metrics.prefix(2).map { metric in
            let unit = metric.unit == .ofTarget ? unitSuffix : ""
            return "\(metric.label) over \(folds.folds.count) folds: \(folds.text(metric, unit: self.unit)) (mean and standard deviation); "
                + "of all materials together \(metric.text(metric.comparableValue(in: whole)))\(unit)"
        }
    }
}
