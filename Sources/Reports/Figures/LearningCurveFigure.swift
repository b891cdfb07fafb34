import Foundation
import Predictions

extension Figure {
    /// Test errors of single members and ensembles against the size of the training set, both axes logarithmic, with the fitted power laws.
    static func learningCurves(_ report: SweepReport) -> Figure {
        let curves = report.curves.filter { !$0.points.isEmpty }
        let sizes = curves.flatMap { $0.points.map(\.materials) }
        let errors = curves.flatMap { $0.points.flatMap { [$0.single?.mean, $0.mae].compactMap { $0 } } }
        let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
        let reach = reach(report, curves, largest: most)
        var tables: [DataTable] = []
        var plots: [String] = []
        for (place, curve) in curves.enumerated() {
            let suffix = curves.count > 1 ? "-\(place + 1)" : ""
            let colour = FigureStyle.palette[place % FigureStyle.palette.count]
            let points = pointTable(curve, suffix: suffix)
            tables.append(points)
            if !curve.fits.isEmpty {
                let fits = fitTable(curve, suffix: suffix, sizes: [least, reach])
                tables.append(fits)
                for (column, (who, _)) in curve.fits.enumerated() {
                    plots.append(
                        "'\(fits.path)' using 1:\(column + 2) with lines linewidth 1.6 dashtype \(who == "single" ? 2 : 1) "
                            + "linecolor rgb '\(who == "single" ? singleColour(besides: colour, curves) : colour)' notitle")
                }
            }
            // Of several curves, colours tell which is which, and circles what is single.
            let titles = curves.count > 1 ? (ensemble: curve.name, single: nil) : (ensemble: "ensemble", single: Optional("single"))
            let hasSingle = curve.points.contains { $0.single != nil }
            if hasSingle {
                plots.append(
                    "'\(points.path)' using 1:2:(bottom($2,$3)):($2+$3) with yerrorbars pointtype 6 pointsize 0.95 linewidth 1.4 linecolor rgb "
                        + "'\(singleColour(besides: colour, curves))' " + (titles.single.map { "title \(FigureStyle.quoted($0))" } ?? "notitle"))
            }
            plots.append(
                "'\(points.path)' using 1:4 with points pointtype \(curve.kind == .baseline ? 5 : 7) pointsize 0.55 linecolor rgb '\(colour)' "
                    + "title \(FigureStyle.quoted(titles.ensemble))")
            plots.append(
                FigureStyle.values(
                    points.path, x: "1", y: "4",
                    text: "%g materials: " + (hasSingle ? "single %.4g ± %.4g, " : "") + "\(curve.kind.rawValue) %.4g",
                    columns: hasSingle ? ["$1", "$2", "$3", "$4"] : ["$1", "$4"]))
        }
        let crossings = report.crossings.filter { $0.place.size <= reach }
        if !crossings.isEmpty {
            let table = DataTable(
                name: "learning-curve-crossings", [("materials", crossings.map(\.place.size)), ("mae", crossings.map(\.place.error))])
            tables.append(table)
            plots.append("'\(table.path)' using 1:2 with points pointtype 12 pointsize 1.6 linewidth 1.6 linecolor rgb '#555555' title 'crossing'")
        }
        // A line far below everything would press the curves together.
        let leastError = errors.min() ?? 1
        let asked = report.asked.filter { line in
            line.error > leastError / 2 || curves.contains { curve in curve.fits.contains { $0.law.error(at: reach) < 1.1 * line.error } }
        }
        let shown = errors + asked.map(\.error)
        let (lowest, highest) = (shown.min() ?? 1, shown.max() ?? 1)
        let lines = asked.enumerated().map { place, line in
            """
            set arrow \(place + 1) from graph 0, first \(line.error) to graph 1, first \(line.error) nohead dashtype 3 linewidth 1.4 \
            linecolor rgb '#555555'
            set label \(place + 1) \(FigureStyle.quoted("\(line.name) \(report.text(ofAsked: line.error))")) \
            at graph 0.02, first \(line.error) offset 0, 0.5 textcolor rgb '#555555'
            """
        }
        let own = Set(sizes).sorted()
        let tics = own.count <= 6 && reach == most ? "(" + own.map { String(format: "'%g' %g", $0, $0) }.joined(separator: ", ") + ")" : nil
        return Figure(
            name: "learning-curve", heading: "Learning curve", caption: caption(report, curves), tables: tables,
            commands: """
                set logscale xy
                set xlabel 'training materials'
                set ylabel \(FigureStyle.quoted("test MAE" + (report.unit.map { " (\($0))" } ?? "")))
                set xrange [\(least / 1.4):\(reach * 1.4)]
                set yrange [\(lowest / 1.5):\(highest * 1.5)]
                set xtics \(tics ?? sizeTics(from: least, to: reach))
                set ytics \(errorTics(from: lowest, to: highest))
                bottom(mean, deviation) = deviation < mean ? mean - deviation : mean / 10
                \(lines.joined(separator: "\n"))
                plot \(plots.joined(separator: ", \\\n  "))
                """)
    }

