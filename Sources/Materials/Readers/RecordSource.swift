/// Which columns of the input hold what. In files of other formats a column is a key (JSON, extended XYZ) or a tag (CIF).
public struct InputOptions: Sendable {
    /// Names of the materials; nil: in tables the column `material_id` or `id` where there is one, else the number of the row, behind the
    /// file's name where several files are read ("batch-12"); in other files the file's name, with the number of the record where it holds
    /// several ("run#12").
    public var id: String?
    /// CIF or pymatgen's JSON text in tables; in JSON files the key of the objects that are structures.
    public var structure: String?
    /// Formulae in tables; beside structures or labels what they must agree with (nil: the column `formula` or `composition`, if any).
    public var formula: String?
    public var protostructure: String?
    /// Columns to carry along.
    public var columns: [String]

    public init(
        id: String? = nil, structure: String? = nil, formula: String? = nil, protostructure: String? = nil, columns: [String] = []
    ) {
        self.id = id
        self.structure = structure
        self.formula = formula
        self.protostructure = protostructure
        self.columns = columns
    }
}

/// The materials of some files and directories, one at a time and in a fixed order. Memory does not grow with their number.
///
/// Faults of one record show when it is parsed, as ``RecordError``, and do not stop the others; an error here ends the reading.
public struct RecordSource: ~Copyable {
    private let options: InputOptions
    private let isOneFile: Bool
    /// Still to be opened, the next one last.
    private var files: [InputFile]
    private var current: (any RecordReader)?

    /// Opens files and directories, in the order given; a directory stands for its files of known formats, sorted by path.
    public init(paths: [String], options: InputOptions = InputOptions()) throws(ReaderError) {
        let kinds = [options.structure, options.protostructure].compactMap { $0 }
        guard kinds.count <= 1 else { throw .severalInputColumns(names: kinds) }
        var files: [InputFile] = []
        for path in paths { files += try InputFile.files(at: path) }
        // A missing column is to be known before the work begins.
        current = try files.first?.open(options: options, isAlone: files.count == 1)
        self.options = options
        isOneFile = files.count == 1
        self.files = files.dropFirst().reversed()
    }

    /// The next record; nil after the last.
    public mutating func next() throws(ReaderError) -> InputRecord? {
        while let reader = try reader() {
            if let record = try reader.next() { return record }
            current = nil
        }
        return nil
    }

    /// Passes over the next record without making it; false after the last.
    public mutating func skip() throws(ReaderError) -> Bool {
        while let reader = try reader() {
            if try reader.skip() { return true }
            current = nil
        }
        return false
    }

    private mutating func reader() throws(ReaderError) -> (any RecordReader)? {
        if current == nil, let file = files.popLast() { current = try file.open(options: options, isAlone: isOneFile) }
        return current
    }
}

/// One open file of records.
protocol RecordReader: AnyObject {
    func next() throws(ReaderError) -> InputRecord?
    func skip() throws(ReaderError) -> Bool
}
