import Materials

/// A table that is written as CSV, and of which a figure may be drawn.
struct DataTable: Equatable {
    /// Stem of the file's name in `tables/`.
    let name: String
    let columns: [String]
    /// One array a row, as many fields as columns.
    let rows: [[String]]

    init(name: String, columns: [String], rows: [[String]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }

    /// Columns of numbers of one length; a value that is not known is an empty field.
    init(name: String, _ columns: [(name: String, values: [Double?])]) {
        let count = columns.first?.values.count ?? 0
        self.init(
            name: name, columns: columns.map(\.name),
            rows: (0..<count).map { row in columns.map { $0.values[row].map(TableText.field) ?? "" } })
    }

    var csv: String {
        var text = TableText.line(columns)
        for row in rows { text += TableText.line(row) }
        return text
    }

    /// Where the file lies, seen from the report's directory.
    var path: String { "tables/\(name).csv" }
}
