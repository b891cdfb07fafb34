import Ensembles

extension Figure {
    /// The confidence–error curve with its random band and its oracle.
    /// - Parameter table: rows with a known target, at least one.
    static func confidence(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let isRegression = table.task == .regression
        let errors = zip(table.knownTargets, table.combined.prediction).map { isRegression ? abs($0 - $1) : $0 == $1 ? 0 : 1 }
        guard let curve = ConfidenceErrorCurve(errors: errors, uncertainties: table.combined.total) else { return nil }
        let data = DataTable(
            name: prefix + "confidence-error",
            [
                ("removed_percent", curve.removed), ("materials_left", curve.kept.map(Double.init)),
                ("by_uncertainty", curve.byUncertainty), ("by_error", curve.byError),
                ("random_mean", curve.randomMean), ("random_deviation", curve.randomDeviation),
            ])
        let half = NumberText.short(curve.byUncertainty[50])
        let measure = isRegression ? "mean absolute error" : "share of wrong classes"
        let unit = isRegression ? subject.unitSuffix : ""
        return Figure(
            name: prefix + "confidence-error",
            heading: "Does it know when it is wrong?",
            caption: """
                The \(measure) of the \(subject.materials(of: split)) left after removing those with the largest predicted uncertainty. \
                The farther the solid line falls below random removal (band: one standard deviation of 500 trials), the better \
                the uncertainty ranks \
                the errors; removal by the error itself is the limit. Of the surer half: \(half)\(unit), of all: \
                \(NumberText.short(curve.byUncertainty[0]))\(unit).
                """,
            tables: [data],
            commands: """
                set xlabel 'least certain materials removed (%)'
                set ylabel \(FigureStyle.quoted(isRegression ? subject.axisOfErrors("mean absolute error") : "share of wrong classes"))
                set xrange [0:100]
                set yrange [0:\(1.3 * max(curve.byUncertainty[0], curve.byUncertainty[0..<95].max() ?? 0, .leastNormalMagnitude))]
                plot '\(data.path)' using 1:($5-$6):($5+$6) with filledcurves linecolor rgb '\(FigureStyle.paleGrey)' notitle, \\
                  '' using 1:5 with lines linewidth 1.5 dashtype 3 linecolor rgb '\(FigureStyle.grey)' title 'random', \\
                  '' using 1:4 with lines linewidth 2 dashtype 2 linecolor rgb '\(FigureStyle.green)' title 'by error', \\
                  '' using 1:3 with lines linewidth 2.5 linecolor rgb '\(FigureStyle.blue)' title 'by uncertainty'
                """)
    }
}
