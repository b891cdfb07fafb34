/// A format whose files are one text after another, each a material.
protocol MaterialTexts: ~Copyable {
    var path: String { get }
    /// Replaces `text` by the next text of the file; false after the last.
    mutating func next(into text: inout [UInt8]) throws(ReaderError) -> Bool
    /// How a text is to be parsed.
    func content(_ text: [UInt8]) -> InputRecord.Content
    /// Names and values beside the crystal, for ids and columns, in the order of the text; those before the first fault of the text.
    func fields(_ text: [UInt8]) -> [(name: String, value: String)]
}

/// The records of a file that is not a table.
///
/// The id is the file's name without its suffix where the file holds one material, and else with the number behind it: "run#12".
final class TextRecords<Texts: MaterialTexts & ~Copyable>: RecordReader {
    private var texts: Texts
    private let name: String
    private let id: String?
    private let columns: [String]
    /// The text after the one handed out last, to know whether there is one.
    private var pending: [UInt8] = []
    private var hasPending = false
    /// Why there is none, where the file cannot be read any further.
    private var fault: ReaderError?
    private var number = 0

    init(_ texts: consuming Texts, name: String, options: InputOptions) throws(ReaderError) {
        self.texts = texts
        self.name = name
        id = options.id
        columns = options.columns
        hasPending = try self.texts.next(into: &pending)
        guard hasPending else { throw .empty(path: self.texts.path) }
        try checkColumns()
    }

    func next() throws(ReaderError) -> InputRecord? {
        guard hasPending else {
            if let fault { throw fault }
            return nil
        }
        let text = pending
        advance()
        return record(text, isAlone: number == 1 && !hasPending && fault == nil)
    }

    /// A fault behind a record is no fault of that one.
    private func advance() {
        number += 1
        do throws(ReaderError) {
            hasPending = try texts.next(into: &pending)
        } catch {
            hasPending = false
            fault = error
        }
    }

    func skip() throws(ReaderError) -> Bool {
        guard hasPending else {
            if let fault { throw fault }
            return false
        }
        advance()
        return true
    }

    private func record(_ text: [UInt8], isAlone: Bool) -> InputRecord {
        var name = isAlone ? name : "\(name)#\(number)"
        var values: [String: String] = [:]
        var missing: String?
        if id != nil || !columns.isEmpty {
            let fields = Dictionary(texts.fields(text)) { first, _ in first }
            for column in columns {
                if let value = fields[column] { values[column] = value } else { missing = column }
            }
            if let id {
                if let value = fields[id], !value.isEmpty { name = value } else { missing = id }
            }
        }
        return InputRecord(
            path: texts.path, number: number, id: name, columns: values, kind: .structure,
            content: missing.map { .rejected("there is no '\($0)' in this record") } ?? texts.content(text))
    }

    /// What the first record does not have is a mistake in the name, and no reason to go through the file.
    private func checkColumns() throws(ReaderError) {
        guard id != nil || !columns.isEmpty else { return }
        let available = texts.fields(pending).map(\.name)
        for name in columns + [id].compactMap({ $0 }) where !available.contains(name) {
            throw .missingColumn(path: texts.path, name: name, available: available)
        }
    }
}
