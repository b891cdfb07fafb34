import Foundation

/// A figure before it is drawn: what to say of it, its data, and how gnuplot draws them.
struct Figure {
    /// Stem of the file's name in `figures/`.
    let name: String
    let heading: String
    /// What to see in it; plain text.
    let caption: String
    let tables: [DataTable]
    /// gnuplot commands after `FigureStyle.preamble`.
    let commands: String
    /// In SVG units.
    var height = 400
    var width = FigureStyle.width

    /// The whole script: it runs in the report's directory and writes to standard output.
    var script: String {
        """
        # Redraw: gnuplot figures/\(name).gnuplot > figures/\(name).svg    (in the report's directory)
        \(FigureStyle.preamble(width: width, height: height))
        \(commands)

        """
    }
}

/// What all figures share. Sizes are in SVG units.
enum FigureStyle {
    /// So that the text is readable at a phone's width too.
    static let width = 480
    /// Okabe and Ito's palette, told apart with any colour vision; lines differ in their dashes too.
    static let blue = "#0072B2"
    static let vermilion = "#D55E00"
    static let green = "#009E73"
    static let black = "#222222"
    static let grey = "#8A8A8A"
    static let paleGrey = "#D4D4D4"
    static let gridGrey = "#E4E4E4"

    /// Okabe and Ito's colours in the order in which lines take them.
    static let palette = [blue, vermilion, green, black, "#CC79A7", "#E69F00", "#56B4E9", grey]

    /// A text as gnuplot compares it.
    static func string(_ text: String) -> String { "'" + text.replacing("'", with: "''").replacing("\n", with: " ") + "'" }

    /// Dashes and colour of one of many lines: forty pairs before one comes again.
    static func line(_ place: Int) -> String {
        "dashtype \(place % 5 + 1) linecolor rgb '\(palette[place % palette.count])'"
    }

    static func preamble(width: Int, height: Int) -> String {
        """
        set encoding utf8
        set terminal svg size \(width),\(height) dynamic enhanced font 'sans-serif,15' background '#ffffff'
        set datafile separator comma
        set datafile columnheaders
        set border 3 linewidth 1 linecolor rgb '#555555'
        set tics nomirror out scale 0.6 textcolor rgb '#222222'
        set grid linewidth 0.6 linecolor rgb '\(gridGrey)'
        set key tmargin center horizontal samplen 2 width -2 spacing 1.1 textcolor rgb '#222222'
        set lmargin 9
        """
    }

    /// The region where an error exceeds the distance to the hull itself, for a plot of errors against distances.
    static func errorBeyondDistance(top: Double) -> String {
        "'+' using 1:(abs($1)):(\(2 * top)) with filledcurves fillstyle solid 0.6 noborder linecolor rgb '\(paleGrey)' "
            + "title 'error > distance'"
    }

    /// A text as gnuplot reads it: in single quotes, where only the quote itself is special, and no markup.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''").replacing("\n", with: " ") + "' noenhanced"
    }

    /// 1, 2 or 5 times a power of ten: a distance of tics whose numbers do not touch, even of large counts.
    static func ticStep(upTo most: Double) -> Double {
        guard most > 0 else { return 1 }
        let power = pow(10, log10(most / 4).rounded(.down))
        return power * ([1.0, 2, 5].first { $0 * power >= most / 4 } ?? 10)
    }

    /// The upper end of an axis from zero; errors that are all zero have room too.
    static func top(of values: [Double], room: Double) -> Double {
        let most = values.max() ?? 0
        return room * (most > 0 ? most : 0.1)
    }

    /// A logarithmic y axis that these values fill, with its tics; a linear one where not all of them are above zero.
    static func logarithmicAxis(_ values: [Double]) -> String {
        guard let least = values.min(), let most = values.max(), least > 0 else { return "" }
        return "set logscale y\nset yrange [\(least / 1.2):\(most * 1.2)]\nset ytics \(logarithmicTics(values))"
    }

    /// Tics at 1, 2 and 5 times each power of ten: gnuplot's own are the powers alone, of which a short axis may have none.
    static func logarithmicTics(_ values: [Double]) -> String {
        guard let least = values.min(), let most = values.max(), least > 0 else { return "" }
        let powers = Int(log10(least).rounded(.down))...Int(log10(most).rounded(.up))
        let steps = powers.count > 5 ? [1.0] : [1.0, 2, 5]
        let tics = powers.flatMap { power in steps.map { $0 * pow(10, Double(power)) } }
        let near = tics.filter { $0 >= least / 2.5 && $0 <= most * 2.5 }
        return "(" + near.map { String(format: "'%g' %.6g", $0, $0) }.joined(separator: ", ") + ")"
    }
}
