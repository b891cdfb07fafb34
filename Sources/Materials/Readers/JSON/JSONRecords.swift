/// The materials of a JSON file, in whichever layout they stand.
///
/// The id is the value of `material_id` or `id`, else the name of the row where the layout has such, else the file's name.
final class JSONRecords: RecordReader {
    private let path: String
    private let name: String
    private let options: InputOptions
    private let rows: any JSONRows
    private let layout: JSONLayout
    private var id: String?
    private var usesLabels = false
    private var input = Input.structure(key: nil)
    /// The object after the one handed out last, to know whether there is one.
    private var pending: (text: [UInt8], label: String?)?
    /// Why there is none, where the file cannot be read any further.
    private var fault: ReaderError?
    private var number = 0

    /// What the records are materials by.
    private enum Input {
        case structure(key: String?)
        case formula(key: String)
        case protostructure(key: String)

        var kind: InputRecord.Kind {
            switch self {
            case .structure: .structure
            case .formula: .formula
            case .protostructure: .protostructure
            }
        }
    }

    init(path: String, name: String, options: InputOptions) throws(ReaderError) {
        self.path = path
        self.name = name
        self.options = options
        let asked = [options.id, options.structure, options.formula, options.protostructure].compactMap { $0 } + options.columns
        layout = try JSONLayout.of(path, names: asked)
        switch layout {
        case .objects: rows = try JSONObjectRows(path: path)
        case .data: rows = try JSONObjectRows(path: path, listIn: "data")
        case .rows: rows = try JSONNamedRows(path: path)
        case .split(let columns, let hasIndex): rows = try JSONSplitRows(path: path, columns: columns, hasIndex: hasIndex)
        case .columns(let columns):
            // Others hold nothing that is asked for.
            let names = columns.filter { column in
                column.holdsObjects || JSONStructure.usualNames.contains(column.name)
                    || asked.contains { $0 == column.name || $0.hasPrefix(column.name + ".") }
            }.map(\.name)
            rows = try JSONColumnRows(path: path, columns: names)
        }
        try readNext()
        if let fault { throw fault }
        guard let pending else { throw .empty(path: path) }
        // The first record that is JSON tells what the names are; one that is none is refused by itself.
        guard let first = try? JSONValue(pending.text) else {
            input = .structure(key: options.structure)
            id = options.id
            return
        }
        try choose(first, label: pending.label)
    }

    /// What the first record does not have is a mistake in the name, and no reason to go through the file.
    private func choose(_ first: JSONValue, label: String?) throws(ReaderError) {
        var available = first.fields().map(\.name)
        if case .columns(let columns) = layout { available += columns.map(\.name).filter { !available.contains($0) } }
        for name in options.columns + [options.id].compactMap({ $0 }) where first.value(at: name)?.field == nil {
            throw .missingColumn(path: path, name: name, available: available)
        }
        id = options.id ?? ["material_id", "id"].first { first[$0]?.field?.isEmpty == false }
        usesLabels = id == nil && label.map { Int($0) == nil && !$0.isEmpty } == true
        func formula(_ name: String) -> Bool {
            switch first[name] {
            case .text, .object: true
            default: false
            }
        }
        if let key = options.structure {
            input = .structure(key: key)
        } else if let key = options.protostructure {
            input = .protostructure(key: key)
        } else if let key = options.formula {
            input = .formula(key: key)
        } else if !JSONStructure.isIn(first), !JSONStructure.isPymatgen(partly: first) {
            if case .text = first["protostructure"] {
                input = .protostructure(key: "protostructure")
            } else if let key = ["formula", "composition"].first(where: formula) {
                input = .formula(key: key)
            }
        }
        for key in [options.protostructure, options.formula].compactMap({ $0 }) where first.value(at: key) == nil {
            throw .missingColumn(path: path, name: key, available: available)
        }
    }

    func next() throws(ReaderError) -> InputRecord? {
        guard let current = pending else {
            if let fault { throw fault }
            return nil
        }
        try advance()
        return record(current.text, label: current.label, isAlone: number == 1 && pending == nil && fault == nil)
    }

    func skip() throws(ReaderError) -> Bool {
        guard pending != nil else {
            if let fault { throw fault }
            return false
        }
        try advance()
        return true
    }

    private func advance() throws(ReaderError) {
        number += 1
        try readNext()
    }

    /// A fault behind a record is no fault of that one.
    private func readNext() throws(ReaderError) {
        var text: [UInt8] = []
        do throws(ReaderError) {
            pending = try rows.next(into: &text) ? (text, rows.label) : nil
        } catch {
            pending = nil
            fault = error
        }
    }

    private func record(_ text: [UInt8], label: String?, isAlone: Bool) -> InputRecord {
        var name = isAlone ? name : "\(name)#\(number)"
        if usesLabels, let label, !label.isEmpty { name = label }
        var values: [String: String] = [:]
        var content: InputRecord.Content
        do throws(StructureTextError) {
            let tree = try JSONValue(text)
            content = self.content(tree, text)
            for column in options.columns {
                if let value = tree.value(at: column)?.field {
                    values[column] = value
                } else {
                    content = .rejected("there is no '\(column)' in this record")
                }
            }
            if let id {
                if let value = tree.value(at: id)?.field, !value.isEmpty {
                    name = value
                } else {
                    content = .rejected("there is no '\(id)' in this record, which names the others")
                }
            }
        } catch {
            content = .rejected(error.description)
        }
        return InputRecord(path: path, number: number, id: name, columns: values, kind: input.kind, content: content)
    }

    private func content(_ tree: JSONValue, _ text: [UInt8]) -> InputRecord.Content {
        switch input {
        case .structure(let key):
            return .structure(text, suffix: "json") { _ throws(StructureTextError) in try JSONStructure.structure(in: tree, key: key) }
        case .formula(let key):
            guard let value = tree.value(at: key) else { return .rejected("there is no '\(key)' in this record") }
            if case .object(let amounts) = value { return .formula(Self.text(amounts)) }
            return value.field.map { .formula($0) } ?? .rejected("'\(key)' is no formula")
        case .protostructure(let key):
            return tree.value(at: key)?.field.map { .protostructure($0) } ?? .rejected("there is no '\(key)' in this record")
        }
    }

    /// Amounts of elements as they were written.
    private static func text(_ amounts: [JSONValue.Member]) -> String {
        "{" + amounts.map { "\"\($0.name)\": \($0.value.field ?? "?")" }.joined(separator: ", ") + "}"
    }
}