    /// As far as fits are drawn: to where they come down to what was asked for, unless that is far beyond the largest size.
    private static func reach(_ report: SweepReport, _ curves: [LearningCurve], largest: Double) -> Double {
        let crossings = curves.flatMap { curve in
            curve.fits.flatMap { fit in report.asked.compactMap { fit.law.size(for: $0.error)?.size } }
        }
        return crossings.filter { $0 <= 10 * largest }.reduce(largest, max)
    }

    private static func pointTable(_ curve: LearningCurve, suffix: String) -> DataTable {
        DataTable(
            name: "learning-curve" + suffix,
            [
                ("materials", curve.points.map(\.materials)), ("single_mae", curve.points.map { $0.single?.mean }),
                // A single member has no spread, and its bar no length.
                ("single_mae_deviation", curve.points.map { $0.single.map { $0.deviation ?? 0 } }),
                ("\(curve.kind.rawValue)_mae", curve.points.map(\.mae)),
            ])
    }

    /// Straight on these axes: two points make a line.
    private static func fitTable(_ curve: LearningCurve, suffix: String, sizes: [Double]) -> DataTable {
        DataTable(
            name: "learning-curve-fit" + suffix,
            [("materials", sizes.map { $0 })] + curve.fits.map { who, law in ("\(who)_mae", sizes.map { law.error(at: $0) }) })
    }

    /// Over many powers of ten, one for each: numbers of five digits stand close.
    private static func sizeTics(from least: Double, to most: Double) -> String {
        guard most > 200 * least else { return FigureStyle.logarithmicTics([least, most]) }
        let powers = Int(log10(least).rounded(.up))...Int(log10(most * 1.4).rounded(.down))
        return "(" + powers.map { "'\(NumberText.count(Int(pow(10, Double($0)))))' 1e\($0)" }.joined(separator: ", ") + ")"
    }

    /// More of them than on other logarithmic axes where all errors are of one order.
    private static func errorTics(from lowest: Double, to highest: Double) -> String {
        guard highest < 5 * lowest else { return FigureStyle.logarithmicTics([lowest, highest]) }
        let powers = Int(log10(lowest).rounded(.down) - 1)...Int(log10(highest).rounded(.up))
        let tics = powers.flatMap { power in [1, 1.5, 2, 3, 4, 5, 7].map { $0 * pow(10, Double(power)) } }
        return "(" + tics.map { String(format: "'%g' %.6g", $0, $0) }.joined(separator: ", ") + ")"
    }

    /// Another than the ensemble's where there is one curve alone.
    private static func singleColour(besides colour: String, _ curves: [LearningCurve]) -> String {
        curves.count > 1 ? colour : FigureStyle.vermilion
    }

    private static func caption(_ report: SweepReport, _ curves: [LearningCurve]) -> String {
        let fits = curves.flatMap { curve in
            curve.fits.map { who, law in
                let whose = curves.count > 1 ? "\(curve.name), \(who)" : who
                return "\(whose): β = \(NumberText.spread(mean: law.exponent, deviation: law.exponentMargin))"
            }
        }
        let law =
            fits.isEmpty
            ? "No power law is fitted: three sizes are the least."
            : "Lines: the power law ε = α N^−β by least squares through the logarithms, drawn on to where it comes down to what was asked "
                + "for; " + fits.joined(separator: "; ") + " (95 % intervals)." + (report.crossings.isEmpty ? "" : " Diamonds: where one curve overtakes another.")
        return """
            Mean absolute error of the same test materials after training on ever more materials, each set within the next. Open circles: \
            single members, mean and standard deviation; filled: the ensemble of \(report.members).\(report.baselines.isEmpty ? "" : " Squares: other programs, as their tables have it.") \(law)
            """
    }
}
