import Foundation
import Predictions

/// Figures of predictions of classes; tables have known classes and probabilities, and at least one row.
extension Figure {
    /// Whether what is said to be so probable comes true as often, as predicted and calibrated.
    static func reliability(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        guard table.count > 0 else { return nil }
        let classes = table.knownTargets.map { Int($0) }
        let predicted = Reliability(classes: classes, probabilities: table.probabilities)
        let calibration = subject.calibratedClasses(of: table)
        let mended = calibration.map { Reliability(classes: classes, probabilities: $0.probabilities) }
        func columns(_ reliability: Reliability, _ suffix: String) -> [(name: String, values: [Double?])] {
            [
                ("materials\(suffix)", reliability.bins.map { Double($0.rows) }), ("probability\(suffix)", reliability.bins.map(\.probability)),
                ("observed\(suffix)", reliability.bins.map(\.observed)), ("standard_error\(suffix)", reliability.bins.map(standardError)),
            ]
        }
        let data = DataTable(
            name: prefix + "reliability",
            [("from", predicted.bins.map(\.lower)), ("to", predicted.bins.map(\.upper))] + columns(predicted, "")
                + (mended.map { columns($0, "_calibrated") } ?? []))
        let isBinary = table.classCount == 2
        let positive = table.className(1)
        let (probability, share) =
            isBinary ? ("probability of \(positive)", "share that is \(positive)") : ("probability of the predicted class", "share that is right")
        let errors = (predicted.expectedCalibrationError, mended?.expectedCalibrationError)
        let after =
            calibration.map { calibration in
                let temperature = calibration.temperature.map { "the temperature \(NumberText.short($0))" } ?? "a temperature of each fold"
                return " Open circles: calibrated with \(temperature), \(errors.1.map { NumberText.short($0) } ?? "–")."
            } ?? ""
        let calibrated =
            mended == nil
            ? "" : ", \\\n  '' using 8:9 with linespoints pointtype 6 pointsize 0.8 dashtype 2 linecolor rgb '\(FigureStyle.vermilion)' title 'calibrated'"
        let hover = FigureStyle.values(
            data.path, x: "4", y: "5", text: "said %.2f, came true %.3f, %g materials", columns: ["$4", "$5", "$3"])
        return Figure(
            name: prefix + "reliability", heading: "Do probabilities hold what they say?",
            caption: """
                The \(share) among the \(subject.materials(of: split)), against the mean predicted \(probability), in \(predicted.bins.count) bins \
                of equal width; whiskers are one binomial standard error. Below the dashed diagonal probabilities are too high, above it too low. Grey \
                bars: share of the materials in each bin. The expected calibration error, the mean distance from the diagonal, is \
                \(errors.0.map { NumberText.short($0) } ?? "–").\(after)
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted("predicted \(probability)"))
                set ylabel \(FigureStyle.quoted(share))
                set xrange [0:1]
                set yrange [0:1]
                set size ratio 1
                \(mended == nil ? "set key off" : "set key width 1")
                plot '\(data.path)' using (($1+$2)/2):($3/\(table.count).0):(0.9*($2-$1)) with boxes fillstyle solid noborder \
                linecolor rgb '\(FigureStyle.paleGrey)' notitle, \\
                  x with lines linewidth 1.2 dashtype 3 linecolor rgb '\(FigureStyle.black)' notitle, \\
                  '\(data.path)' using 4:5:6 with yerrorbars pointtype 7 pointsize 0.1 linewidth 1.2 linecolor rgb '\(FigureStyle.blue)' notitle, \\
                  '' using 4:5 with linespoints pointtype 7 pointsize 0.7 linewidth 2 linecolor rgb '\(FigureStyle.blue)' title 'as predicted'\(calibrated), \\
                  \(hover)
                """)
    }

    /// Of a share of so many rows; nil for none.
    private static func standardError(_ bin: Reliability.Bin) -> Double? {
        bin.observed.map { ($0 * (1 - $0) / Double(bin.rows)).squareRoot() }
    }

