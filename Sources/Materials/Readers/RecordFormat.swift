/// A reader: one kind of file that materials come in, with all that the rest of the program knows of it.
struct RecordFormat: Sendable {
    /// What follows the last full stop of its files' names, in small letters.
    let suffixes: [String]
    /// What the names of files without such a suffix begin with.
    let beginnings: [String]
    /// Its files as messages call them.
    let nameForPeople: String
    /// Whether a fault ends the reading also among other files: many rows would be lost with what follows it.
    let isTable: Bool
    /// Begins to read a file.
    let open: @Sendable (_ file: InputFile, _ request: Request) throws(ReaderError) -> any RecordReader

    /// What is to be read of a file.
    struct Request {
        let options: InputOptions
        /// Whether no other file is read, so that the numbers of a table's rows are names enough.
        let isAlone: Bool
    }

    init(
        suffixes: [String], beginnings: [String] = [], nameForPeople: String, isTable: Bool = false,
        open: @escaping @Sendable (_ file: InputFile, _ request: Request) throws(ReaderError) -> any RecordReader
    ) {
        self.suffixes = suffixes
        self.beginnings = beginnings
        self.nameForPeople = nameForPeople
        self.isTable = isTable
        self.open = open
    }

    /// The format that a name tells, a ".gz" behind it left out of account; a suffix counts before a beginning.
    init?(path: String) {
        var name = Substring(path.split(separator: "/").last ?? "")
        if name.lowercased().hasSuffix(".gz") { name = name.dropLast(3) }
        let suffix = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        guard
            let format = Self.all.first(where: { $0.suffixes.contains(suffix) })
                ?? Self.all.first(where: { $0.beginnings.contains { name.hasPrefix($0) } })
        else { return nil }
        self = format
    }

    static var namesForPeople: String { all.map(\.nameForPeople).joined(separator: ", ") + ", each also with .gz" }
}
