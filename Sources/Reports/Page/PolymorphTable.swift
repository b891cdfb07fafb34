import Materials

extension MetricTable {
    /// Whether polymorphs are put in the right order; nil where no two materials share their composition.
    static func polymorphs(_ metrics: SubjectMetrics, subject: ReportSubject, prefix: String) -> MetricTable? {
        guard let split = metrics.headlineSplit, let first = metrics.polymorphs.first else { return nil }
        let blind = first.ties == first.pairs ? " All pairs are ties: what was predicted from is the composition alone." : ""
        return MetricTable(
            heading: "Polymorphs in the right order",
            note: """
                Pairs of \(subject.materials(of: split)) with the same reduced composition whose true values differ by more than so much. Chance \
                is 50\u{202F}%; a tie of the predictions counts as half right.\(blind)
                """,
            columns: ["Differ by more than" + (subject.unit.map { " (\($0))" } ?? ""), "Pairs", "Compositions", "Ties", "Ranked rightly"],
            rows: metrics.polymorphs.map {
                [
                    NumberText.short($0.differMoreThan, digits: 1), NumberText.count($0.pairs), NumberText.count($0.compositions),
                    NumberText.count($0.ties), NumberText.percent($0.rankedRightly),
                ]
            },
            labels: 1,
            data: DataTable(
                name: prefix + "polymorphs", columns: ["differ_more_than", "pairs", "compositions", "ties", "ranked_rightly"],
                rows: metrics.polymorphs.map {
                    [TableText.field($0.differMoreThan), "\($0.pairs)", "\($0.compositions)", "\($0.ties)", TableText.field($0.rankedRightly)]
                }))
    }
}