    /// Precision against recall as the probability that counts as positive falls.
    static func precisionAndRecall(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let curves = rankingCurves(table)
        guard !curves.isEmpty else { return nil }
        let values = curves.map { _, curve in
            steps.map { recall in
                curve.points.first { curve.recall($0) >= recall - 1e-12 }.map(curve.precision)
            }
        }
        let scores = curves.map { name, curve in "\(name) \(curve.averagePrecision.map { NumberText.short($0) } ?? "–")" }
        let first = curves[0].curve
        let prevalence = Double(first.positives) / Double(max(first.positives + first.negatives, 1))
        let chance = curves.count == 1 ? "\(prevalence) with lines linewidth 1.5 dashtype 3 linecolor rgb '\(FigureStyle.grey)' title 'chance'" : nil
        return classCurves(
            name: prefix + "precision-recall", heading: "How pure is what it finds?",
            caption: """
                Precision, the share of right ones among the \(subject.materials(of: split)) that are counted as of a class, against recall, the share \
                of the class that is found so, as the probability asked for falls. Average precision: \(scores.joined(separator: ", "))\
                \(curves.count == 1 ? ", where drawing at random has \(NumberText.short(prevalence))" : "").
                """,
            axes: ("recall", "precision"), curves: curves.map(\.name), values: values, besides: chance)
    }

    /// True against false positive rate, likewise.
    static func operatingCharacteristic(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let curves = rankingCurves(table).filter { $0.curve.negatives > 0 }
        guard !curves.isEmpty else { return nil }
        let values = curves.map { _, curve in
            steps.map { rate -> Double? in curve.points.last { curve.falsePositiveRate($0) <= rate + 1e-12 }.map(curve.recall) ?? 0 }
        }
        return classCurves(
            name: prefix + "roc", heading: "What does finding more cost?",
            caption: """
                Receiver operating characteristic: the share of a class that is found against the share of all other \(subject.materials(of: split)) \
                that is taken for it, as the probability asked for falls. The dashed diagonal is chance.
                """,
            axes: ("false_positive_rate", "true_positive_rate"), curves: curves.map(\.name), values: values,
            besides: "x with lines linewidth 1.5 dashtype 3 linecolor rgb '\(FigureStyle.grey)' title 'chance'")
    }

    /// Where curves are told: a table of every distinct probability would be as long as the predictions.
    private static let steps = (0...200).map { Double($0) / 200 }

    /// More lines than these are no figure.
    private static let mostCurves = 6

    /// Of two classes the second one, of more the largest that occur, each against all others.
    private static func rankingCurves(_ table: PredictionTable) -> [(name: String, curve: RankingCurve)] {
        let classes = table.knownTargets.map { Int($0) }
        let kinds = table.classCount == 2 ? [1] : Array(0..<table.classCount)
        let curves = kinds.map { kind in
            (name: table.className(kind), curve: RankingCurve(isPositive: classes.map { $0 == kind }, scores: table.probabilities[kind]))
        }.filter { $0.curve.positives > 0 }
        let largest = curves.enumerated().sorted { ($0.element.curve.positives, -$0.offset) > ($1.element.curve.positives, -$1.offset) }
        return largest.prefix(mostCurves).sorted { $0.offset < $1.offset }.map(\.element)
    }

    /// - Parameters:
    ///   - axes: names of the columns; the page's have spaces
    ///   - values: of each curve at `steps`
    ///   - besides: a further element of the plot
    private static func classCurves(
        name: String, heading: String, caption: String, axes: (x: String, y: String), curves: [String], values: [[Double?]], besides: String?
    ) -> Figure {
        let data = DataTable(name: name, [(axes.x, steps.map { $0 })] + zip(curves, values).map { ("\(axes.y)_\($0)", $1) })
        let words = (x: axes.x.replacing("_", with: " "), y: axes.y.replacing("_", with: " "))
        let lines = curves.enumerated().map { place, curve in
            "'\(data.path)' using 1:\(place + 2) with lines linewidth 2.2 \(FigureStyle.line(place)) title \(FigureStyle.quoted(curve))"
        }
        let hovers = curves.indices.map { place in
            FigureStyle.values(
                data.path, x: "1", y: "\(place + 2)", text: "\(curves[place].replacing("%", with: "%%")): \(words.x) %.2f, \(words.y) %.3f",
                columns: ["$1", "$\(place + 2)"], every: 8)
        }
        return Figure(
            name: name, heading: heading, caption: caption, tables: [data],
            commands: """
                set key width 1
                set xlabel '\(words.x)'
                set ylabel '\(words.y)'
                set xrange [0:1]
                set yrange [0:1.02]
                plot \((lines + [besides].compactMap { $0 } + hovers).joined(separator: ", \\\n  "))
                """)
    }
}
