import Materials
import Prospecting

extension Figure {
    /// Space groups, elements and sizes: held-out materials as bars, samples as points.
    static func samples(_ report: SampleReport) -> [Figure] {
        guard let scores = report.headline else { return [] }
        let number = NumberText.count(scores.number)
        let words = "Shares among \(number) held-out materials (bars) and \(number) samples (points)"
        return [
            mostFrequent(
                scores, report, name: "space-groups", heading: "Space groups", counts: { $0.spaceGroups }, label: { "\($0)" },
                axis: "space group, by its number", caption: "\(words): the space groups that are most frequent among the held-out."),
            mostFrequent(
                scores, report, name: "elements", heading: "Elements", counts: { $0.elements },
                label: { Element(atomicNumber: $0)?.symbol ?? "\($0)" }, axis: "element",
                caption: "\(words) of an element's atoms, the mean over materials: the elements that are most frequent among the held-out."),
            numbers(
                scores, report, name: "site-numbers", heading: "Numbers of sites", counts: { $0.siteNumbers }, axis: "occupied positions",
                caption: "\(words) with so many occupied Wyckoff positions, each orbit counted."),
            numbers(
                scores, report, name: "element-numbers", heading: "Numbers of elements", counts: { $0.elementNumbers }, axis: "elements",
                caption: "\(words) with so many elements."),
        ]
    }

    private static let categoriesShown = 40

    /// A line for each category, those above that the held-out materials have most often.
    private static func mostFrequent(
        _ scores: SampleEvaluation.Scores, _ report: SampleReport, name: String, heading: String, counts: (SampleDistributions) -> [Double],
        label: (Int) -> String, axis: String, caption: String
    ) -> Figure {
        let heldOut = counts(scores.heldOutDistributions)
        let categories = heldOut.indices.filter { heldOut[$0] > 0 }.sorted { (heldOut[$1], $0) < (heldOut[$0], $1) }.prefix(categoriesShown)
        let shares = SampleShares(scores, report, counts, Array(categories), name: name, label: label)
        let bars = "'\(shares.data.path)' using (0):(-$0):(0):2:(-$0-0.4):(-$0+0.4):ytic(1) with boxxyerror fillstyle solid noborder "
            + "linecolor rgb '\(FigureStyle.paleGrey)' title 'held out'"
        let plots = [bars] + shares.points { "\($0):(-$0)" } + [shares.hover(x: "2", y: "(-$0)")]
        return Figure(
            name: name, heading: heading, caption: caption, tables: [shares.data],
            commands: """
                set xlabel 'share'
                set ylabel \(FigureStyle.quoted(axis))
                set xrange [0:*]
                set yrange [\(0.6 - Double(categories.count)):0.6]
                set ytics scale 0 font ',11'
                plot \(plots.joined(separator: ", \\\n  "))
                """,
            height: 140 + 15 * categories.count)
    }

    /// A bar for each whole number.
    private static func numbers(
        _ scores: SampleEvaluation.Scores, _ report: SampleReport, name: String, heading: String, counts: (SampleDistributions) -> [Double],
        axis: String, caption: String
    ) -> Figure {
        let longest = (scores.distributions + [scores.heldOutDistributions]).map { counts($0).count }.max() ?? 1
        let last = max(min(longest - 1, categoriesShown), 1)
        let shares = SampleShares(scores, report, counts, Array(1...last), name: name) { "\($0)" }
        let bars = "'\(shares.data.path)' using 1:2 with boxes fillstyle solid noborder linecolor rgb '\(FigureStyle.paleGrey)' title 'held out'"
        let plots = [bars] + shares.points { "1:\($0)" } + [shares.hover(x: "1", y: "2")]
        return Figure(
            name: name, heading: heading, caption: caption + (longest - 1 > last ? " Larger numbers are left out." : ""), tables: [shares.data],
            commands: """
                set xlabel \(FigureStyle.quoted(axis))
                set ylabel 'share'
                set boxwidth 0.8
                set xrange [0.3:\(Double(last) + 0.7)]
                set yrange [0:*]
                set xtics \(max(1, Int(FigureStyle.ticStep(upTo: Double(last)))))
                plot \(plots.joined(separator: ", \\\n  "))
                """)
    }
}

/// The shares of some categories among the held-out materials and the samples of each file, as a table and as parts of a plot.
private struct SampleShares {
    let data: DataTable
    private let titles: [String]

    init(
        _ scores: SampleEvaluation.Scores, _ report: SampleReport, _ counts: (SampleDistributions) -> [Double], _ categories: [Int], name: String,
        label: (Int) -> String
    ) {
        let columns = ([scores.heldOutDistributions] + scores.distributions).map { distributions in
            let all = counts(distributions)
            return categories.map { $0 < all.count ? all[$0] / Double(max(distributions.count, 1)) : 0 }
        }
        titles = report.evaluation.subjects.map(\.name)
        data = DataTable(
            name: name, columns: ["category", "held_out"] + titles,
            rows: categories.indices.map { place in [label(categories[place])] + columns.map { TableText.field($0[place]) } })
    }

    /// - Parameter using: what is plotted of a column
    func points(using: (Int) -> String) -> [String] {
        titles.enumerated().map { place, title in
            let colour = FigureStyle.palette[place % FigureStyle.palette.count]
            return "'\(data.path)' using \(using(place + 3)) with points pointtype \([7, 5, 9, 11, 13][place % 5]) pointsize 0.5 "
                + "linecolor rgb '\(colour)' title \(FigureStyle.quoted(title))"
        }
    }

    func hover(x: String, y: String) -> String {
        let said = (["held out"] + titles).map { $0.replacing("%", with: "%%") + " %.4f" }.joined(separator: ", ")
        return FigureStyle.values(
            data.path, x: x, y: y, text: "%s: \(said)", columns: ["strcol(1)"] + (0...titles.count).map { "$\($0 + 2)" })
    }
}
