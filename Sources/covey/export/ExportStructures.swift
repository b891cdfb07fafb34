import Commands
import Foundation
import HDF5
import Materials

/// The structures of chosen rows of a table, as the input that was featurised has them: a file each, byte for byte what the input says of it.
enum ExportStructures {
    static let options: [Option] =
        [.repeated("structures", "FROM", "where the structures of a table's rows are: files or directories, as for covey featurise")]
        + RowChoice.options + [
            .text("id", "COLUMN", "names of the materials in FROM (material_id or id, else numbers or the files' names)"),
            .text("structure", "COLUMN", "structures in a table FROM: CIF text or pymatgen's JSON (cif or structure)"),
        ]

    /// Missing materials that a message names.
    private static let named = 10

    /// - Parameter table: with a column `material_id` (or `id`), as `candidates.csv` and `predictions.csv` have it
    static func run(_ arguments: Arguments, table: String) throws {
        let out = try arguments.required("out")
        if let file = Directory.obstacle(on: out) {
            throw CommandError.output("\(out) cannot be written to: \(file) is a file, and a directory is needed")
        }
        try arguments.checkEmpty(directory: out)
        let sources = arguments.all("structures")
        guard !sources.isEmpty else {
            throw CommandError.usage("--structures is missing: the files that were featurised, in which the structures of \(table) are")
        }
        let choice = try RowChoice(arguments)
        for path in [table] + sources { _ = try arguments.existing(path) }
        let (header, rows) = try choice.rows(of: table)
        guard let idColumn = ["material_id", "id"].lazy.compactMap({ header.firstIndex(of: $0) }).first else {
            throw CommandError.badData("\(table): there is no column 'material_id' or 'id'; the columns are \(header.joined(separator: ", "))")
        }
        guard !rows.isEmpty else { throw CommandError.badData("\(table): no row is chosen") }
        let stems = try StructureFileNames.stems(of: rows.map { $0.fields[idColumn] })
        let input = InputOptions(id: arguments.text("id"), structure: arguments.text("structure"))
        let found = try find(Set(stems.keys), in: sources, input)
        guard !found.isEmpty else {
            let id = rows[0].fields[idColumn]
            throw CommandError.badData(
                "\(sources.joined(separator: ", ")): none of the \(stems.count) materials of \(table) is there, the first of which is \(id); --id names "
                    + "the column of names")
        }
        try Directory.create(out)
        let files = try write(found, stems, sources, input, to: out)
        try index(rows, header, idColumn, files, found, to: "\(out)/index.csv")
        let missing = rows.map { $0.fields[idColumn] }.filter { found[$0] == nil }
        print("wrote \(found.count) structures and \(out)/index.csv, of \(rows.count) rows of \(table)")
        guard !missing.isEmpty else { return }
        let names = missing.prefix(named).joined(separator: ", ") + (missing.count > named ? " and \(missing.count - named) more" : "")
        say("\(missing.count) rows have no structure in \(sources.joined(separator: ", ")), and no file in \(out)/index.csv: \(names)")
    }

    /// Where a structure was found.
    private struct Place {
        let path: String
        let record: Int
    }

    /// Goes through the input once, before anything is written.
    ///
    /// - Throws: `CommandError` where two records have the name of one material, or one has no structure
    private static func find(_ ids: Set<String>, in sources: [String], _ input: InputOptions) throws -> [String: Place] {
        var found: [String: Place] = [:]
        var source = try RecordSource(paths: sources, options: input)
        while let record = try source.next() {
            guard record.kind == .structure else {
                throw CommandError.badData("\(record.path): there are no structures in it; --structure names their column")
            }
            guard ids.contains(record.id) else { continue }
            let place = "\(record.path), record \(record.number)"
            guard record.structureText != nil else { throw CommandError.badData("\(place) (\(record.id)): there is no structure") }
            if let other = found.updateValue(Place(path: record.path, record: record.number), forKey: record.id) {
                throw CommandError.badData("\(other.path), record \(other.record), and \(place), both are of \(record.id)")
            }
        }
        return found
    }

    /// Goes through the input again and writes each structure when it comes: of many they would not fit into memory.
    ///
    /// - Returns: the name of each material's file
    private static func write(
        _ found: [String: Place], _ stems: [String: String], _ sources: [String], _ input: InputOptions, to out: String
    ) throws -> [String: String] {
        var files: [String: String] = [:]
        var source = try RecordSource(paths: sources, options: input)
        while files.count < found.count, let record = try source.next() {
            guard found[record.id] != nil, let stem = stems[record.id], let (bytes, suffix) = record.structureText else { continue }
            let name = "\(stem).\(suffix)"
            try AtomicFile.write(bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")], to: "\(out)/\(name)")
            files[record.id] = name
        }
        return files
    }

    /// `index.csv`: the chosen rows as they are, each with its file and where the structure comes from; empty where there is none.
    private static func index(
        _ rows: [RowChoice.Row], _ header: [String], _ idColumn: Int, _ files: [String: String], _ found: [String: Place], to path: String
    ) throws {
        let header = TableText.line(["file", "from", "record"] + header)
        let lines = rows.lazy.map { row in
            let id = row.fields[idColumn]
            return TableText.line([files[id] ?? "", found[id]?.path ?? "", found[id].map { "\($0.record)" } ?? ""] + row.fields)
        }
        try AtomicFile.write(pieces: [header] + lines, to: path)
    }
}
