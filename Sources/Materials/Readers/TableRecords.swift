/// The records of a table: a structure, a formula or a protostructure label in each row.
final class TableRecords: RecordReader {
    private var table: TableReader
    private var row = TableRow()
    private let id: Int?
    /// What stands before the number of a row that has no other name.
    private let prefix: String
    private let input: (column: Int, kind: InputRecord.Kind)
    /// The columns of structures, where a row may hold several; else empty.
    private let structures: [Int]
    /// Of these the ones that the row in hand has still to give, the next one last.
    private var waiting: [Int] = []
    /// The column of formulae beside structures or labels.
    private let formula: (index: Int, name: String, isAsked: Bool)?
    private let columns: [(index: Int, name: String)]
    let notes: [String]

    init(path: String, prefix: String, options: InputOptions) throws(ReaderError) {
        self.prefix = prefix
        let table = try TableReader(path: path)
        let header = table.header
        func usual(_ names: String...) -> String? { names.first { header.contains($0) } }
        if let name = options.id ?? usual("material_id", "id") {
            (id, notes) = (try table.column(name), [])
        } else if header[0].isEmpty {
            // What pandas calls the index, and writes without a name.
            let areNames = try Self.differ(inFirstColumnOf: path, countsAsNames: prefix.isEmpty)
            id = areNames ? 0 : nil
            notes = [
                "\(path): the first column has no name, as pandas writes an index; its values "
                    + (areNames ? "are the ids" : "come again, are empty or number the rows of one file of several, so that rows go by their numbers; --id names another column")
            ]
        } else {
            (id, notes) = (nil, [])
        }
        if let name = options.structure {
            input = (try table.column(name), .structure)
        } else if let name = options.protostructure {
            input = (try table.column(name), .protostructure)
        } else if let name = options.formula {
            input = (try table.column(name), .formula)
        } else if let name = usual("cif", "structure") {
            input = (try table.column(name), .structure)
        } else if let name = usual("protostructure") {
            input = (try table.column(name), .protostructure)
        } else if let name = usual("formula", "composition") {
            input = (try table.column(name), .formula)
        } else {
            throw .noInputColumn(path: path, available: header)
        }
        var structures: [Int] = []
        if !options.furtherStructures.isEmpty {
            structures.append(input.column)
            for name in options.furtherStructures { structures.append(try table.column(name)) }
        }
        self.structures = structures
        if input.kind != .formula, let name = options.formula ?? usual("formula", "composition") {
            formula = (try table.column(name), name, options.formula != nil)
        } else {
            formula = nil
        }
        var columns: [(index: Int, name: String)] = []
        for name in options.columns { columns.append((try table.column(name), name)) }
        self.columns = columns
        self.table = table
    }

    func next() throws(ReaderError) -> InputRecord? {
        guard !structures.isEmpty else { return try table.next(into: &row) ? record(input.column) : nil }
        guard try advance() else { return nil }
        let column = waiting.removeLast()
        var record = record(column)
        record.variant = .init(material: record.id, structure: table.header[column])
        // The first column's structure goes by the name of the material, which tables of splits and of other values know.
        if column != structures[0] { record.id += ":\(table.header[column])" }
        return record
    }

    /// Goes on to the next row where the one in hand has given all its structures; false after the last.
    private func advance() throws(ReaderError) -> Bool {
        guard waiting.isEmpty else { return true }
        guard try table.next(into: &row) else { return false }
        let given = structures.filter { column in row.field(column).contains { !$0.isSpace } }
        // A row without any is one record, which says so.
        waiting = given.isEmpty ? [structures[0]] : given.reversed()
        return true
    }

    private func record(_ column: Int) -> InputRecord {
        var values: [String: String] = [:]
        var rejection: String?
        for (index, name) in columns {
            if let value = row.text(index) { values[name] = value } else { rejection = "column '\(name)' is not UTF-8 text" }
        }
        var stated: InputRecord.StatedFormula?
        if let formula {
            if let text = row.text(formula.index) {
                if text.contains(where: { !$0.isWhitespace }) { stated = .init(column: formula.name, text: text, isAsked: formula.isAsked) }
            } else {
                rejection = "column '\(formula.name)' is not UTF-8 text"
            }
        }
        var name = "\(prefix)\(table.row)"
        if let id {
            let text = row.text(id) ?? ""
            if text.isEmpty { rejection = "its id is empty or not UTF-8 text" } else { name = text }
        }
        return InputRecord(
            path: table.path, number: table.row, id: name, columns: values, kind: input.kind,
            content: rejection.map { .rejected($0) } ?? content(column), statedFormula: stated)
    }

    /// Whether every row has another text in its first field, and none is empty.
    ///
    /// - Parameter countsAsNames: whether whole numbers are names too, which rows of several files would have in common
    private static func differ(inFirstColumnOf path: String, countsAsNames: Bool) throws(ReaderError) -> Bool {
        var table = try TableReader(path: path)
        var row = TableRow()
        var seen: Set<String> = []
        while try table.next(into: &row) {
            guard let text = row.text(0), !text.isEmpty, countsAsNames || Int(text) == nil, seen.insert(text).inserted else { return false }
        }
        return true
    }

    func skip() throws(ReaderError) -> Bool {
        guard !structures.isEmpty else { return try table.skip() }
        guard try advance() else { return false }
        waiting.removeLast()
        return true
    }

    private func content(_ column: Int) -> InputRecord.Content {
        let field = row.field(column)
        guard field.contains(where: { !$0.isSpace }) else {
            let names = structures.isEmpty ? [column] : structures
            return .rejected(
                (names.count == 1 ? "column " : "columns ") + names.map { "'\(table.header[$0])'" }.joined(separator: ", ")
                    + (names.count == 1 ? " is empty" : " are empty"))
        }
        switch input.kind {
        case .structure where field.first(where: { !$0.isSpace }) == UInt8(ascii: "{"):
            return .structure(Array(field), suffix: "json") { bytes throws(StructureTextError) in try Structure(json: bytes, key: nil) }
        case .structure: return .structure(Array(field), suffix: "cif") { bytes throws(StructureTextError) in try Structure(cif: bytes) }
        case .formula: return row.text(input.column).map { .formula($0) } ?? .rejected("its formula is not UTF-8 text")
        case .protostructure: return row.text(input.column).map { .protostructure($0) } ?? .rejected("its label is not UTF-8 text")
        }
    }
}
