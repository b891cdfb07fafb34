import Materials

/// A table of comma-separated values with a row for each element.
struct ElementTableFile {
    let path: String
    let header: [String]
    /// The column of the element symbols.
    let symbols: Int
    let rows: [(element: Element, fields: [String])]

    /// - Throws: `DistanceError.table` for what is no such table; symbols of isotopes and of elements that nobody has made are passed over
    init(path: String) throws(DistanceError) {
        do {
            var reader = try TableReader(path: path)
            header = reader.header
            symbols = header.firstIndex { ["symbol", "element"].contains($0.lowercased()) } ?? 0
            var rows: [(element: Element, fields: [String])] = []
            var row = TableRow()
            while try reader.next(into: &row) {
                let fields = (0..<row.count).map { row.text($0) ?? "" }
                if let element = Element(symbol: fields[symbols]) {
                    guard !rows.contains(where: { $0.element == element }) else {
                        throw DistanceError.table(path: path, problem: "row \(reader.row): \(fields[symbols]) stands twice")
                    }
                    rows.append((element, fields))
                } else if !["D", "T", "Uue"].contains(fields[symbols]) {
                    throw DistanceError.table(path: path, problem: "row \(reader.row): '\(fields[symbols])' is no element symbol")
                }
            }
            self.rows = rows
            self.path = path
        } catch let error as DistanceError {
            throw error
        } catch {
            throw .table(path: path, problem: "\(error)")
        }
    }

    /// nil for an empty field.
    func number(_ field: String, _ element: Element, _ column: String) throws(DistanceError) -> Double? {
        switch TableNumber(field) {
        case .known(let value): return value
        case .unknown: return nil
        case .notANumber(let problem), .notAValue(let problem):
            throw .table(path: path, problem: "\(element.symbol), column \(column): \(problem)")
        }
    }
}
