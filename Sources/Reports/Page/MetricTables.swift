import Materials

/// The page's tables of numbers, each with the same numbers in full as a CSV table.
struct MetricTable {
    /// nil for the table that the answer introduces.
    var heading: String?
    /// What a reader needs to know of the columns.
    var note: String?
    let columns: [String]
    let rows: [[String]]
    /// How many of the first columns hold words.
    let labels: Int
    /// Further columns of words, by their names.
    var words: Set<String> = []
    /// Whether a click on the head of a column puts the rows in its order.
    var isSortable = false
    let data: DataTable
}

extension MetricTable {
    /// Errors of the ensemble and of its members, by split.
    static func errors(_ metrics: SubjectMetrics, unit: TargetUnits, prefix: String) -> MetricTable? {
        let errors = Metric.shown(in: .errors)
        var shown: [[String]] = []
        var full: [[String]] = []
        for split in metrics.splits {
            guard let regression = split.regression else { continue }
            let count = NumberText.count(split.rowsWithTarget)
            let model = metrics.committee != nil ? "committee" : metrics.hasMembers ? "ensemble" : "model"
            shown.append(
                [split.split, model] + errors.map { $0.text(regression.ensemble[$0.key]) } + [count])
            let all = [("ensemble", regression.ensemble)] + regression.members.map { ("member_\($0.member)", $0.errors) }
            full += all.map { name, values in [split.split, name, "\(split.rowsWithTarget)"] + errors.map { field(values[$0.key]) } }
            guard metrics.hasMembers else { continue }
            shown.append(["", "single"] + errors.map { spread(regression.overMembers[$0.key]) } + [""])
        }
        guard !shown.isEmpty else { return nil }
        return MetricTable(
            note: metrics.hasMembers ? "Single: mean and standard deviation over the members, each taken alone." : nil,
            columns: ["Split", "Model"] + errors.map { Metric.with(unit, $0.heading, of: $0) } + ["Materials"], rows: shown, labels: 2,
            data: DataTable(name: prefix + "errors-by-split", columns: ["split", "model", "materials"] + errors.map(\.key), rows: full))
    }

    /// How good the uncertainties are: a line a measure, a column a split.
    static func uncertainty(_ metrics: SubjectMetrics, unit: TargetUnits, prefix: String) -> MetricTable? {
        let splits = metrics.splits.filter { $0.regression != nil }
        guard splits.contains(where: { $0.regression?.uncertainty.parts.isEmpty == false }) else { return nil }
        let lines = Metric.shown(in: .uncertainty)
        return MetricTable(
            heading: "The uncertainties in numbers",
            note: """
                AUSE: area between the confidence–error curve and the one of a perfect ranking. Gain over random: 1 ranks as the errors do, 0 no \
                better than chance.
                """,
            columns: ["Measure"] + splits.map(\.split),
            rows: lines.map { line in [Metric.with(unit, line.label, of: line)] + splits.map { line.text(line.value(in: $0)) } },
            labels: 1,
            data: DataTable(
                name: prefix + "uncertainty-by-split", columns: ["measure"] + splits.map(\.split),
                rows: lines.map { line in [line.key] + splits.map { field(line.value(in: $0)) } }))
    }

    /// Several ensembles side by side, each on its headline split.
    static func comparison(_ metrics: ReportMetrics) -> MetricTable {
        let headlines = metrics.subjects.map { ($0, $0.headline) }
        typealias Column = (key: String, label: String, value: (SubjectMetrics, SplitMetrics?) -> Double?)
        var columns: [Column] = Metric.shown(in: .comparison).map { metric in
            (metric.key, metric.heading, { _, split in split.flatMap { metric.comparableValue(in: $0) } })
        }
        columns.append(("polymorphs_ranked_rightly", "Polymorphs ranked rightly", { subject, _ in subject.polymorphs.first?.rankedRightly }))
        // Columns that no ensemble has a value for are left out.
        let used = columns.filter { column in headlines.contains { column.value($0.0, $0.1) != nil } }
        func row(
            _ subject: SubjectMetrics, _ split: SplitMetrics?, count: (Int) -> String, number: (Double?) -> String
        ) -> [String] {
            [subject.name, split?.split ?? "–", "\(subject.members)", count(split?.rowsWithTarget ?? 0)]
                + used.map { number($0.value(subject, split)) }
        }
        return MetricTable(
            columns: ["Predictions", "Split", "Members", "Materials"] + used.map(\.label),
            rows: headlines.map { row($0, $1, count: NumberText.count) { $0.map { NumberText.short($0) } ?? "–" } }, labels: 2,
            data: DataTable(
                name: "comparison", columns: ["predictions", "split", "members", "materials"] + used.map(\.key),
                rows: headlines.map { row($0, $1, count: { "\($0)" }, number: field) }))
    }

    static func spread(_ values: SplitMetrics.MeanAndDeviation?) -> String {
        values.map { NumberText.spread(mean: $0.mean, deviation: $0.deviation) } ?? "–"
    }

    static func field(_ value: Double?) -> String {
        value.map(TableText.field) ?? ""
    }
}
