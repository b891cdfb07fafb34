import Foundation
import Materials

extension Figure {
    /// A coloured square for each pair of elements.
    static func elementSimilarity(_ report: ElementSimilarityReport) -> Figure {
        let elements = report.elements
        let count = elements.count
        let data = DataTable(name: "similarity", columns: ["from", "to", "row", "column", "value"], count: count * count) { place in
            let (row, column) = (place / count, place % count)
            return [elements[row].symbol, elements[column].symbol, "\(row)", "\(column)", TableText.field(report.values[place])]
        }
        // Few elements have room for their numbers.
        let cell = count <= 20 ? 34 : count <= 50 ? 16 : 11
        let (height, width) = (Double(cell * count + 100), Double(cell * count + 190))
        let known = report.values.filter(\.isFinite)
        let (low, high) = (known.min() ?? 0, known.max() ?? 1)
        let isDiverging = report.isSimilarity && low < -0.05
        let palette =
            isDiverging
            ? "(-1 '#2166ac', -0.5 '#92c5de', 0 '#f7f7f7', 0.5 '#f4a582', 1 '#b2182b')"
            : report.isSimilarity
                ? "(0 '#440154', 1 '#3b528b', 2 '#21918c', 3 '#5ec962', 4 '#fde725')"
                : "(0 '#fde725', 1 '#5ec962', 2 '#21918c', 3 '#3b528b', 4 '#440154')"
        let numbers =
            count <= 20
            ? ", '\(data.path)' using 4:3:(sprintf('%.2f', $5)) with labels font ',9' textcolor rgb '#222222' notitle" : ""
        return Figure(
            name: "similarity", heading: "How alike elements are: \(report.vectors)",
            caption: "The \(report.measure) of each pair of \(NumberText.count(count)) elements in the vectors \(report.vectors).",
            tables: [data],
            commands: """
                unset key
                unset grid
                set lmargin at screen \(60 / width)
                set rmargin at screen \((60 + Double(cell * count)) / width)
                set bmargin at screen \(60 / height)
                set tmargin at screen \((60 + Double(cell * count)) / height)
                set border 15
                set tics scale 0 font ',\(cell < 16 ? 9 : 12)'
                set xrange [-0.5:\(Double(count) - 0.5)]
                set yrange [\(Double(count) - 0.5):-0.5]
                set xtics (\(ElementTics.text(elements, isStaggered: cell < 16, odd: "\\n", after: ""))) offset 0,0.4
                set ytics (\(ElementTics.text(elements, isStaggered: cell < 16, odd: "", after: "     "))) offset 0.8,0
                set colorbox user origin screen \((60 + Double(cell * count) + 16) / width),\(60 / height) size screen \(18 / width),\(Double(cell * count) / height)
                set cblabel \(FigureStyle.quoted(report.measure)) offset 0.5,0
                set cbtics font ',11' scale 0.5
                set cbrange [\(isDiverging ? -1 : low):\(isDiverging ? 1 : high > low ? high : low + 1)]
                set palette defined \(palette)
                plot '\(data.path)' using 4:3:($4-0.5):($4+0.5):($3-0.5):($3+0.5):5 with boxxyerror fillstyle solid noborder \
                linecolor palette notitle\(numbers)
                """,
            height: Int(height), width: Int(width))
    }

