/// The records of a table: a structure, a formula or a protostructure label in each row.
final class TableRecords: RecordReader {
    private var table: TableReader
    private var row = TableRow()
    private let id: Int?
    /// What stands before the number of a row that has no other name.
    private let prefix: String
    private let input: (column: Int, kind: InputRecord.Kind)
    /// The column of formulae beside structures or labels.
    private let formula: (index: Int, name: String)?
    private let columns: [(index: Int, name: String)]

    init(path: String, prefix: String, options: InputOptions) throws(ReaderError) {
        self.prefix = prefix
        let table = try TableReader(path: path)
        let header = table.header
        func usual(_ names: String...) -> String? { names.first { header.contains($0) } }
        id = if let name = options.id ?? usual("material_id", "id") { try table.column(name) } else { nil }
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
        if input.kind != .formula, let name = options.formula ?? usual("formula", "composition") {
            formula = (try table.column(name), name)
        } else {
            formula = nil
        }
        var columns: [(index: Int, name: String)] = []
        for name in options.columns { columns.append((try table.column(name), name)) }
        self.columns = columns
        self.table = table
    }

    func next() throws(ReaderError) -> InputRecord? {
        guard try table.next(into: &row) else { return nil }
        var values: [String: String] = [:]
        var rejection: String?
        for (index, name) in columns {
            if let value = row.text(index) { values[name] = value } else { rejection = "column '\(name)' is not UTF-8 text" }
        }
        var stated: InputRecord.StatedFormula?
        if let formula {
            if let text = row.text(formula.index) {
                if text.contains(where: { !$0.isWhitespace }) { stated = .init(column: formula.name, text: text) }
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
            content: rejection.map { .rejected($0) } ?? content, statedFormula: stated)
    }

    func skip() throws(ReaderError) -> Bool {
        try table.skip()
    }

    private var content: InputRecord.Content {
        let field = row.field(input.column)
        guard field.contains(where: { !$0.isSpace }) else { return .rejected("column '\(table.header[input.column])' is empty") }
        switch input.kind {
        case .structure where field.first(where: { !$0.isSpace }) == UInt8(ascii: "{"):
            return .structure(Array(field), suffix: "json") { bytes throws(StructureTextError) in try Structure(json: bytes, key: nil) }
        case .structure: return .structure(Array(field), suffix: "cif") { bytes throws(StructureTextError) in try Structure(cif: bytes) }
        case .formula: return row.text(input.column).map { .formula($0) } ?? .rejected("its formula is not UTF-8 text")
        case .protostructure: return row.text(input.column).map { .protostructure($0) } ?? .rejected("its label is not UTF-8 text")
        }
    }
}
