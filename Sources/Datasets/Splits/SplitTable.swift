import Foundation
import Materials

/// A table of material_id and split (train, val or validation, test, unused), read to be stored in a data set.
public struct SplitTable: Sendable {
    public let path: String
    /// The name that the split is stored under: the file's, without its suffix.
    public let name: String
    /// Part and row of each id.
    private let entries: [String: (part: SplitPart, row: Int)]

    /// - Throws: `SplitError` naming the row for an unknown word, an id without text, an id given twice; for a table without rows
    public init(path: String) throws(SplitError) {
        var table: TableReader
        do { table = try TableReader(path: path) } catch { throw .table(error) }
        let columns: (id: Int, split: Int)
        do { columns = (try table.column("material_id"), try table.column("split")) } catch { throw .table(error) }
        var entries: [String: (part: SplitPart, row: Int)] = [:]
        var fields = TableRow()
        while true {
            do { guard try table.next(into: &fields) else { break } } catch { throw .table(error) }
            let row = table.row
            guard let id = fields.text(columns.id), let word = fields.text(columns.split)?.trimmingCharacters(in: .whitespaces), !id.isEmpty else {
                throw .row(path: path, row: row, problem: "the id is empty or not UTF-8 text")
            }
            guard let part = SplitPart(word: word) else {
                throw .row(path: path, row: row, problem: "'\(word)' is no part of a split; parts are train, val, validation, test, unused")
            }
            if let other = entries.updateValue((part, row), forKey: id) {
                let problem =
                    other.part == part
                    ? "\(id) stands in row \(other.row) already" : "\(id) is in \(part.word), but row \(other.row) has it in \(other.part.word)"
                throw .row(path: path, row: row, problem: problem)
            }
        }
        guard !entries.isEmpty else { throw .noRows(path: path) }
        self.path = path
        self.entries = entries
        name = table.stem
    }

    /// A structure and what the table says of it.
    private struct Named {
        let id: String
        let part: SplitPart
        let row: Int
    }

    /// The part of each material; those that the table does not name are unused.
    ///
    /// - Parameters:
    ///   - ids: the materials that are kept, or their structures
    ///   - materials: of which material each is a structure, whose part it has where the table does not name the structure itself; nil: each is one
    ///   - known: every id of the input, also of materials that were not kept
    /// - Throws: `SplitError.row` for the first id of the table that the input has not, and for one that parts the structures of a material
    public func parts(of ids: [String], materials: [String]? = nil, known: Set<String>) throws(SplitError) -> [SplitPart] {
        if let stranger = entries.filter({ !known.contains($0.key) }).min(by: { $0.value.row < $1.value.row }) {
            throw .row(path: path, row: stranger.value.row, problem: "no material of the input has the id \(stranger.key)")
        }
        guard let materials else { return ids.map { entries[$0]?.part ?? .unused } }
        let found = zip(ids, materials).map { id, material in (id: id, material: material, entry: entries[id] ?? entries[material]) }
        var used: [String: Named] = [:]
        for (id, material, entry) in found {
            guard let entry, entry.part != .unused, !material.isEmpty else { continue }
            let named = Named(id: id, part: entry.part, row: entry.row)
            guard let other = used.updateValue(named, forKey: material), other.part != named.part else { continue }
            let (first, last) = other.row < named.row ? (other, named) : (named, other)
            throw .row(
                path: path, row: last.row,
                problem: "\(last.id) is in \(last.part.word), but row \(first.row) has \(first.id) of the same material in \(first.part.word)")
        }
        return found.map { $0.entry?.part ?? .unused }
    }
}
