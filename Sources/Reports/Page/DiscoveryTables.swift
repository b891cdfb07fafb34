import Discovery
import Materials

extension MetricTable {
    /// How well stable materials are found, by subset and criterion at the first threshold; all thresholds and measures in the file.
    static func discovery(_ metrics: DiscoveryMetrics, prefix: String) -> MetricTable? {
        guard let first = metrics.scores.first else { return nil }
        let shown = metrics.scores.filter { $0.threshold == first.threshold }
        let names = ["precision", "recall", "DAF", "F1", "MAE"]
        let limit = DiscoveryQuestion.limit(first.threshold)
        let missing = metrics.withoutPrediction == 0
            ? "" : " \(NumberText.counted(metrics.withoutPrediction, "candidate")) without a prediction \(metrics.withoutPrediction == 1 ? "counts" : "count") as predicted unstable."
        let unknown = metrics.withoutTruth == 0
            ? "" : " \(NumberText.counted(metrics.withoutTruth, "candidate")) whose true distance to the hull is not known \(metrics.withoutTruth == 1 ? "is" : "are") left out."
        let tooFine = metrics.groupingsLeftOut.map { " Not told apart by \($0), which has more than \(ScreeningSubset.largestGroupCount) values." }
        return MetricTable(
            heading: "How well stable materials are found",
            note: "Stable: at most \(limit) above the hull (\(metrics.hull)). In brackets 95\u{202F}% intervals of materials drawn again. "
                + "DAF is precision over the prevalence of the subset named beside it.\(unknown)\(missing)\(tooFine.joined())",
            columns: [
                "Candidates", "Chosen if at most \(limit)", "Materials", "Prevalence", "Precision", "Recall", "DAF", "over", "F1", "MAE (eV/atom)",
            ],
            rows: shown.map { scores in
                let texts = names.map { text(scores.measure($0)) }
                return [
                    scores.subset, criterion(scores.criterion).replacing(" ", with: "\u{A0}"), NumberText.count(scores.materials),
                    scores.prevalence.map { NumberText.short($0) } ?? "–", texts[0], texts[1], texts[2],
                    scores.prevalenceOf == "these" ? "its own" : scores.prevalenceOf, texts[3], texts[4],
                ]
            },
            labels: 2,
            data: DataTable(
                name: prefix + "discovery-scores",
                columns: [
                    "subset", "criterion", "threshold", "materials", "missing", "TP", "FP", "TN", "FN", "prevalence", "DAF_prevalence_of",
                    "DAF_prevalence",
                ] + SubsetScores.measures.flatMap { [$0.name, "\($0.name)_low", "\($0.name)_high"] },
                rows: metrics.scores.map { scores in
                    [scores.subset, scores.criterion, TableText.field(scores.threshold), "\(scores.materials)", "\(scores.missing)"]
                        + [scores.truePositives, scores.falsePositives, scores.trueNegatives, scores.falseNegatives].map { "\($0)" }
                        + [number(scores.prevalence), scores.prevalenceOf, number(scores.dividedBy)]
                        + scores.measures.flatMap { [number($0.value), number($0.low), number($0.high)] }
                }))
    }

    /// Several sets of predictions on the same question, each whole and at the first threshold.
    static func discoveryComparison(_ subjects: [SubjectMetrics]) -> MetricTable? {
        let rows = subjects.compactMap { subject in
            subject.discovery.map { (subject.name, $0.scores.filter { $0.subset == "all" }) }
        }
        guard rows.count > 1 else { return nil }
        let names = ["F1", "DAF", "precision", "recall", "accuracy", "MAE", "RMSE", "R2"]
        return MetricTable(
            heading: "Finding stable materials, side by side", columns: ["Predictions", "Criterion", "Materials", "Missing"] + names,
            rows: rows.flatMap { name, all in
                all.filter { $0.threshold == all.first?.threshold }.map { scores in
                    [name, criterion(scores.criterion).replacing(" ", with: "\u{A0}"), NumberText.count(scores.materials), NumberText.count(scores.missing)]
                        + names.map { scores.measure($0)?.value.map { NumberText.short($0) } ?? "–" }
                }
            },
            labels: 2,
            data: DataTable(
                name: "discovery-comparison", columns: ["predictions", "criterion", "threshold", "materials", "missing"] + names,
                rows: rows.flatMap { name, all in
                    all.map { scores in
                        [name, scores.criterion, TableText.field(scores.threshold), "\(scores.materials)", "\(scores.missing)"]
                            + names.map { number(scores.measure($0)?.value) }
                    }
                }))
    }

    private static func criterion(_ name: String) -> String { Screening.Criterion(rawValue: name)?.words ?? name }

    /// "0.545 (0.53–0.56)"
    private static func text(_ measure: DiscoveryMetrics.Measure?) -> String {
        guard let value = measure?.value else { return "–" }
        guard let low = measure?.low, let high = measure?.high else { return NumberText.short(value) }
        return "\(NumberText.short(value)) (\(NumberText.short(low, digits: 2))–\(NumberText.short(high, digits: 2)))"
    }

    private static func number(_ value: Double?) -> String { value.flatMap { $0.isFinite ? TableText.field($0) : nil } ?? "" }
}
