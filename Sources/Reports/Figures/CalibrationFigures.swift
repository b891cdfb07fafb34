import Predictions

extension Figure {
    /// The Gaussian quantile–quantile plot of (y − ŷ)/σ; nil where no row has an uncertainty.
    /// - Parameter table: rows of a regression with a known target.
    static func quantiles(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let rows = UncertainRows(table)
        let errors = GaussianCalibration.standardisedErrors(targets: rows.targets, predictions: rows.predictions, deviations: rows.deviations)
        guard let spread = Spread(errors) else { return nil }
        let shown = thinned(GaussianCalibration.quantiles(standardisedErrors: errors))
        let scale = subject.applicableRecalibration?.scale
        let hover = FigureStyle.values(
            "tables/\(prefix)quantiles.csv", x: "1", y: "2", text: "Gaussian %.2f, observed %.2f", columns: ["$1", "$2"],
            every: max(shown.count / 100, 1), size: 0.7)
        let data = DataTable(
            name: prefix + "quantiles",
            [("theoretical", shown.map(\.theoretical)), ("observed", shown.map(\.observed))]
                + (scale.map { scale in [("observed_scaled", shown.map { $0.observed / scale })] } ?? []))
        let scaled = scale == nil
            ? "" : ", \\\n  '' using 1:3 with points pointtype 6 pointsize 0.35 linecolor rgb '\(FigureStyle.vermilion)' title 'after scaling'"
        let after = scale.map { " Open circles: after σ is multiplied by \(NumberText.short($0)), as the validation set asks for." } ?? ""
        let width = spread.deviation.map { ", and standard deviation \(NumberText.short($0)) where 1 is right" } ?? ""
        return Figure(
            name: prefix + "quantiles",
            heading: "Are errors as large as predicted?",
            caption: """
                Errors of the \(subject.materials(of: split)) divided by their predicted standard deviation, sorted, against \
                the quantiles of a Gaussian. \
                On the dashed line the errors are as predicted; steeper means over-confident, flatter over-cautious. They have mean \
                \(NumberText.short(spread.mean)) where 0 is right\(width).\(after)
                """,
            tables: [data],
            commands: """
                set xlabel 'quantile of a Gaussian'
                set ylabel 'observed error / predicted σ'
                \(scale == nil ? "set key off" : "")
                plot x with lines linewidth 1.2 dashtype 2 linecolor rgb '\(FigureStyle.black)' notitle, \\
                  '\(data.path)' using 1:2 with points pointtype 7 pointsize 0.35 linecolor rgb '\(FigureStyle.blue)' title 'as predicted'\(scaled), \\
                  \(hover)
                """)
    }

    /// At most about 600 points: all of the 50 at either end, where the plot bends, and an even choice of the rest.
    private static func thinned<Point>(_ points: [Point]) -> [Point] {
        let ends = 50
        let every = max(1, (points.count - 2 * ends) / 500)
        return points.indices.filter { $0 < ends || $0 >= points.count - ends || $0 % every == 0 }.map { points[$0] }
    }

    /// Observed against promised coverage of the central intervals, as predicted and recalibrated.
    /// - Parameter table: rows of a regression with a known target, at least one.
    static func coverage(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure {
        let rows = UncertainRows(table)
        let (targets, predictions, deviations) = (rows.targets, rows.predictions, rows.deviations)
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations)
        var columns: [(name: String, values: [Double?])] = [("expected", curve.map(\.expected)), ("observed", curve.map(\.observed))]
        var lines = ""
        var after: [String] = []
        func add(_ name: String, _ style: String, _ interval: (Double) -> (lower: Double, upper: Double)) {
            let mended = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations, interval: interval)
            columns.append(("observed_\(name)", mended.map(\.observed)))
            lines += ", \\\n  '' using 1:\(columns.count) with lines linewidth 2 \(style) title '\(name)'"
            after.append("\(NumberText.short(GaussianCalibration.miscalibrationArea(mended))) \(name)")
        }
        if let recalibration = subject.applicableRecalibration {
            if let scale = recalibration.scale {
                add("scaled", "dashtype 2 linecolor rgb '\(FigureStyle.vermilion)'") { level in
                    let reach = scale * StandardNormal.quantile((1 + level) / 2)
                    return (-reach, reach)
                }
            }
            if recalibration.quantiles != nil {
                add("isotonic", "dashtype 4 linecolor rgb '\(FigureStyle.green)'") { recalibration.interval(level: $0) ?? (0, 0) }
            }
        }
        let data = DataTable(name: prefix + "coverage", columns)
        let area = NumberText.short(GaussianCalibration.miscalibrationArea(curve))
        let mended = after.isEmpty ? "" : "; recalibrated on the validation set it is \(after.joined(separator: ", "))"
        let hover = FigureStyle.values(data.path, x: "1", y: "2", text: "promised %.2f, observed %.3f", columns: ["$1", "$2"])
        return Figure(
            name: prefix + "coverage",
            heading: "Do intervals hold what they promise?",
            caption: """
                Share of the \(subject.materials(of: split)) whose true value lies in the predicted central interval, against \
                the share that the interval \
                promises. Below the dashed diagonal: over-confident; above: over-cautious. The shaded area, \(area), is the \
                miscalibration area \
                (0 is perfect)\(mended).
                """,
            tables: [data],
            commands: """
                set xlabel 'promised share in the interval'
                set ylabel 'observed share in the interval'
                set xrange [0:1]
                set yrange [0:1]
                set size ratio 1
                \(after.isEmpty ? "set key off" : "")
                plot '\(data.path)' using 1:2:1 with filledcurves linecolor rgb '#CFE3F1' notitle, \\
                  x with lines linewidth 1.2 dashtype 3 linecolor rgb '\(FigureStyle.black)' notitle, \\
                  '\(data.path)' using 1:2 with lines linewidth 2.5 linecolor rgb '\(FigureStyle.blue)' title 'as predicted'\(lines), \\
                  \(hover)
                """)
    }
}
