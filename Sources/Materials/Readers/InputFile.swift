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

    /// The files with names that tell them apart: those that share one go by their paths as they are given.
    static func toldApart(_ files: [InputFile]) -> [InputFile] {
        let counts = Dictionary(files.map { ($0.name, 1) }, uniquingKeysWith: +)
        return files.map { file in
            counts[file.name, default: 0] > 1 ? InputFile(path: file.path, format: file.format, name: stem(of: file.path)) : file
        }
    }

    /// - Parameter isAlone: whether no other file is read
    func open(options: InputOptions, isAlone: Bool) throws(ReaderError) -> any RecordReader {
        try format.open(self, RecordFormat.Request(options: options, isAlone: isAlone))
    }

    /// A path without what tells its format: "a/NaCl.cif.gz" is a/NaCl.
    private static func stem(of name: String) -> String {
        var name = name
        if name.lowercased().hasSuffix(".gz") { name.removeLast(3) }
        let suffix = (name as NSString).pathExtension.lowercased()
        let isKnown = RecordFormat.all.contains { $0.suffixes.contains(suffix) }
        return isKnown ? (name as NSString).deletingPathExtension : name
    }
}
