import Materials

/// A candidate that was handed to a calculation, as the folder's index has it.
public struct ProposedCandidate: Hashable, Sendable {
    public let id: String
    /// Name of its folder.
    public let folder: String
    public let protostructure: Protostructure
    /// In the cell that was written.
    public let atoms: Int

    public init(id: String, folder: String, protostructure: Protostructure, atoms: Int) {
        self.id = id
        self.folder = folder
        self.protostructure = protostructure
        self.atoms = atoms
    }

    /// The candidates of a hand-off folder, in the order of its `index.csv`.
    ///
    /// - Throws: `ReaderError` for an index that cannot be read, `AnswerError.index` for a row that is none
    public static func all(in directory: String) throws -> [ProposedCandidate] {
        let path = "\(directory)/\(HandOff.indexName)"
        var table = try TableReader(path: path)
        let (id, file, atoms) = (try table.column("candidate_id"), try table.column("file"), try table.column("atoms"))
        let name = table.header.contains("label") ? "label" : "protostructure"
        let label = try table.column(name)
        var candidates: [ProposedCandidate] = []
        var seen: Set<String> = []
        var row = TableRow()
        while try table.next(into: &row) {
            func fault(_ problem: String) -> AnswerError { .index(path: path, row: table.row, problem: problem) }
            guard let own = row.text(id), seen.insert(own).inserted else { throw fault("the candidate_id is missing or stands there before") }
            guard let folder = row.text(file)?.split(separator: "/").first.map(String.init) else { throw fault("there is no file") }
            guard let count = row.text(atoms).flatMap({ Int($0) }), count > 0 else { throw fault("atoms is no number") }
            let protostructure: Protostructure
            do { protostructure = try Protostructure(label: row.text(label) ?? "") } catch { throw fault("\(error)") }
            candidates.append(ProposedCandidate(id: own, folder: folder, protostructure: protostructure, atoms: count))
        }
        return candidates
    }
}
