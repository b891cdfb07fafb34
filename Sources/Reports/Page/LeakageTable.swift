import Materials
import Predictions

extension MetricTable {
    /// The errors of the headline rows, apart for what training has met and what it has not; nil where that is not known.
    static func leakage(_ metrics: SubjectMetrics, subject: ReportSubject, prefix: String) -> MetricTable? {
        guard let split = metrics.headlineSplit, !metrics.leakage.isEmpty else { return nil }
        let isOfClasses = metrics.headline?.regression == nil
        let columns = Metric.shown(in: .leakage).filter { $0.isOfClasses == isOfClasses }
        var shown: [[String]] = []
        var full: [[String]] = []
        for part in metrics.leakage {
            for (words, rows, values) in [("seen", part.rowsSeen, part.seen), ("new", part.rowsUnseen, part.unseen)] {
                let share = Double(rows) / Double(max(part.rowsSeen + part.rowsUnseen, 1))
                let numbers = columns.map { $0.comparableValue(in: values) }
                shown.append(
                    ["\(LeakageMetrics.words(part.trait)) \(words)", NumberText.count(rows), NumberText.percent(share)]
                        + zip(columns, numbers).map { $0.text($1) })
                full.append([part.trait, words, "\(rows)", TableText.field(share)] + numbers.map { $0.map(TableText.field) ?? "" })
            }
        }
        return MetricTable(
            heading: "What training has met, and what is new to it",
            note: """
                The \(subject.materials(of: split)) once for each trait. Seen: some material of training has the same reduced formula, the \
                same prototype, or the same prototype with the same elements in the same places. Trust the lines called new for materials that nobody has computed.
                """,
            columns: ["In training", "Materials", "Share"] + columns.map { Metric.with(subject.units, $0.heading, of: $0) }, rows: shown, labels: 1,
            data: DataTable(
                name: prefix + "seen-by-training", columns: ["trait", "in_training", "materials", "share"] + columns.map(\.key), rows: full))
    }
}

extension LeakageMetrics {
    static func words(_ trait: String) -> String {
        switch trait {
        case "label": "Prototype and elements"
        default: trait.prefix(1).uppercased() + trait.dropFirst()
        }
    }
}
