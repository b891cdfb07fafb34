import Materials
import Predictions

extension MetricTable {
    /// The errors of the headline rows, apart for what training has met and what it has not; nil where that is not known.
    static func leakage(_ metrics: SubjectMetrics, subject: ReportSubject, prefix: String) -> MetricTable? {
        guard let split = metrics.headlineSplit, !metrics.leakage.isEmpty else { return nil }
        let suffix = subject.unitSuffix.isEmpty ? "" : " (\(subject.unitSuffix.dropFirst()))"
        let isRegression = metrics.headline?.regression != nil
        var shown: [[String]] = []
        var full: [[String]] = []
        for part in metrics.leakage {
            for (words, rows, values) in [("seen", part.rowsSeen, part.seen), ("new", part.rowsUnseen, part.unseen)] {
                let share = Double(rows) / Double(max(part.rowsSeen + part.rowsUnseen, 1))
                let numbers = LeakageMetrics.numbers(values, isRegression)
                shown.append(
                    ["\(LeakageMetrics.words(part.trait)) \(words)", NumberText.count(rows), NumberText.percent(share)]
                        + zip(numbers, LeakageMetrics.names(isRegression)).map { number, name in
                            number.map { name.key.hasPrefix("coverage") || name.key == "accuracy" ? NumberText.percent($0) : NumberText.short($0) }
                                ?? "–"
                        })
                full.append([part.trait, words, "\(rows)", TableText.field(share)] + numbers.map { $0.map(TableText.field) ?? "" })
            }
        }
        let names = LeakageMetrics.names(isRegression)
        return MetricTable(
            heading: "What training has met, and what is new to it",
            note: """
                The \(subject.materials(of: split)) once for each trait. Seen: some material of training has the same reduced formula, the \
                same prototype, or the same prototype with the same elements in the same places. Trust the lines called new for materials that nobody has computed.
                """,
            columns: ["In training", "Materials", "Share"] + names.map { $0.label + ($0.hasUnit ? suffix : "") }, rows: shown, labels: 1,
            data: DataTable(
                name: prefix + "seen-by-training", columns: ["trait", "in_training", "materials", "share"] + names.map(\.key), rows: full))
    }
}

extension LeakageMetrics {
    static func words(_ trait: String) -> String {
        switch trait {
        case "label": "Prototype and elements"
        default: trait.prefix(1).uppercased() + trait.dropFirst()
        }
    }

    /// What each line says, in the order of `numbers`.
    static func names(_ isRegression: Bool) -> [(label: String, key: String, hasUnit: Bool)] {
        isRegression
            ? [
                ("MAE", "mae", true), ("RMSE", "rmse", true), ("R²", "r2", false), ("NLL", "negative_log_likelihood", false),
                ("In the 90\u{202F}% interval", "coverage_90", false),
            ]
            : [("Accuracy", "accuracy", false), ("Log loss", "log_loss", false), ("ROC-AUC", "roc_auc", false)]
    }

    static func numbers(_ split: SplitMetrics, _ isRegression: Bool) -> [Double?] {
        guard isRegression else { return [split.classification?.accuracy, split.classification?.logLoss, split.classification?.rocAuc] }
        let (errors, uncertainty) = (split.regression?.ensemble, split.regression?.uncertainty)
        let hasUncertainty = uncertainty.map { !$0.parts.isEmpty } ?? false
        return [
            errors?.mae, errors?.rmse, errors?.r2, uncertainty?.negativeLogLikelihood,
            hasUncertainty ? uncertainty?.coverage.first { $0.level == 0.9 }?.observed : nil,
        ]
    }
}
