/// A figure in which several sets of predictions have a line each, in colours and dashes that stay theirs from figure to figure.
struct SharedFigure {
    typealias Point = (x: Double, y: Double)

    struct Line {
        /// Which of the sets it is of: decides colour and dashes.
        let place: Int
        let title: String
        let points: [Point]
    }

    let name: String
    let heading: String
    let caption: String
    /// What the tables call the two axes.
    let columns: (x: String, y: String)
    /// A format of C's printf for x and y.
    let hover: String
    let commands: String
    let lines: [Line]
    /// Plots below the lines, and above them; empty or an element of gnuplot's plot command.
    var before = ""
    var further = ""

    var figure: Figure {
        let tables = lines.map { line in
            DataTable(
                name: "\(name)-\(line.place + 1)", [(columns.x, line.points.map { $0.x }), (columns.y, line.points.map { $0.y })])
        }
        let plots = zip(lines, tables).map { line, table in
            "'\(table.path)' using 1:2 with lines linewidth 2.2 \(FigureStyle.line(line.place)) title \(FigureStyle.quoted(line.title))"
        }
        let hovers = zip(lines, tables).map { line, table in
            // Some forty values of a line are as many as a pointer can find.
            FigureStyle.values(
                table.path, x: "1", y: "2", text: line.title.replacing("%", with: "%%") + ": " + hover, columns: ["$1", "$2"],
                every: max(line.points.count / 40, 1))
        }
        // The legend has a line for each title that is long, and two in a line of short ones.
        let perLine = before.isEmpty && lines.allSatisfy { $0.title.count <= 14 } ? 2 : 1
        let legend = (lines.count + (before.isEmpty ? 0 : 1) + perLine - 1) / perLine
        return Figure(
            name: name, heading: heading, caption: caption, tables: tables,
            commands: """
                set key tmargin center horizontal maxcols \(perLine) width 1
                \(commands)
                plot \(([before] + plots + [further] + hovers).filter { !$0.isEmpty }.joined(separator: ", \\\n  "))
                """,
            height: 380 + 19 * legend)
    }
}

extension ReportSubject {
    /// What legends call several sets: as many of the last parts of their paths as tell them apart, without ".csv", and of at most 40 letters
    /// where these tell them apart.
    public static func shortNames(_ names: [String]) -> [String] {
        let parts = names.map { name in
            let end = [".csv", ".csv.gz"].first(where: name.hasSuffix) ?? ""
            return name.dropLast(end.count).split(separator: "/").map(String.init)
        }
        let most = parts.map(\.count).max() ?? 1
        let short = (1...max(most, 1)).lazy.map { count in parts.map { $0.suffix(count).joined(separator: "/") } }
            .first { Set($0).count == names.count } ?? names
        let cut = short.map { $0.count <= 40 ? $0 : "…" + $0.suffix(39) }
        return Set(cut).count == Set(short).count ? cut : short
    }
}
