import Ensembles

extension Figure {
    /// The Gaussian quantile–quantile plot of (y − ŷ)/σ; nil where no row has an uncertainty.
    /// - Parameter table: rows of a regression with a known target.
    static func quantiles(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let errors = GaussianCalibration.standardisedErrors(
            targets: table.knownTargets, predictions: table.combined.prediction, deviations: table.combined.total)
        guard let spread = Spread(errors) else { return nil }
        let shown = thinned(GaussianCalibration.quantiles(standardisedErrors: errors))
        let data = DataTable(
            name: prefix + "quantiles", [("theoretical", shown.map(\.theoretical)), ("observed", shown.map(\.observed))])
        let width = spread.deviation.map { ", and standard deviation \(NumberText.short($0)) where 1 is right" } ?? ""
        return Figure(
            name: prefix + "quantiles",
            heading: "Are errors as large as predicted?",
            caption: """
                Errors of the \(subject.materials(of: split)) divided by their predicted standard deviation, sorted, against \
                the quantiles of a Gaussian. \
                On the dashed line the errors are as predicted; steeper means over-confident, flatter over-cautious. They have mean \
                \(NumberText.short(spread.mean)) where 0 is right\(width).
                """,
            tables: [data],
            commands: """
                set xlabel 'quantile of a Gaussian'
                set ylabel 'observed error / predicted σ'
                set key off
                plot x with lines linewidth 1.2 dashtype 2 linecolor rgb '\(FigureStyle.black)', \\
                  '\(data.path)' using 1:2 with points pointtype 7 pointsize 0.35 linecolor rgb '\(FigureStyle.blue)'
                """)
    }

    /// At most about 600 points: all of the 50 at either end, where the plot bends, and an even choice of the rest.
    private static func thinned<Point>(_ points: [Point]) -> [Point] {
        let ends = 50
        let every = max(1, (points.count - 2 * ends) / 500)
        return points.indices.filter { $0 < ends || $0 >= points.count - ends || $0 % every == 0 }.map { points[$0] }
    }

    /// Observed against promised coverage of the central intervals.
    /// - Parameter table: rows of a regression with a known target, at least one.
    static func coverage(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure {
        let curve = GaussianCalibration.curve(
            targets: table.knownTargets, predictions: table.combined.prediction, deviations: table.combined.total)
        let data = DataTable(
            name: prefix + "coverage", [("expected", curve.map(\.expected)), ("observed", curve.map(\.observed))])
        let area = NumberText.short(GaussianCalibration.miscalibrationArea(curve))
        return Figure(
            name: prefix + "coverage",
            heading: "Do intervals hold what they promise?",
            caption: """
                Share of the \(subject.materials(of: split)) whose true value lies in the predicted central interval, against \
                the share that the interval \
                promises. Below the dashed line: over-confident; above: over-cautious. The shaded area, \(area), is the \
                miscalibration area \
                (0 is perfect).
                """,
            tables: [data],
            commands: """
                set xlabel 'promised share in the interval'
                set ylabel 'observed share in the interval'
                set xrange [0:1]
                set yrange [0:1]
                set size ratio 1
                set key off
                plot '\(data.path)' using 1:2:1 with filledcurves linecolor rgb '#CFE3F1', \\
                  x with lines linewidth 1.2 dashtype 2 linecolor rgb '\(FigureStyle.black)', \\
                  '\(data.path)' using 1:2 with lines linewidth 2.5 linecolor rgb '\(FigureStyle.blue)'
                """)
    }
}
