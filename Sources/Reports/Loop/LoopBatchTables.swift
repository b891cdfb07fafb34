import Discovery
import Materials
import Predictions
import Prospecting

extension MetricTable {
    private static let measures: [(heading: String, key: String, value: @Sendable (StabilityScores) -> Double?)] = [
        ("Precision", "precision", { $0.precision }), ("Recall", "recall", { $0.recall }),
        ("Enrichment", "enrichment", { $0.accelerationFactor() }),
        ("MAE (eV/atom)", "mae", { $0.mae }),
    ]

    /// All batches together, a line for each way of training and rule of triage.
    static func batchTotals(_ report: LoopReport) -> MetricTable {
        table(
            report, name: "batches-together", heading: nil,
            note:
                "All batches together, each material by the hull before its batch. In brackets 95 % intervals from materials drawn again.",
            parts: report.groups.map { ($0.title, nil, LoopReport.calculations($0)) })
    }

    /// Each batch before it is revealed.
    static func batches(_ report: LoopReport) -> MetricTable {
        let parts = report.groups.flatMap { group in
            (0..<group.rounds).map { round in (group.title, Optional(round + 1), group.histories.flatMap { $0.rounds[round].calculations })
            }
        }
        return table(
            report, name: "batches", heading: "Batch by batch", note: "Each batch is screened before it is revealed and learnt from.",
            parts: parts)
    }

    private static func table(
        _ report: LoopReport, name: String, heading: String?, note: String, parts: [(String, Int?, [LoopStudy.Calculation])]
    ) -> MetricTable {
        let rules: [(Screening.Criterion, String)] = [(.prediction, "ΔE\u{A0}≤\u{A0}0"), (.predictionPlusDeviation, "ΔE\u{A0}+\u{A0}σ\u{A0}≤\u{A0}0")]
        let hasBatch = parts.contains { $0.1 != nil }
        var (shown, full) = ([[String]](), [[String]]())
        for (title, batch, calculations) in parts {
            for (criterion, words) in rules {
                let scores = BatchScores(calculations, criterion: criterion)
                let batchField = batch.map { ["\($0)"] } ?? []
                let counts = [scores.scores.count, scores.scores.positives, scores.scores.chosen]
                shown.append(
                    [title] + batchField + [words] + counts.map { NumberText.count($0) }
                        + measures.map { measure in
                            (measure.value(scores.scores).map { NumberText.short($0) } ?? "–")
                                + LoopReport.text(scores.interval(measure.value))
                        })
                full.append(
                    [title] + batchField + [criterion.rawValue] + counts.map { "\($0)" }
                        + measures.flatMap { measure in
                            let interval = scores.interval(measure.value)
                            return [measure.value(scores.scores), interval?.low, interval?.high].map { $0.map(TableText.field) ?? "" }
                        })
            }
        }
        return MetricTable(
            heading: heading, note: note,
            columns: ["Training"] + (hasBatch ? ["Batch"] : []) + ["Rule", "Materials", "Stable", "Chosen"] + measures.map(\.heading),
            rows: shown,
            labels: hasBatch ? 3 : 2,
            data: DataTable(
                name: name,
                columns: ["training"] + (hasBatch ? ["batch"] : []) + ["rule", "materials", "stable", "chosen"]
                    + measures.flatMap { [$0.key, "\($0.key)_low", "\($0.key)_high"] },
                rows: full))
    }
}
