import Foundation

/// A file of the input, its format and the name that its records go by where they have none.
struct InputFile {
    let path: String
    let format: RecordFormat
    let name: String

    /// The file at a path, or those of the directory there and the directories in it.
    static func files(at path: String) throws(ReaderError) -> [InputFile] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .missing(path: path) }
        guard isDirectory.boolValue else {
            guard let format = RecordFormat(path: path) else { throw .unknownFormat(path: path) }
            return [InputFile(path: path, format: format, name: stem(of: (path as NSString).lastPathComponent))]
        }
        guard let names = FileManager.default.enumerator(atPath: path) else { throw .system(path: path, reason: "cannot be listed") }
        let files = names.compactMap { $0 as? String }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .compactMap { name -> InputFile? in
                let full = path.hasSuffix("/") ? path + name : path + "/" + name
                var isDirectory: ObjCBool = false
                guard let format = RecordFormat(path: name),
                    FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory), !isDirectory.boolValue
                else { return nil }
                return InputFile(path: full, format: format, name: stem(of: name))
            }
        guard !files.isEmpty else { throw .noReadableFiles(directory: path) }
        return files
    }

    /// - Parameter isAlone: whether no other file is read, so that the numbers of a table's rows are names enough
    func open(options: InputOptions, isAlone: Bool) throws(ReaderError) -> any RecordReader {
        switch format {
        case .table: try TableRecords(path: path, prefix: isAlone ? "" : "\(name)-", options: options)
        case .cif: try TextRecords(try CIFBlocks(path: path), name: name, options: options)
        case .poscar: try TextRecords(try Poscar(path: path), name: name, options: options)
        case .extendedXYZ: try TextRecords(try XYZFrames(path: path), name: name, options: options)
        case .json: try TextRecords(try JSONObjects(path: path, key: options.structure), name: name, options: options)
        }
    }

    /// A path without what tells its format: "a/NaCl.cif.gz" is a/NaCl.
    private static func stem(of name: String) -> String {
        var name = name
        if name.lowercased().hasSuffix(".gz") { name.removeLast(3) }
        let known = ["csv", "cif", "mcif", "vasp", "poscar", "contcar", "xyz", "extxyz", "json", "jsonl", "ndjson"]
        let suffix = (name as NSString).pathExtension
        return known.contains(suffix.lowercased()) ? (name as NSString).deletingPathExtension : name
    }
}
