import Commands

/// Names of files after the materials in them.
enum StructureFileNames {
    /// What may not stand in a file's name on every system becomes "_", as does a full stop at the beginning, which would hide the file.
    static func stem(of id: String) -> String {
        let stem = String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.+=@,#".contains($0)) ? $0 : "_" })
        return stem.hasPrefix(".") ? "_" + stem.dropFirst() : stem
    }

    /// The stem of each id.
    ///
    /// - Throws: `CommandError` where two materials would have one file, on a disk that does not tell capitals apart either
    static func stems(of ids: [String]) throws(CommandError) -> [String: String] {
        var owners: [String: String] = [:]
        var stems: [String: String] = [:]
        for id in ids where stems[id] == nil {
            let stem = stem(of: id)
            guard stem.utf8.count <= 200 else { throw .badData("the material's name \(id.prefix(60))… is too long for that of a file") }
            if let other = owners.updateValue(id, forKey: stem.lowercased()) {
                throw .badData("the materials \(other) and \(id) would both be written to \(stem); export them apart, with --where")
            }
            stems[id] = stem
        }
        return stems
    }
}
