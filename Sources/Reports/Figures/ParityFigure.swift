import Foundation
import Predictions

extension Figure {
    /// Prediction against target, as the number of materials in each cell of a grid: thousands of dots would hide each other.
    /// - Parameter table: rows with a known target, at least one.
    static func parity(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure {
        let targets = table.knownTargets
        let predictions = table.combined.prediction
        let frame = ParityFrame(targets: targets, predictions: predictions)
        let cells = frame.cells(targets: targets, predictions: predictions)
        let inside = cells.reduce(0) { $0 + $1.count }
        let data = DataTable(
            name: prefix + "parity",
            [
                ("target", cells.map { frame.centre($0.column) }), ("prediction", cells.map { frame.centre($0.row) }),
                ("target_from", cells.map { frame.edge($0.column) }), ("target_to", cells.map { frame.edge($0.column + 1) }),
                ("prediction_from", cells.map { frame.edge($0.row) }), ("prediction_to", cells.map { frame.edge($0.row + 1) }),
                ("materials", cells.map { Double($0.count) }),
            ])
        let outside = table.count - inside
        let hover = FigureStyle.values(
            data.path, x: "1", y: "2", text: "true %.3g to %.3g, predicted %.3g to %.3g: %g", columns: ["$3", "$4", "$5", "$6", "$7"], size: 0.5)
        let note = outside == 0 ? "" : " \(NumberText.count(outside)) predicted far outside the range of the targets are not shown."
        let most = cells.map(\.count).max() ?? 1
        return Figure(
            name: prefix + "parity",
            heading: "Prediction against truth",
            caption: """
                Each square is a small range of true and predicted values, the stronger its colour the more (scale) of the \
                \(subject.materials(of: split, count: table.count)) fall into it. A perfect model has them all on the dashed line.\(note)
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted(subject.axis("true")))
                set ylabel \(FigureStyle.quoted(subject.axis("predicted")))
                set xrange [\(frame.low):\(frame.high)]
                set yrange [\(frame.low):\(frame.high)]
                set xtics \(FigureStyle.ticStep(upTo: frame.high - frame.low))
                set ytics \(FigureStyle.ticStep(upTo: frame.high - frame.low))
                set size ratio 1
                set logscale cb
                set cbrange [1:\(max(most, 2))]
                set palette defined (0 '#8FBCE0', 0.5 '\(FigureStyle.blue)', 1 '#01243B')
                set cbtics \(FigureStyle.logarithmicTics([1, Double(most)]))
                set colorbox
                plot x with lines linewidth 1.2 dashtype 2 linecolor rgb '\(FigureStyle.black)' notitle, \\
                  '\(data.path)' using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder linecolor palette notitle, \\
                  \(hover)
                """)
    }
}

/// The square of a parity plot and the grid in it.
private struct ParityFrame {
    let low: Double
    let high: Double
    private let cellsAcross = 84

    /// The range of the targets, widened for predictions that lie up to a quarter of it outside. What lies farther out would
    /// press all else together.
    init(targets: [Double], predictions: [Double]) {
        let least = targets.min() ?? 0
        let most = targets.max() ?? 1
        let width = most > least ? most - least : max(abs(most), 1)
        let tolerated = predictions.filter { $0 >= least - width / 4 && $0 <= most + width / 4 }
        let margin = width / 50
        low = min(least, tolerated.min() ?? least) - margin
        high = max(most, tolerated.max() ?? most) + margin
    }

    private var step: Double { (high - low) / Double(cellsAcross) }

    func edge(_ index: Int) -> Double { low + Double(index) * step }

    func centre(_ index: Int) -> Double { low + (Double(index) + 0.5) * step }

    struct Cell {
        let column: Int
        let row: Int
        let count: Int
    }

    /// The cells that hold anything, the fullest last.
    func cells(targets: [Double], predictions: [Double]) -> [Cell] {
        var counts: [Int: Int] = [:]
        for (target, prediction) in zip(targets, predictions) where prediction >= low && prediction <= high {
            let column = min(Int((target - low) / step), cellsAcross - 1)
            let row = min(Int((prediction - low) / step), cellsAcross - 1)
            counts[row * cellsAcross + column, default: 0] += 1
        }
        return counts.map { Cell(column: $0.key % cellsAcross, row: $0.key / cellsAcross, count: $0.value) }
            .sorted { ($0.count, $0.row, $0.column) < ($1.count, $1.row, $1.column) }
    }
}
