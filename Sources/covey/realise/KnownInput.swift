import Commands
import Datasets
import Materials
import Prospecting

/// The known structures that `covey realise` starts from.
enum KnownInput {
    static let options: [Option] = [
        .text("known", "KNOWN.h5", "known materials, whose structures, with other elements, are tried first (without them all is drawn)"),
        .repeated("structures", "FROM", "their structures, where KNOWN.h5 was made without --keep-structures: files or directories"),
        .text("id", "COLUMN", "names of the materials in FROM (material_id or id, else numbers or the files' names)"),
        .text("structure", "COLUMN", "structures in a table FROM: CIF text or pymatgen's JSON (cif or structure)"),
    ]

    static func structures(_ arguments: Arguments) throws -> KnownStructures {
        let sources = try arguments.all("structures").map { try arguments.existing($0) }
        guard let path = arguments.text("known") else {
            guard sources.isEmpty else { throw CommandError.usage("--structures belongs to --known, the data set that was made of them") }
            for name in ["id", "structure"] where arguments.has(name) { throw CommandError.usage("--\(name) belongs to --structures") }
            return KnownStructures([])
        }
        let dataset = try Dataset(path: try arguments.existing(path))
        guard dataset.representation == .wyckoff else {
            throw CommandError.badData("\(path): a data set of compositions; known structures have labels (--representation wyckoff)")
        }
        guard dataset.hasStructures || !sources.isEmpty else {
            throw CommandError.usage(
                "\(path) holds no structures: make it with covey featurise --keep-structures, or name the files that it was made of with "
                    + "--structures")
        }
        guard !sources.isEmpty else { return try KnownStructures(dataset) }
        let ids = Set((0..<dataset.count).map { dataset.id($0) })
        var found: [String: Structure] = [:]
        var source = try RecordSource(paths: sources, options: InputOptions(id: arguments.text("id"), structure: arguments.text("structure")))
        while let record = try source.next() {
            guard record.kind == .structure else {
                throw CommandError.badData("\(record.path): there are no structures in it; --structure names their column")
            }
            guard ids.contains(record.id), let structure = try? record.structure() else { continue }
            guard found.updateValue(structure, forKey: record.id) == nil else {
                throw CommandError.badData("\(record.path), record \(record.number): the material \(record.id) has a structure already")
            }
        }
        guard !found.isEmpty else {
            throw CommandError.badData(
                "\(sources.joined(separator: ", ")): none of the \(dataset.count) materials of \(path) is there; --id names the column of names")
        }
        return try KnownStructures(dataset, structures: found)
    }
}
