import Materials
import Predictions

extension MetricTable {
    /// Features that the page lists; the table's file has them all.
    static let mostFeatures = 30

    /// Which features matter; nil where nobody has asked.
    static func importance(_ subject: ReportSubject, prefix: String) -> MetricTable? {
        guard let importance = subject.importance else { return nil }
        let isClass = subject.predictions.task != .regression
        let unit = subject.unit.map { " (\($0))" } ?? ""
        let ranked = importance.ranked
        let shown = ranked.prefix(mostFeatures)
        let rest = ranked.count > shown.count ? " The first \(shown.count) of \(NumberText.count(ranked.count)); the file has all." : ""
        func text(_ value: Double) -> String { isClass ? NumberText.percent(value) : NumberText.short(value, digits: 3) }
        return MetricTable(
            heading: "What each feature is worth",
            note: """
                How much larger the \(isClass ? "share of wrong classes" : "mean absolute error") of the \(NumberText.count(importance.materials)) materials \
                (\(text(importance.error))\(isClass ? "" : unit) as they are) becomes where one feature of \(importance.features) is dealt out anew among them, mean and standard \
                deviation of \(importance.deals). Features that say the same share their worth.\(rest)
                """,
            columns: ["Feature", "Increase" + (isClass ? "" : unit), "Deviation"],
            rows: shown.map { [$0.name, text($0.increase), text($0.deviation)] }, labels: 1,
            data: DataTable(
                name: prefix + "feature-importance", columns: ["feature", "increase", "deviation"],
                rows: ranked.map { [$0.name, TableText.field($0.increase), TableText.field($0.deviation)] }))
    }
}