    /// The elements as coloured points with their symbols.
    static func elementComponents(_ report: ElementSimilarityReport) -> Figure {
        let groups = report.elements.map { report.colouring.group(of: $0) }
        let data = DataTable(
            name: "components", columns: ["element", "component_1", "component_2", report.colouring.rawValue], count: report.elements.count
        ) { row in
            [report.elements[row].symbol, TableText.field(report.places[row].x), TableText.field(report.places[row].y), groups[row].name]
        }
        let canvas = ElementCanvas(report.places)
        let labels = LabelPlacement(
            named: zip(report.elements, report.places).map { ($0.symbol, canvas.place($1)) }, others: [], width: canvas.width, height: canvas.height,
            fontSize: 13)
        var shown: [(name: String, order: Int)] = []
        for group in groups where !shown.contains(where: { $0.name == group.name }) { shown.append(group) }
        shown.sort { $0.order < $1.order }
        let plots = shown.map { group in
            "'\(data.path)' using 2:(strcol(4) eq \(FigureStyle.string(group.name)) ? $3 : NaN) with points pointtype \([7, 5, 9][group.order / 8 % 3]) pointsize \(group.order < 16 ? 0.6 : 0.9) "
                + "linecolor rgb '\(FigureStyle.palette[group.order % FigureStyle.palette.count])' title \(FigureStyle.quoted(group.name))"
        }
        let hidden = labels.leftOut.isEmpty ? "" : " No room was left for \(labels.leftOut.joined(separator: ", "))."
        return Figure(
            name: "components", heading: "Elements on a plane: \(report.vectors)",
            caption: """
                \(NumberText.count(report.elements.count)) elements along the two directions in which the vectors \(report.vectors) differ most; each axis says \
                how much of all variance lies along it. Colours: \(report.colouring.rawValue).\(hidden)
                """,
            tables: [data],
            commands: """
                \(canvas.setting)
                set xlabel \(FigureStyle.quoted(axis(1, report.shares)))
                set ylabel \(FigureStyle.quoted(axis(2, report.shares)))
                set key outside right center vertical samplen 0.5 font ',13'
                \(labels.labels.map(canvas.command).joined(separator: "\n"))
                plot \(plots.joined(separator: ", \\\n  "))
                """,
            height: Int(ElementCanvas.figureHeight), width: Int(ElementCanvas.figureWidth))
    }
}

/// Symbols along an axis of cells.
enum ElementTics {
    /// - Parameter isStaggered: every other one further from the axis, so that neighbours have room
    static func text(_ elements: [Element], isStaggered: Bool, odd: String, after: String) -> String {
        elements.enumerated().map { place, element in
            let isOdd = isStaggered && place % 2 == 1
            return "\"\(isOdd ? odd : "")\(element.symbol)\(isOdd ? after : "")\" \(place)"
        }.joined(separator: ", ")
    }
}

/// Where points lie in a figure, so that labels can be placed beforehand.
private struct ElementCanvas {
    static let (figureWidth, figureHeight) = (920.0, 660.0)
    private static let (left, right, bottom, top) = (75.0, 130.0, 85.0, 20.0)

    let width = figureWidth - left - right
    let height = figureHeight - bottom - top
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>

    init(_ places: [(x: Double, y: Double)]) {
        x = Self.range(places.map(\.x))
        y = Self.range(places.map(\.y))
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let room = max(0.05 * (high - low), 1e-9)
        return low - room...high + room
    }

    func place(_ point: (x: Double, y: Double)) -> LabelPlacement.Place {
        LabelPlacement.Place(
            x: (point.x - x.lowerBound) / (x.upperBound - x.lowerBound) * width, y: (point.y - y.lowerBound) / (y.upperBound - y.lowerBound) * height)
    }

    var setting: String {
        """
        set lmargin at screen \(Self.left / Self.figureWidth)
        set rmargin at screen \(1 - Self.right / Self.figureWidth)
        set bmargin at screen \(Self.bottom / Self.figureHeight)
        set tmargin at screen \(1 - Self.top / Self.figureHeight)
        set xrange [\(x.lowerBound):\(x.upperBound)]
        set yrange [\(y.lowerBound):\(y.upperBound)]
        """
    }

    func command(_ label: LabelPlacement.Label) -> String {
        func at(_ place: LabelPlacement.Place) -> String { "graph \(place.x / width), graph \(place.y / height)" }
        let text = "set label \(FigureStyle.quoted(label.name)) at \(at(label.centre)) center font ',13' textcolor rgb '#222222' front"
        guard let end = label.leaderEnd else { return text }
        return text + "\nset arrow from \(at(label.point)) to \(at(end)) nohead linewidth 0.6 linecolor rgb '\(FigureStyle.grey)' back"
    }
}

extension ElementSimilarityReport.Colouring {
    /// What an element belongs to, and its place among the others.
    fileprivate func group(of element: Element) -> (name: String, order: Int) {
        let properties = ElementProperties.of(element)
        switch self {
        case .block: return ("\(properties.block.rawValue) block", ElementProperties.Block.allCases.firstIndex(of: properties.block) ?? 0)
        case .group: return (properties.block == .f ? "f block" : "group \(properties.group)", properties.block == .f ? 18 : properties.group - 1)
        case .period: return ("period \(properties.period)", properties.period - 1)
        }
    }
}
