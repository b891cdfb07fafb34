import Discovery
import Predictions
import Prospecting

extension Figure {
    /// How much more often than by chance the triage finds stable materials, batch by batch, with bootstrap intervals.
    static func batchEnrichment(_ report: LoopReport) -> Figure {
        batches(
            report, name: "batch-enrichment", heading: "Enrichment batch by batch",
            caption: """
                Precision of the triage by ΔE + σ over the prevalence, for each batch before it is revealed; bars are 95 % intervals from materials \
                drawn again.
                """,
            label: "enrichment", hasBars: true
        ) { calculations in
            let scores = BatchScores(calculations, criterion: .predictionPlusDeviation)
            let interval = scores.interval { $0.accelerationFactor() }
            return (scores.scores.accelerationFactor(), interval?.low, interval?.high)
        }
    }

    static func batchErrors(_ report: LoopReport) -> Figure {
        batches(
            report, name: "batch-errors", heading: "Errors batch by batch",
            caption: "Mean absolute error on each batch before it is revealed; bars are 95 % intervals from materials drawn again.",
            label: "MAE (eV/atom)",
            hasBars: true
        ) { calculations in
            let scores = BatchScores(calculations, criterion: .prediction)
            let interval = scores.interval(\.mae)
            return (scores.scores.mae, interval?.low, interval?.high)
        }
    }

    static func batchCalibration(_ report: LoopReport) -> Figure {
        batches(
            report, name: "batch-calibration", heading: "Calibration batch by batch",
            caption: "The share of each batch whose energy lies within 1.645 σ of its prediction: 0.9 would be right.",
            label: "share within 90 % interval", hasBars: false
        ) { calculations in
            let record = ErrorRecord(
                truth: calculations.map { $0.answer.energy ?? .nan }, prediction: calculations.map(\.candidate.prediction),
                deviation: calculations.map(\.candidate.total))
            return (record?.within90, nil, nil)
        }
    }

    private static func batches(
        _ report: LoopReport, name: String, heading: String, caption: String, label: String, hasBars: Bool,
        _ measure: ([LoopStudy.Calculation]) -> (value: Double?, low: Double?, high: Double?)
    ) -> Figure {
        var tables: [DataTable] = []
        var plots = hasBars ? [] : ["0.9 with lines dashtype 3 linewidth 1.4 linecolor rgb '\(FigureStyle.grey)' notitle"]
        let most = report.groups.map(\.rounds).max() ?? 1
        for (place, group) in report.groups.enumerated() where group.rounds > 0 {
            let rounds = Array(0..<group.rounds)
            let found = rounds.map { round in measure(group.histories.flatMap { $0.rounds[round].calculations }) }
            let shift = 0.08 * (Double(place) - Double(report.groups.count - 1) / 2)
            let table = DataTable(
                name: "\(name)-\(place + 1)",
                [
                    ("batch", rounds.map { Double($0 + 1) }), ("value", found.map(\.value)), ("low", found.map(\.low)),
                    ("high", found.map(\.high)),
                ])
            tables.append(table)
            let colour = FigureStyle.palette[place % FigureStyle.palette.count]
            plots.append(
                "'\(table.path)' using ($1+\(shift)):2 with linespoints linewidth 1.6 pointtype 7 pointsize 0.5 \(FigureStyle.line(place)) "
                    + "title \(FigureStyle.quoted(group.title))")
            if hasBars {
                plots.append(
                    "'\(table.path)' using ($1+\(shift)):2:3:4 with yerrorbars pointtype 0 linewidth 1.4 linecolor rgb '\(colour)' notitle")
            }
            plots.append(FigureStyle.values(table.path, x: "1", y: "2", text: "\(group.title), batch %g: %.4g", columns: ["$1", "$2"]))
        }
        return Figure(
            name: name, heading: heading, caption: caption, tables: tables,
            commands: """
                set xlabel 'batch'
                set ylabel '\(label)'
                set xrange [0.5:\(Double(most) + 0.5)]
                set xtics 1
                set yrange [0:*]
                plot \(plots.joined(separator: ", \\\n  "))
                """)
    }
}
