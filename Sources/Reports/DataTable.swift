import Materials

/// A table that is written as CSV, and of which a figure may be drawn.
struct DataTable: Sendable {
    /// Stem of the file's name in `tables/`.
    let name: String
    let columns: [String]
    let count: Int
    /// As many fields as columns. Rows are made when they are written: of a million candidates they would take gigabytes.
    let row: @Sendable (Int) -> [String]

    init(name: String, columns: [String], count: Int, row: @escaping @Sendable (Int) -> [String]) {
        self.name = name
        self.columns = columns
        self.count = count
        self.row = row
    }

    init(name: String, columns: [String], rows: [[String]]) {
        self.init(name: name, columns: columns, count: rows.count) { rows[$0] }
    }

    var isEmpty: Bool { count == 0 }

    /// Columns of numbers of one length; a value that is not known is an empty field.
    init(name: String, _ columns: [(name: String, values: [Double?])]) {
        let count = columns.first?.values.count ?? 0
        self.init(
            name: name, columns: columns.map(\.name),
            rows: (0..<count).map { row in columns.map { $0.values[row].map(TableText.field) ?? "" } })
    }

    /// The file's text, some rows at a time.
    var csv: some Sequence<String> {
        let step = 1024
        // The header stands before the first row.
        return stride(from: -step, to: count, by: step).lazy.map { first in
            first < 0
                ? TableText.line(columns) : (first..<min(first + step, count)).reduce(into: "") { $0 += TableText.line(row($1)) }
        }
    }

    /// Where the file lies, seen from the report's directory.
    var path: String { "tables/\(name).csv" }
}
