import Predictions


extension Figure {
    /// Test errors of single members and ensembles for each value of a setting, in the order in which the values were given.
    static func variation(_ report: SweepReport) -> Figure {
        let values = report.variation?.values ?? []
        var seen: Set<String> = []
        let models = report.results.map(\.point.model).filter { seen.insert($0).inserted }
        var tables: [DataTable] = []
        var plots: [String] = []
        for (place, model) in models.enumerated() {
            let own = report.results.filter { $0.point.model == model }
            let places = own.map { result in values.firstIndex { $0 == result.point.value }.map { Double($0 + 1) } }
            let table = DataTable(
                name: "variation" + (models.count > 1 ? "-\(model)" : ""),
                [
                    ("place", places), ("single_mae", own.map { $0.single?.mean }),
                    ("single_mae_deviation", own.map { $0.single.map { $0.deviation ?? 0 } }), ("ensemble_mae", own.map { $0.test?.mae }),
                    ("validation_mae", own.map { $0.validation?.mae }),
                ])
            tables.append(table)
            let colour = FigureStyle.palette[place]
            func plot(_ columns: String, _ style: String, _ who: String) -> String {
                let title = models.count == 1 ? "title '\(who)'" : who == "ensemble" ? "title '\(model)'" : "notitle"
                return "'\(table.path)' using \(columns) with \(style) linecolor rgb '\(colour)' \(title)"
            }
            plots.append(plot("1:2:3", "yerrorbars pointtype 6 pointsize 0.95 linewidth 1.4", "single"))
            plots.append(plot("1:4", "linespoints pointtype 7 pointsize 0.55 linewidth 1.2", "ensemble"))
            plots.append(plot("1:5", "points pointtype 1 pointsize 0.8 linewidth 1.4", "validation"))
            plots.append(
                FigureStyle.values(table.path, x: "1", y: "4", text: "single %.4g ± %.4g, ensemble %.4g", columns: ["$2", "$3", "$4"]))
        }
        // Quoted by hand: tics take no word of style behind their text.
        let tics = values.enumerated().map { "'\($0.element.replacing("'", with: "''"))' \($0.offset + 1)" }.joined(separator: ", ")
        return Figure(
            name: "variation", heading: "\(report.variation?.name ?? "") varied",
            caption: """
                Mean absolute error of the same test materials for each value. Open circles: single members, mean and standard deviation; \
                filled: the ensemble of \(report.members); crosses: the ensemble on the validation materials, by which a value should be chosen.
                """,
            tables: tables,
            commands: """
                set xlabel \(FigureStyle.quoted(report.variation?.name ?? ""))
                set ylabel \(FigureStyle.quoted("MAE" + (report.unit.map { " (\($0))" } ?? "")))
                set xrange [0.5:\(Double(values.count) + 0.5)]
                set xtics (\(tics)) noenhanced
                set offsets 0, 0, graph 0.08, graph 0.08
                plot \(plots.joined(separator: ", \\\n  "))
                """)
    }
}
