import Materials

extension Figure {
    /// A point for each material, in the colour of its value or class; grey where none is known.
    static func materialMap(_ map: MaterialMapReport) -> Figure {
        let data = DataTable(
            name: "map", columns: ["material_id", "formula", "component_1", "component_2"] + (map.target.map { [$0] } ?? []), count: map.points.count
        ) { row in
            let point = map.points[row]
            let value = point.value.map { value in map.classes.map { $0[Int(value)] } ?? TableText.field(value) } ?? ""
            return [point.id, point.formula, TableText.field(point.x), TableText.field(point.y)] + (map.target == nil ? [] : [value])
        }
        let size = map.points.count > 5000 ? 0.25 : map.points.count > 500 ? 0.4 : 0.7
        return Figure(
            name: "map", heading: "Materials by \(map.distance)",
            caption: """
                \(NumberText.count(map.points.count)) materials along the two directions in which they differ most; each axis says how much of all \
                variance lies along it.\(map.target.map { " Colours: \($0)." } ?? "")
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted(axis(1, map.shares)))
                set ylabel \(FigureStyle.quoted(axis(2, map.shares))) offset 1,0
                set rmargin \(map.target != nil && map.classes == nil ? 12 : 3)
                set bmargin 4
                \(colours(map, data, size))
                """,
            height: 440, width: map.target != nil && map.classes == nil ? 580 : 540)
    }

    /// The words at an axis.
    static func axis(_ number: Int, _ shares: [Double]) -> String {
        guard shares.count >= number else { return "principal component \(number)" }
        return "principal component \(number) (\(NumberText.percent(shares[number - 1])))"
    }

    private static func colours(_ map: MaterialMapReport, _ data: DataTable, _ size: Double) -> String {
        let grey = "'\(data.path)' using 3:4 with points pointtype 7 pointsize \(size) linecolor rgb '\(FigureStyle.paleGrey)' notitle"
        guard let target = map.target else {
            return "plot '\(data.path)' using 3:4 with points pointtype 7 pointsize \(size) linecolor rgb '\(FigureStyle.blue)' notitle"
        }
        guard let classes = map.classes else {
            let values = map.points.compactMap(\.value).sorted()
            // A few values far from all others would leave one colour for the rest.
            let (low, high) = values.isEmpty ? (0, 1) : (values[values.count / 50], values[values.count - 1 - values.count / 50])
            return """
                set palette defined (0 '#440154', 1 '#3b528b', 2 '#21918c', 3 '#5ec962', 4 '#fde725')
                set cbrange [\(low):\(high > low ? high : low + 1)]
                set cblabel \(FigureStyle.quoted(target + (map.unit.isEmpty ? "" : " (\(map.unit))"))) offset 1,0
                set cbtics font ',12' scale 0.5
                plot \(grey), '\(data.path)' using 3:4:5 with points pointtype 7 pointsize \(size) linecolor palette notitle
                """
        }
        let plots = classes.enumerated().map { place, name in
            "'\(data.path)' using 3:(strcol(5) eq \(FigureStyle.string(name)) ? $4 : NaN) with points pointtype 7 pointsize \(size) "
                + "linecolor rgb '\(FigureStyle.palette[place % FigureStyle.palette.count])' title \(FigureStyle.quoted(name))"
        }
        return "plot \(([grey] + plots).joined(separator: ", \\\n  "))"
    }
}
