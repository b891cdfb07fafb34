import Foundation
import Materials

extension Figure {
    /// A matrix of probabilities, element by element, as colours of its decimal logarithm; grey where they are zero.
    static func elementMap(_ map: ElementMapReport) -> Figure {
        let elements = map.elements
        let count = elements.count
        let rows = elements.indices.flatMap { row in
            elements.indices.compactMap { column -> [String]? in
                let probability = map.probability(elements[row], elements[column])
                guard probability > 0 else { return nil }
                return [elements[row].symbol, elements[column].symbol, "\(row)", "\(column)"]
                    + [probability, log10(probability)].map { TableText.field($0) }
            }
        }
        let data = DataTable(
            name: map.name, columns: ["from", "to", "row", "column", "probability", "log10_probability"], rows: rows)
        let (height, width) = (Double(cell * count + 100), Double(cell * count + 190))
        return Figure(
            name: map.name, heading: map.heading, caption: map.caption, tables: [data],
            commands: """
                unset key
                unset grid
                set lmargin at screen \(80 / width)
                set rmargin at screen \((80 + Double(cell * count)) / width)
                set bmargin at screen \(80 / height)
                set tmargin at screen \((80 + Double(cell * count)) / height)
                set border 15
                set tics scale 0 font ',9'
                set xrange [-0.5:\(Double(count) - 0.5)]
                set yrange [\(Double(count) - 0.5):-0.5]
                set xtics (\(ElementTics.text(elements, isStaggered: true, odd: "\\n", after: ""))) offset 0,0.4
                set ytics (\(ElementTics.text(elements, isStaggered: true, odd: "", after: "     "))) offset 0.8,0
                set xlabel \(FigureStyle.quoted(map.columnTitle)) offset 0,-0.6
                set ylabel \(FigureStyle.quoted(map.rowTitle)) offset 3,0
                set cblabel 'log_{10} P' offset -2,0
                set cbrange [-4:-0.5]
                set cbtics 1 font ',11' scale 0.5
                set palette defined (0 '#440154', 1 '#3b528b', 2 '#21918c', 3 '#5ec962', 4 '#fde725')
                set object 1 rectangle from graph 0,0 to graph 1,1 behind fillstyle solid noborder fillcolor rgb '#E9E9E9'
                plot '\(data.path)' using 4:3:($4-0.5):($4+0.5):($3-0.5):($3+0.5):6 with boxxyerror fillstyle solid noborder \
                linecolor palette notitle
                """,
            height: Int(height), width: Int(width))
    }

    /// The edge of a cell, in SVG units.
    private static let cell = 11
}
