import Materials
import Predictions

extension Figure {
    private static let mostBars = 20

    /// The most important features as bars; nil where nobody has asked, or none matters.
    static func importance(of subject: ReportSubject, prefix: String) -> Figure? {
        guard let importance = subject.importance else { return nil }
        let shown = importance.ranked.prefix(mostBars).filter { $0.increase > 0 }
        guard let most = shown.first else { return nil }
        let isClass = subject.predictions.task != .regression
        let data = DataTable(
            name: "\(prefix)importance-bars", columns: ["feature", "increase", "deviation"],
            rows: shown.map { [$0.name, TableText.field($0.increase), TableText.field($0.deviation)] })
        let unit = subject.unit.map { " (\($0))" } ?? ""
        let end = shown.map { $0.increase + $0.deviation }.max() ?? most.increase
        return Figure(
            name: data.name, heading: "The features that matter most",
            caption: """
                How much the \(isClass ? "share of wrong classes" : "mean absolute error") grows where a feature is dealt out anew among the materials of \
                \(subject.materials(of: importance.split)); whiskers are one standard deviation over \(importance.deals) deals.
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted("increase of the error" + (isClass ? "" : unit)))
                set lmargin 34
                set xrange [0:\(1.08 * end)]
                set xtics \(FigureStyle.ticStep(upTo: end))
                set yrange [\(-Double(shown.count) + 0.4):0.6]
                set ytics scale 0 noenhanced font ',11'
                unset key
                plot '\(data.path)' using (0):(-$0):(0):2:(-$0-0.36):(-$0+0.36):ytic(1) with boxxyerror fillstyle solid noborder \
                linecolor rgb '\(FigureStyle.blue)' notitle, \\
                  '\(data.path)' using 2:(-$0):3 with xerrorbars pointtype 0 linecolor rgb '\(FigureStyle.black)' notitle
                """, height: 90 + 20 * shown.count, width: 640)
    }
}
