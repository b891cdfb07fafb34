import Predictions


extension Figure {
    /// The confidence–error curve with its random band and its oracle.
    /// - Parameter table: rows with a known target, at least one.
    static func confidence(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let isRegression = table.task == .regression
        let errors = zip(table.knownTargets, table.combined.prediction).map { isRegression ? abs($0 - $1) : $0 == $1 ? 0 : 1 }
        // Where every class is right no ranking does better than another.
        guard isRegression || errors.contains(1) else { return nil }
        guard let curve = ConfidenceErrorCurve(errors: errors, uncertainties: table.combined.total) else { return nil }
        let rankings = isRegression ? partRankings(table, errors: errors) : []
        let data = DataTable(
            name: prefix + "confidence-error",
            [
                ("removed_percent", curve.removed), ("materials_left", curve.kept.map(Double.init)),
                ("by_uncertainty", curve.byUncertainty), ("by_error", curve.byError),
                ("random_mean", curve.randomMean), ("random_deviation", curve.randomDeviation),
            ] + rankings.map { ("by_\($0.name)", $0.curve) })
        let half = NumberText.short(curve.byUncertainty[50])
        let measure = isRegression ? "mean absolute error" : "error rate"
        let unit = isRegression ? subject.unitSuffix : ""
        let styles = ["dashtype 4 linecolor rgb '\(FigureStyle.vermilion)'", "dashtype 5 linecolor rgb '\(FigureStyle.black)'"]
        let parts = zip(rankings, styles).enumerated().map { place, ranking in
            "'' using 1:\(7 + place) with lines linewidth 1.8 \(ranking.1) title '\(ranking.0.name)', \\\n  "
        }
        let total = rankings.isEmpty ? "by uncertainty" : "total"
        let hover = FigureStyle.values(
            data.path, x: "1", y: "3", text: "%g %% removed: \(measure) %.3g\(unit)", columns: ["$1", "$3"])
        let others = [(4, "by error"), (5, "random")] + rankings.enumerated().map { (7 + $0.offset, $0.element.name) }
        let hovers = [hover] + others.map { column, name in
            FigureStyle.values(
                data.path, x: "1", y: "\(column)", text: "%g %% removed, \(name): %.3g\(unit)", columns: ["$1", "$\(column)"], every: 5)
        }
        return Figure(
            name: prefix + "confidence-error",
            heading: "Does it know when it is wrong?",
            caption: """
                The \(measure) of the \(subject.materials(of: split)) left after removing those with the largest predicted \(isRegression ? "uncertainty" : "entropy"). \
                The farther the solid line falls below random removal (band: one standard deviation of 500 trials), the better \
                the uncertainty ranks \
                the errors; removal by the error itself is the limit. Of the surer half: \(half)\(unit), of all: \
                \(NumberText.short(curve.byUncertainty[0]))\(unit).\(gains(errors, table, rankings.map(\.name)))
                """,
            tables: [data],
            commands: """
                set xlabel 'least certain materials removed (%)'
                set ylabel \(FigureStyle.quoted(isRegression ? subject.axisOfErrors("mean absolute error") : "error rate"))
                set xrange [0:100]
                set yrange [0:\(1.3 * max(curve.byUncertainty[0], curve.byUncertainty[0..<95].max() ?? 0, .leastNormalMagnitude))]
                plot '\(data.path)' using 1:($5-$6):($5+$6) with filledcurves linecolor rgb '\(FigureStyle.paleGrey)' notitle, \\
                  '' using 1:5 with lines linewidth 1.5 dashtype 3 linecolor rgb '\(FigureStyle.grey)' title 'random', \\
                  '' using 1:4 with lines linewidth 2 dashtype 2 linecolor rgb '\(FigureStyle.green)' title 'by error', \\
                  \(parts.joined())'' using 1:3 with lines linewidth 2.5 linecolor rgb '\(FigureStyle.blue)' title '\(total)', \\
                  \(hovers.joined(separator: ", \\\n  "))
                """)
    }

    /// The curves of the two parts of the uncertainty, where both tell rows apart.
    private static func partRankings(_ table: PredictionTable, errors: [Double]) -> [(name: String, curve: [Double])] {
        let parts = [("epistemic", table.combined.epistemic), ("aleatoric", table.combined.aleatoric)]
        guard parts.allSatisfy({ $0.1.contains { $0 > 0 } }) else { return [] }
        return parts.map { ($0.0, ConfidenceErrorCurve.meanErrors(errors, removedBy: $0.1)) }
    }

    /// " Of what an oracle would gain over random removal, …": how far each ranking gets.
    private static func gains(_ errors: [Double], _ table: PredictionTable, _ parts: [String]) -> String {
        let rankings = [("the total", table.combined.total)]
            + (parts.isEmpty ? [] : [("the epistemic part alone", table.combined.epistemic), ("the aleatoric alone", table.combined.aleatoric)])
        let texts = rankings.compactMap { name, values in
            RankingQuality(errors: errors, uncertainties: values)?.gain.map { "\(name) gains \(NumberText.percent($0, decimals: 0))" }
        }
        return texts.isEmpty ? "" : " Of the area between random and perfect removal, \(texts.joined(separator: ", "))."
    }
}
