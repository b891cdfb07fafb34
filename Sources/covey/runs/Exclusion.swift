import Commands
import Datasets
import Foundation
import HDF5
import Materials

/// Materials that are left out of training and validation because another data set has them: what a model is to be fine-tuned on must not
/// have been met before.
struct Exclusion: CustomStringConvertible {
    /// What two materials have in common where they are the same one.
    enum Key: String, CaseIterable {
        case id
        /// The reduced formula: where data sets name their materials differently.
        case composition

        func of(_ row: Int, in dataset: Dataset) -> String { self == .id ? dataset.id(row) : dataset.formula(row) }
    }

    private let key: Key
    private let keys: Set<String>
    private let name: String

    /// - Parameter path: of a data set, or of a table, whose column `material_id` or `id` counts; without one the first does, from its first
    ///   line: ids, one a line, are such a table
    init(at path: String, by key: Key) throws {
        self.key = key
        if HDF5File.isOne(path) {
            let dataset = try Dataset(path: path)
            let materials = key == .id && dataset.haveVariants ? try dataset.column(MaterialRows.column) : []
            keys = Set((0..<dataset.count).map { key.of($0, in: dataset) } + materials.filter { !$0.isEmpty })
        } else {
            guard key == .id else { throw CommandError.usage("--exclude-by \(key.rawValue) needs a data set (.h5); --exclude is \(path)") }
            keys = try Self.ids(ofTable: path)
        }
        guard !keys.isEmpty else { throw CommandError.badData("\(path) has no ids; there is nothing to leave out") }
        name = path
    }

    private static func ids(ofTable path: String) throws(ReaderError) -> Set<String> {
        var table = try TableReader(path: path)
        let header = table.header
        let named = ["material_id", "id"].firstIndex(where: header.contains).map { ["material_id", "id"][$0] }
        let column = try named.map { name throws(ReaderError) in try table.column(name) } ?? 0
        var ids: Set<String> = named == nil ? [header[column]] : []
        var fields = TableRow()
        while try table.next(into: &fields) {
            guard let id = fields.text(column) else { throw .notUTF8(path: path, place: "row \(table.row), column '\(header[column])'") }
            ids.insert(id.trimmingCharacters(in: .whitespaces))
        }
        return ids.filter { !$0.isEmpty }
    }

    /// - Throws: `CommandError` where no material is one of them, or no others are left
    func applied(to split: Split, of dataset: Dataset) throws -> Split {
        let isLeftOut = try leftOut(of: dataset)
        guard (split.training + split.validation).contains(where: { isLeftOut[$0] }) else {
            throw CommandError.badData("none of the \(keys.count) \(plural) of \(name) is trained on or validated; both must name materials alike")
        }
        var parts = [SplitPart](repeating: .unused, count: dataset.count)
        for (rows, part) in [(split.training, SplitPart.training), (split.validation, .validation), (split.test, .test)] {
            for row in rows where part == .test || !isLeftOut[row] { parts[row] = part }
        }
        let rest = Split(parts: parts)
        guard !rest.training.isEmpty, !rest.validation.isEmpty else {
            throw CommandError.badData("without the \(keys.count) \(plural) of \(name) nothing is left to train on or to validate")
        }
        return rest
    }

    /// Of each row whether its material is one of those, by the name of any of its structures or its own.
    private func leftOut(of dataset: Dataset) throws -> [Bool] {
        let materials = try dataset.materials()
        let names = key == .id && dataset.haveVariants ? try dataset.column(MaterialRows.column) : []
        var isLeftOut = [Bool](repeating: false, count: materials.count)
        for row in 0..<dataset.count where keys.contains(key.of(row, in: dataset)) || !names.isEmpty && keys.contains(names[row]) {
            isLeftOut[Int(materials.ofRow[row])] = true
        }
        return materials.ofRow.map { isLeftOut[Int($0)] }
    }

    private var plural: String { "\(key.rawValue)s" }

    /// The same for the same ids or compositions.
    var description: String {
        let sorted = keys.sorted().joined(separator: "\n").utf8.map { $0 }
        return "\(keys.count) \(plural), digest \(String(shortDigest(of: sorted.span.bytes), radix: 16))"
    }
}
