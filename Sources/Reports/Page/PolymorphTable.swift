import Materials

extension MetricTable {
    /// Whether polymorphs are put in the right order; nil where no two materials share their composition, and where all pairs are ties: what was
    /// predicted from is then the composition alone.
    static func polymorphs(_ metrics: SubjectMetrics, subject: ReportSubject, prefix: String) -> MetricTable? {
        guard let split = metrics.headlineSplit, metrics.polymorphs.contains(where: { $0.ties < $0.pairs }) else { return nil }
        return MetricTable(
            heading: "Polymorphs in the right order",
            note: """
                Pairs of \(subject.materials(of: split)) with the same reduced composition whose true values differ by more than so much. Chance \
                is 50\u{202F}%; a tie of the predictions counts as half right.
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
