import Predictions
import Prospecting

extension Figure {
    /// Stable materials against calculations, by both hulls, and the regret where it is known.
    static func found(_ report: LoopReport) -> [Figure] {
        let words: [LoopStudy.Hull: String] = [
            .final: report.study.truth == nil ? "the hull of all that is known in the end" : "the hull of all materials of the pool",
            .start: "the hull at the start: what looks like a discovery to those who know no more",
        ]
        var figures = [LoopStudy.Hull.final, .start].map { hull in
            let total = report.total(hull)
            return curves(
                report, name: "found-\(hull.rawValue)", heading: hull == .final ? "Stable materials found" : "Below the hull at the start",
                caption: """
                    Materials found on or below \(words[hull] ?? "")\(total.map { ", of which there are \(NumberText.count($0))" } ?? ""), \
                    after so many calculations. Bands: from the lowest to the highest of the seeds.\(total == nil ? "" : " Grey: what chance finds on average.")
                    """,
                label: "stable materials found", chance: { $0.curves[hull]?.first?.byChance(after: $1) }
            ) { group, count in group.found(hull, after: count) }
        }
        if report.study.truth != nil {
            figures.append(
                curves(
                    report, name: "regret", heading: "Regret",
                    caption: """
                        Stable materials that whoever knows all energies beforehand would have found by then, less those that were found. Bands: \
                        from the lowest to the highest of the seeds.
                        """,
                    label: "regret (materials)", chance: { _, _ in nil }
                ) { group, count in group.curves[.final, default: []].compactMap { $0.regret(after: count).map(Double.init) } })
        }
        return figures
    }

    private static func curves(
        _ report: LoopReport, name: String, heading: String, caption: String, label: String,
        chance: (LoopReport.Group, Int) -> Double?, values: (LoopReport.Group, Int) -> [Double]
    ) -> Figure {
        var tables: [DataTable] = []
        var (bands, lines, hovers) = ([String](), [String](), [String]())
        let groups = report.groups.filter { $0.calculations > 0 }
        for (place, group) in groups.enumerated() {
            let counts = Array(0...group.calculations)
            let all = counts.map { values(group, $0) }
            let spreads = all.map { Spread($0) }
            let table = DataTable(
                name: "\(name)-\(place + 1)",
                [
                    ("calculations", counts.map(Double.init)), ("mean", spreads.map { $0?.mean }),
                    ("deviation", spreads.map { $0?.deviation }),
                    ("lowest", all.map { $0.min() }), ("highest", all.map { $0.max() }), ("by_chance", counts.map { chance(group, $0) }),
                ])
            tables.append(table)
            let colour = FigureStyle.palette[place % FigureStyle.palette.count]
            if group.histories.count > 1 {
                bands.append(
                    "'\(table.path)' using 1:4:5 with filledcurves fillstyle transparent solid 0.18 noborder linecolor rgb '\(colour)' notitle"
                )
            }
            lines.append(
                "'\(table.path)' using 1:2 with lines linewidth 2.2 \(FigureStyle.line(place)) title \(FigureStyle.quoted(group.title))")
            hovers.append(
                FigureStyle.values(
                    table.path, x: "1", y: "2", text: "\(group.title): %.4g after %g", columns: ["$2", "$1"],
                    every: max(counts.count / 40, 1)))
        }
        if let longest = groups.indices.max(by: { groups[$0].calculations < groups[$1].calculations }), chance(groups[longest], 1) != nil {
            lines.append(
                "'\(tables[longest].path)' using 1:6 with lines linewidth 1.4 dashtype 3 linecolor rgb '\(FigureStyle.grey)' title 'chance'"
            )
        }
        let most = groups.map(\.calculations).max() ?? 1
        return Figure(
            name: name, heading: heading, caption: caption, tables: tables,
            commands: """
                set key tmargin center horizontal maxcols 3 width 1
                set xlabel 'calculations'
                set ylabel '\(label)'
                set xrange [0:\(max(most, 1))]
                set yrange [0:*]
                set xtics \(FigureStyle.ticStep(upTo: Double(most)))
                plot \((bands + lines + hovers).joined(separator: ", \\\n  "))
                """,
            height: 400 + 19 * ((lines.count + 2) / 3))
    }

