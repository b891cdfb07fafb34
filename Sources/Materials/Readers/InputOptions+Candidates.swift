extension InputOptions {
    /// The columns that tables of candidates have, for those that are not named: `candidate_id`; `label` or `protostructure`, else the usual ones of
    /// structures, else `formula` or `composition`.
    ///
    /// - Throws: `ReaderError` for what cannot be read
    public init(candidatesAt path: String, id: String?, structure: String?) throws(ReaderError) {
        self.init(id: id, structure: structure)
        guard let file = try InputFile.files(at: path).first, file.format.isTable else { return }
        let header = try TableReader(path: file.path).header
        if id == nil, header.contains("candidate_id") { self.id = "candidate_id" }
        guard structure == nil else { return }
        if let label = ["label", "protostructure"].first(where: header.contains) {
            protostructure = label
        } else if !["cif", "structure"].contains(where: header.contains) {
            formula = ["formula", "composition"].first(where: header.contains)
        }
    }
}
