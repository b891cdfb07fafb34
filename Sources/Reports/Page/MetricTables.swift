import Materials
import Predictions

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
    let data: DataTable
}

extension MetricTable {
    /// Errors of the ensemble and of its members, by split.
    static func errors(_ metrics: SubjectMetrics, unit: String?, prefix: String) -> MetricTable? {
        var shown: [[String]] = []
        var full: [[String]] = []
        for split in metrics.splits {
            guard let regression = split.regression else { continue }
            let count = NumberText.count(split.rowsWithTarget)
            shown.append([split.split, metrics.members > 1 ? "ensemble" : "model"] + texts(regression.ensemble) + [count])
            full.append([split.split, "ensemble", "\(split.rowsWithTarget)"] + fields(regression.ensemble))
            for member in regression.members {
                full.append([split.split, "member_\(member.member)", "\(split.rowsWithTarget)"] + fields(member.errors))
            }
            guard metrics.members > 1 else { continue }
            let spreads = [regression.memberMae, regression.memberRmse, regression.memberR2]
            shown.append(
                ["", "single"] + spreads.map { $0.map { NumberText.spread(mean: $0.mean, deviation: $0.deviation) } ?? "–" } + [""])
        }
        guard !shown.isEmpty else { return nil }
        let suffix = unit.map { " (\($0))" } ?? ""
        return MetricTable(
            note: metrics.members > 1 ? "Single: mean and standard deviation over the members, each taken alone." : nil,
            columns: ["Split", "Model", "MAE" + suffix, "RMSE" + suffix, "R²", "Materials"], rows: shown, labels: 2,
            data: DataTable(name: prefix + "errors-by-split", columns: ["split", "model", "materials", "mae", "rmse", "r2"], rows: full))
    }

    /// How good the uncertainties are: a line a measure, a column a split.
    static func uncertainty(_ metrics: SubjectMetrics, unit: String?, prefix: String) -> MetricTable? {
        let splits = metrics.splits.compactMap { split in split.regression.map { (split.split, $0.uncertainty) } }
        guard splits.contains(where: { !$0.1.parts.isEmpty }) else { return nil }
        let suffix = unit.map { " (\($0))" } ?? ""
        var lines: [(label: String, key: String, value: (SplitMetrics.Uncertainty) -> Double?)] = [
            ("Negative log-likelihood", "negative_log_likelihood", \.negativeLogLikelihood),
            ("CRPS" + suffix, "crps", \.crps),
            ("Interval score" + suffix, "interval_score", \.intervalScore),
            ("Miscalibration area", "miscalibration_area", \.miscalibrationArea),
            ("Mean absolute calibration error", "mean_absolute_calibration_error", \.meanAbsoluteCalibrationError),
            ("Root mean square calibration error", "root_mean_square_calibration_error", \.rootMeanSquareCalibrationError),
            ("Sharpness, √⟨σ²⟩" + suffix, "sharpness", \.sharpness),
        ]
        for name in ["epistemic", "aleatoric"] {
            lines.append(("of it \(name)" + suffix, "root_mean_square_\(name)", { $0.part(name)?.rootMeanSquare }))
        }
        for name in ["total", "epistemic", "aleatoric"] {
            lines.append(("AUSE, ranked by \(name)" + suffix, "area_above_oracle_\(name)", { $0.part(name)?.areaAboveOracle }))
            lines.append(("Gain over random, \(name)", "gain_over_random_\(name)", { $0.part(name)?.gainOverRandom }))
        }
        for (index, level) in SplitMetrics.coverageLevels.enumerated() {
            let percent = Int((100 * level).rounded())
            lines.append(("Share in the \(percent)\u{202F}% interval", "coverage_\(percent)", { $0.coverage[index].observed }))
        }
        return MetricTable(
            heading: "The uncertainties in numbers",
            note: """
                AUSE: area between the confidence–error curve and the one of a perfect ranking. Gain over random: 1 ranks as the errors do, 0 no \
                better than chance.
                """,
            columns: ["Measure"] + splits.map(\.0),
            rows: lines.map { line in
                [line.label]
                    + splits.map { split in
                        line.value(split.1).map { value in
                            ["coverage", "gain"].contains(where: line.key.hasPrefix) ? NumberText.percent(value) : NumberText.short(value)
                        } ?? "–"
                    }
            },
            labels: 1,
            data: DataTable(
                name: prefix + "uncertainty-by-split", columns: ["measure"] + splits.map(\.0),
                rows: lines.map { line in [line.key] + splits.map { field(line.value($0.1)) } }))
    }