    /// The mean energy of the hull over the pool's compositions, as it falls from round to round.
    static func hullGrowth(_ report: LoopReport) -> Figure {
        perRound(
            report, name: "hull", heading: "The hull as it grows",
            caption: """
                Energy of the known phases' hull, mean over the compositions of all candidates, before each round: every phase that is found \
                pulls it down. Mean over seeds.
                """,
            label: "mean hull energy (eV/atom)", fromZero: false, quantities: [("", { $0.choice.meanHullEnergy })])
    }

    /// Errors and coverage, round by round.
    static func roundErrors(_ report: LoopReport) -> [Figure] {
        let isKnown = report.study.truth != nil
        let whole: (String, (LoopStudy.Round) -> Double?) =
            isKnown ? ("candidates left", { $0.choice.errors?.mae }) : ("test", { $0.train?.test?.mae })
        let covered: (String, (LoopStudy.Round) -> Double?) =
            isKnown ? ("candidates left", { $0.choice.errors?.within90 }) : ("test", { $0.train?.test?.within90 })
        let words = isKnown ? "all candidates that are left" : "the test materials"
        return [
            perRound(
                report, name: "errors", heading: "Errors round by round",
                caption:
                    "Mean absolute error of each round's ensemble on \(words) (lines) and on those that were chosen (points). Mean over seeds.",
                label: "MAE (eV/atom)", fromZero: true, quantities: [whole, ("chosen", { $0.add.errors?.mae })]),
            perRound(
                report, name: "calibration", heading: "Calibration round by round",
                caption: """
                    The share of \(words) (lines), and of those that were chosen (points), whose energy lies within 1.645 σ of its prediction: 0.9 \
                    would be right. A strategy that looks for low predictions finds those that are too low. Mean over seeds.
                    """,
                label: "share within 90 % interval", fromZero: true, quantities: [covered, ("chosen", { $0.add.errors?.within90 })],
                further: "0.9 with lines dashtype 3 linewidth 1.4 linecolor rgb '\(FigureStyle.grey)' notitle"),
        ]
    }

    /// A line for each group, and points for a second quantity.
    private static func perRound(
        _ report: LoopReport, name: String, heading: String, caption: String, label: String, fromZero: Bool,
        quantities: [(String, (LoopStudy.Round) -> Double?)], further: String = ""
    ) -> Figure {
        var tables: [DataTable] = []
        var plots = further.isEmpty ? [] : [further]
        for (place, group) in report.groups.enumerated() where group.rounds > 0 {
            let rounds = Array(0..<group.rounds)
            func means(_ value: (LoopStudy.Round) -> Double?) -> [Double?] {
                rounds.map { round in Spread(group.histories.compactMap { value($0.rounds[round]) })?.mean }
            }
            let columns = quantities.map { quantity, value in
                (quantity.isEmpty ? "mean" : quantity.replacing(" ", with: "_"), means(value))
            }
            let table = DataTable(
                name: "\(name)-\(place + 1)", [("round", rounds.map(Double.init))] + columns.map { (name: $0.0, values: $0.1) })
            tables.append(table)
            let colour = FigureStyle.palette[place % FigureStyle.palette.count]
            for (column, values) in columns.enumerated() where values.1.contains(where: { $0 != nil }) {
                let style =
                    column == 0
                    ? "linespoints linewidth 2 pointtype 7 pointsize 0.3 \(FigureStyle.line(place))"
                    : "points pointtype 6 pointsize 0.9 linecolor rgb '\(colour)'"
                let title = column == 0 ? "title \(FigureStyle.quoted(group.title))" : "notitle"
                plots.append("'\(table.path)' using 1:\(column + 2) with \(style) \(title)")
                plots.append(
                    FigureStyle.values(
                        table.path, x: "1", y: "\(column + 2)", text: "\(group.title), round %g: \(quantities[column].0) %.4g",
                        columns: ["$1", "$\(column + 2)"]))
            }
        }
        let last = (report.groups.map(\.rounds).max() ?? 1) - 1
        return Figure(
            name: name, heading: heading, caption: caption, tables: tables,
            commands: """
                set key tmargin center horizontal maxcols 3 width 1
                set lmargin 11
                set xlabel 'round'
                set ylabel '\(label)'
                set xrange [-0.3:\(Double(last) + 0.3)]
                set xtics \(max(FigureStyle.ticStep(upTo: Double(max(last, 1))), 1))
                \(fromZero ? "set yrange [0:*]" : "set offsets 0, 0, graph 0.05, graph 0.05")
                plot \(plots.joined(separator: ", \\\n  "))
                """,
            height: 400 + 19 * ((report.groups.count + 2) / 3))
    }
}
