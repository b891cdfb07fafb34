/// Which columns of the input hold what. In files of other formats a column is a key (JSON, extended XYZ) or a tag (CIF).
public struct InputOptions: Sendable {
    /// Names of the materials; nil: in tables and JSON `material_id` or `id` where there is one, else in tables a first column without a name
    /// whose values differ, else the number of the row, behind the file's name where several files are read ("batch-12"); in other files the
    /// file's name, with the number of the record where it holds several ("run#12"), and as the path is given where two files have one name.
    public var id: String?
    /// CIF or pymatgen's JSON text in tables; in JSON files the key of the objects that are structures, `entry.structure` for one in another.
    public var structure: String?
    /// Further such columns of tables, with other structures of the same materials: a row gives a record for each that is not empty.
    public var furtherStructures: [String] = []
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
/// Faults of one record show when it is parsed, as ``RecordError``, and do not stop the others; an error here ends the reading. Of several
/// files one that cannot be read, or not to its end, is such a record too, unless it is a table: that may lose any number of rows.
public struct RecordSource: ~Copyable {
    private let options: InputOptions
    private let isOneFile: Bool
    /// Still to be opened, the next one last.
    private var files: [InputFile]
    private var current: (file: InputFile, reader: any RecordReader)?
    /// Records that `current` has given.
    private var given = 0
    /// What is to be said of files beside their records, as far as they have been opened; paths are in it.
    public private(set) var notes: [String]

    /// Opens files and directories, in the order given; a directory stands for its files of known formats, sorted by path.
    public init(paths: [String], options: InputOptions = InputOptions()) throws(ReaderError) {
        let kinds = [options.structure, options.protostructure].compactMap { $0 }
        guard kinds.count <= 1 else { throw .severalInputColumns(names: kinds) }
        var files: [InputFile] = []
        for path in paths { files += try InputFile.files(at: path) }
        files = InputFile.toldApart(files)
        if let structure = options.structure, !options.furtherStructures.isEmpty, let file = files.first(where: { !$0.format.isTable }) {
            throw .severalStructuresOfNoTable(path: file.path, names: [structure] + options.furtherStructures)
        }
        let isOneFile = files.count == 1
        var waiting = Array(files.reversed())
        var first: (file: InputFile, reader: any RecordReader)?
        // A missing column is to be known before the work begins.
        if let file = waiting.last {
            do throws(ReaderError) {
                first = (file, try file.open(options: options, isAlone: isOneFile))
                waiting.removeLast()
            } catch {
                guard !isOneFile, error.isOfContent, !file.format.isTable else { throw error }
            }
        }
        self.options = options
        self.isOneFile = isOneFile
        self.files = waiting
        current = first
        notes = first?.reader.notes ?? []
    }

    /// The next record; nil after the last.
    public mutating func next() throws(ReaderError) -> InputRecord? {
        while current != nil || !files.isEmpty {
            let file = current?.file ?? files[files.count - 1]
            do throws(ReaderError) {
                try open()
                if let record = try current?.reader.next() {
                    given += 1
                    return record
                }
                current = nil
            } catch {
                return try rejection(of: file, error)
            }
        }
        return nil
    }

    /// Passes over the next record without making it; false after the last.
    public mutating func skip() throws(ReaderError) -> Bool {
        while current != nil || !files.isEmpty {
            let file = current?.file ?? files[files.count - 1]
            do throws(ReaderError) {
                try open()
                if try current?.reader.skip() == true {
                    given += 1
                    return true
                }
                current = nil
            } catch {
                _ = try rejection(of: file, error)
                return true
            }
        }
        return false
    }

    /// Opens the next file where none is open.
    private mutating func open() throws(ReaderError) {
        guard current == nil, let file = files.popLast() else { return }
        given = 0
        let reader = try file.open(options: options, isAlone: isOneFile)
        notes += reader.notes
        current = (file, reader)
    }

    /// A record in the place of what cannot be read of a file.
    private mutating func rejection(of file: InputFile, _ error: ReaderError) throws(ReaderError) -> InputRecord {
        guard !isOneFile, error.isOfContent, !file.format.isTable else { throw error }
        let number = given + 1
        current = nil
        if given > 0 { notes.append("\(error); what follows there is not read") }
        return InputRecord(
            path: file.path, number: number, id: number == 1 ? file.name : "\(file.name)#\(number)", columns: [:], kind: .structure,
            content: .rejected(error.withoutPath))
    }
}

/// One open file of records.
protocol RecordReader: AnyObject {
    func next() throws(ReaderError) -> InputRecord?
    func skip() throws(ReaderError) -> Bool
    /// What is to be said of the file as a whole.
    var notes: [String] { get }
}

extension RecordReader {
    var notes: [String] { [] }
}
