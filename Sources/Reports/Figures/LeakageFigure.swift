import Predictions


extension Figure {
    /// How large the errors are for materials that share their composition with training, and for the others; nil where there is only one kind.
    /// - Parameter table: rows of a regression with a known target
    static func leakage(of subject: ReportSubject, table: PredictionTable, split: String, prefix: String) -> Figure? {
        guard let marks = table.column(TrainedMaterials.Trait.composition.column) else { return nil }
        let errors = zip(table.knownTargets, table.combined.prediction).map { abs($0 - $1) }
        func sorted(_ mark: String) -> [Double] { errors.indices.filter { marks[$0] == mark }.map { errors[$0] }.sorted() }
        let (seen, unseen) = (sorted("1"), sorted("0"))
        guard seen.count > 1, unseen.count > 1 else { return nil }
        let shares = (1...99).map { Double($0) / 100 }
        let data = DataTable(
            name: prefix + "seen-and-unseen",
            [
                ("share", shares.map { $0 }), ("error_seen", shares.map { seen.sortedQuantile($0) }),
                ("error_unseen", shares.map { unseen.sortedQuantile($0) }),
            ])
        let medians = (seen.sortedQuantile(0.5), unseen.sortedQuantile(0.5))
        let smallest = max(min(seen.sortedQuantile(0.05), unseen.sortedQuantile(0.05)), 1e-12)
        let largest = max(seen.sortedQuantile(0.99), unseen.sortedQuantile(0.99), 1e-11)
        let hover = [2, 3].map { column in
            FigureStyle.values(
                data.path, x: "\(column)", y: "($1*100)",
                text: "\(column == 2 ? "seen" : "unseen"): %g %% err by at most %.3g\(subject.unitSuffix.replacing("%", with: "%%"))",
                columns: ["100*$1", "$\(column)"])
        }
        return Figure(
            name: prefix + "seen-and-unseen",
            heading: "Learnt, or remembered?",
            caption: """
                Share of the \(subject.materials(of: split)) whose error is at most so large, apart for the \(NumberText.count(seen.count)) whose \
                composition training has met and the \(NumberText.count(unseen.count)) that are new to it. In the middle they err by \
                \(NumberText.short(medians.0)) and \(NumberText.short(medians.1))\(subject.unitSuffix). What lies between the lines is \
                what new compositions cost: expect the solid line of a screening.
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted(subject.axisOfErrors("absolute error")))
                set ylabel 'share of materials (%)'
                set yrange [0:100]
                set logscale x
                set key bottom right vertical
                set xtics \(FigureStyle.logarithmicTics((seen + unseen).filter { $0 > 0 }))
                set xrange [\(smallest):\(largest)]
                plot '\(data.path)' using 2:($1*100) with lines linewidth 2 dashtype 2 linecolor rgb '\(FigureStyle.vermilion)' \
                title 'composition in training', \\
                  '' using 3:($1*100) with lines linewidth 2.5 linecolor rgb '\(FigureStyle.blue)' title 'composition new', \\
                  \(hover.joined(separator: ", \\\n  "))
                """)
    }
}
