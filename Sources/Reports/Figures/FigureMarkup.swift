/// What is made of an SVG that gnuplot has written, so that it says its values without any script.
enum FigureMarkup {
    /// - Parameter heading: gnuplot names every picture "Gnuplot", which browsers show as a hint
    static func finished(_ svg: String, heading: String) -> String {
        svg.replacing("<title>Gnuplot</title>", with: "<title>\(HTML.escaped(heading))</title>")
            // The titles of plots, among them file names and formulae, would show as hints all over a curve.
            .replacing(/(<g id="gnuplot_plot_\d+" ?)><title>[^<]*<\/title>/) { match in "\(match.output.1)>" }
            // Hypertext asks for a script that comes from elsewhere: a title says the same, and browsers show it.
            .replacing(/<g onmousemove="gnuplot_svg\.showHypertext\(evt,'(.*)'\)" onmouseout="[^"]*"><title> <\/title>/) { match in
                "<g class=\"value\"><title>\(match.output.1)</title>"
            }
    }
}

extension FigureStyle {
    /// A plot element that shows nothing and says, where the pointer rests, the values of a table's row.
    /// - Parameters:
    ///   - x: gnuplot's expression for the place, for example "1" or "($1+$2)"
    ///   - text: a format of C's printf, with `columns` of numbers in it
    ///   - every: of so many rows one says its values
    ///   - size: how far from the place the pointer may rest
    static func values(
        _ path: String, x: String, y: String, text: String, columns: [String], every: Int = 1, size: Double = 1.4
    ) -> String {
        let format = "'" + text.replacing("'", with: "''") + "'"
        let some = every > 1 ? "every \(every) " : ""
        return "'\(path)' \(some)using \(x):\(y):(sprintf(\(([format] + columns).joined(separator: ", ")))) "
            + "with labels hypertext noenhanced point pointtype 7 pointsize \(size) linecolor rgb '#FF000000' notitle"
    }
}
