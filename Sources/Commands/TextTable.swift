/// Columns of text, each as wide as its widest entry.
package struct TextTable {
    package enum Alignment { case left, right }

    private var rows: [[String]]
    private let alignment: [Alignment]

    package init(header: [String], alignment: [Alignment]) {
        rows = [header]
        self.alignment = alignment
    }

    package mutating func add(_ row: [String]) { rows.append(row) }

    package var text: String {
        let widths = alignment.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let fields = alignment.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return alignment[column] == .left ? row[column] + space : space + row[column]
            }
            let line = "  " + fields.joined(separator: "   ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        return lines.joined(separator: "\n")
    }
}
