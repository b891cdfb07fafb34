import Foundation
import Predictions

extension Figure {
    /// Histogram of the signed errors ŷ − y.
    /// - Parameter table: rows of a regression with a known target, at least one.
    static func errors(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        let errors = zip(table.combined.prediction, table.knownTargets).map { $0 - $1 }
        guard let spread = Spread(errors) else { return nil }
        // Wide enough for 98 of 100 rows: a few large errors would press the rest into one bar.
        let sizes = errors.map(abs).sorted()
        let largest = sizes[sizes.count - 1]
        let half = largest == 0 ? 1 : min(largest, 1.5 * max(sizes[Int(0.98 * Double(sizes.count - 1))], largest / 1000))
        let bars = 41
        let width = 2 * half / Double(bars)
        var counts = [Int](repeating: 0, count: bars)
        for error in errors where abs(error) <= half { counts[min(Int((error + half) / width), bars - 1)] += 1 }
        let outside = errors.count { abs($0) > half }
        let data = DataTable(
            name: prefix + "errors",
            [
                ("error", counts.indices.map { -half + (Double($0) + 0.5) * width }),
                ("from", counts.indices.map { -half + Double($0) * width }),
                ("to", counts.indices.map { -half + Double($0 + 1) * width }), ("materials", counts.map(Double.init)),
            ])
        let hover = FigureStyle.values(data.path, x: "1", y: "4", text: "%.3g to %.3g: %g materials", columns: ["$2", "$3", "$4"])
        let note = outside == 0 ? "" : " Larger errors, of \(NumberText.count(outside)) more, lie outside the figure."
        return Figure(
            name: prefix + "errors",
            heading: "How the errors are distributed",
            caption: """
                Prediction minus truth for the \(subject.materials(of: split)); their mean is \
                \(NumberText.short(spread.mean))\(subject.unitSuffix). A peak \
                away from 0 would be a bias that a constant shift could cure.\(note)
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted(subject.axisOfErrors("prediction − truth")))
                set ylabel 'materials'
                set yrange [0:*]
                set xrange [\(-half):\(half)]
                set key off
                set arrow from 0, graph 0 to 0, graph 1 nohead dashtype 2 linecolor rgb '\(FigureStyle.black)' front
                plot '\(data.path)' using 1:4:(\(width)) with boxes fillstyle solid 0.75 noborder linecolor rgb '\(FigureStyle.blue)', \\
                  \(hover)
                """)
    }
}
