import Discovery

extension Figure {
    /// The error as a function of the distance to the hull, whole and by the groups of each grouping.
    static func rollingErrors(_ question: DiscoveryQuestion, prefix: String) -> [Figure] {
        let screening = question.screening
        guard screening.hasTruth else { return [] }
        let whole = rollingError(
            name: "\(prefix)discovery-rolling-mae", heading: "Where near the hull it errs",
            groups: [("all", Array(screening.ids.indices))], screening)
        let stems = FileStem.distinct(screening.groupings.map(\.name))
        return [whole].compactMap { $0 } + zip(screening.groupings, stems).compactMap { grouping, stem in
            let groups = ScreeningSubset.all(of: screening, mostStable: 0).filter { $0.name.hasPrefix("\(grouping.name) = ") }
            guard groups.count > 1, groups.count <= FigureStyle.palette.count else { return nil }
            let named = groups.map { ($0.name.replacing(" = ", with: " "), $0.rows) }
            return rollingError(
                name: "\(prefix)discovery-rolling-mae-\(stem)", heading: "Where near the hull it errs, by \(grouping.name)",
                groups: named, screening)
        }
    }

    private static func rollingError(
        name: String, heading: String, groups: [(name: String, rows: [Int])], _ screening: Screening
    ) -> Figure? {
        let curves = groups.map { ($0.name, RollingError(screening, rows: $0.rows)) }.filter { !$0.1.points.isEmpty }
        guard let window = curves.first?.1.window else { return nil }
        let tables = curves.enumerated().map { place, curve in
            DataTable(
                name: curves.count > 1 ? "\(name)-\(place + 1)" : name,
                [
                    ("distance", curve.1.points.map(\.centre)), ("mae", curve.1.points.map(\.mae)),
                    ("standard_error", curve.1.points.map(\.standardError)), ("materials", curve.1.points.map { Double($0.count) }),
                ])
        }
        let bands = tables.enumerated().map { place, table in
            "'\(table.path)' using 1:($2-$3):($2+$3) with filledcurves fillstyle transparent solid 0.25 "
                + "linecolor rgb '\(FigureStyle.palette[place])' notitle"
        }
        let lines = zip(tables, curves).enumerated().map { place, pair in
            let title = curves.count > 1 ? "title \(FigureStyle.quoted(pair.1.0))" : "notitle"
            return "'\(pair.0.path)' using 1:2 with lines linewidth 2.2 \(FigureStyle.line(place)) \(title)"
        }
        let hover = zip(tables, curves).map { table, curve in
            FigureStyle.values(
                table.path, x: "1", y: "2", text: (curves.count > 1 ? curve.0.replacing("%", with: "%%") + ", " : "") + "at %.3f: %.3g ± %.2g (%g)",
                columns: ["$1", "$2", "$3", "$4"], every: curves.count > 1 ? 4 : 2)
        }
        let top = FigureStyle.top(of: curves.flatMap { $0.1.points.map { $0.mae + $0.standardError } }, room: 1.25)
        return Figure(
            name: name, heading: heading,
            caption: """
                Mean absolute error of the candidates in a window of \(NumberText.short(1000 * window)) meV/atom around each true distance to the \
                hull, with its standard error (windows of fewer than \(RollingError.least) left out). Where a line runs inside the grey \
                triangle the error exceeds the distance itself, and stable and unstable are easily mistaken for each other.
                """,
            tables: tables,
            commands: """
                set xlabel 'true distance to the hull (eV/atom)'
                set ylabel 'mean absolute error (eV/atom)'
                set xrange [-0.2:0.3]
                set yrange [0:\(top)]
                set samples 501
                plot \(FigureStyle.errorBeyondDistance(top: top)), \\
                  \((bands + lines + hover).joined(separator: ", \\\n  "))
                """,
            // Room for a legend of one line each.
            height: curves.count > 1 ? 400 + 19 * curves.count : 400)
    }
}