    /// Accuracy and scores of a classification, by split.
    static func classification(_ metrics: SubjectMetrics, prefix: String) -> MetricTable? {
        let splits = metrics.splits.compactMap { split in split.classification.map { (split, $0) } }
        guard !splits.isEmpty else { return nil }
        return MetricTable(
            columns: ["Split", "Materials", "Accuracy", "Accuracy of single members", "Log loss", "ROC-AUC"],
            rows: splits.map { split, scores in
                [
                    split.split, NumberText.count(split.rowsWithTarget), NumberText.percent(scores.accuracy),
                    scores.memberAccuracy.map { NumberText.spread(mean: $0.mean, deviation: $0.deviation) } ?? "–",
                    NumberText.short(scores.logLoss), scores.rocAuc.map { NumberText.short($0) } ?? "–",
                ]
            },
            labels: 1,
            data: DataTable(
                name: prefix + "scores-by-split", columns: ["split", "materials", "accuracy", "member_accuracy", "log_loss", "roc_auc"],
                rows: splits.map { split, scores in
                    [
                        split.split, "\(split.rowsWithTarget)", field(scores.accuracy), field(scores.memberAccuracy?.mean),
                        field(scores.logLoss), field(scores.rocAuc),
                    ]
                }))
    }

    /// Several ensembles side by side, each on its headline split.
    static func comparison(_ metrics: ReportMetrics) -> MetricTable {
        let headlines = metrics.subjects.map { ($0, $0.headline) }
        let keys = [
            "mae", "rmse", "r2", "negative_log_likelihood", "crps", "miscalibration_area", "coverage_90", "accuracy", "log_loss",
            "polymorphs_ranked_rightly",
        ]
        let labels = [
            "MAE", "RMSE", "R²", "NLL", "CRPS", "Miscalibration area", "In the 90\u{202F}% interval", "Accuracy", "Log loss",
            "Polymorphs ranked rightly",
        ]
        func values(_ subject: SubjectMetrics, _ split: SplitMetrics?) -> [Double?] {
            let regression = split?.regression
            let classification = split?.classification
            let uncertainty = regression.flatMap { $0.uncertainty.parts.isEmpty ? nil : $0.uncertainty }
            return [
                regression?.ensemble.mae, regression?.ensemble.rmse, regression?.ensemble.r2,
                uncertainty?.negativeLogLikelihood, uncertainty?.crps, uncertainty?.miscalibrationArea,
                uncertainty?.coverage.first { $0.level == 0.9 }?.observed, classification?.accuracy, classification?.logLoss,
                subject.polymorphs.first?.rankedRightly,
            ]
        }
        // Columns that no ensemble has a value for are left out.
        let used = keys.indices.filter { index in headlines.contains { values($0.0, $0.1)[index] != nil } }
        func row(
            _ subject: SubjectMetrics, _ split: SplitMetrics?, count: (Int) -> String, number: (Double?) -> String
        ) -> [String] {
            let values = values(subject, split)
            return [subject.name, split?.split ?? "–", "\(subject.members)", count(split?.rowsWithTarget ?? 0)]
                + used.map { number(values[$0]) }
        }
        return MetricTable(
            columns: ["Predictions", "Split", "Members", "Materials"] + used.map { labels[$0] },
            rows: headlines.map { row($0, $1, count: NumberText.count) { $0.map { NumberText.short($0) } ?? "–" } }, labels: 2,
            data: DataTable(
                name: "comparison", columns: ["predictions", "split", "members", "materials"] + used.map { keys[$0] },
                rows: headlines.map { row($0, $1, count: { "\($0)" }, number: field) }))
    }

    private static func texts(_ errors: SplitMetrics.Errors) -> [String] {
        [NumberText.short(errors.mae), NumberText.short(errors.rmse), errors.r2.map { NumberText.short($0) } ?? "–"]
    }

    private static func fields(_ errors: SplitMetrics.Errors) -> [String] {
        [field(errors.mae), field(errors.rmse), field(errors.r2)]
    }

    private static func field(_ value: Double?) -> String {
        value.map(TableText.field) ?? ""
    }
}
