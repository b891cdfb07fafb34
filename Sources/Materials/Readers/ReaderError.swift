/// Why a file of structures or formulae cannot be read (any further). A fault of one record alone is a ``RecordError``.
public enum ReaderError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(path: String)
    /// The system refused; `reason` is its own words.
    case system(path: String, reason: String)
    case truncatedGzip(path: String)
    case damagedGzip(path: String, reason: String)
    case unknownFormat(path: String)
    case noReadableFiles(directory: String)
    case empty(path: String)
    case notUTF8(path: String, place: String)
    case missingColumn(path: String, name: String, available: [String])
    case repeatedColumn(path: String, name: String)
    /// A table that offers no kind of input, or options that ask for two.
    case noInputColumn(path: String, available: [String])
    case severalInputColumns(names: [String])
    /// Several columns of structures, in a file that has no columns.
    case severalStructuresOfNoTable(path: String, names: [String])
    case raggedRow(path: String, row: Int, line: Int, found: Int, expected: Int)
    case quoting(path: String, row: Int, line: Int, reason: String)
    case broken(path: String, line: Int, reason: String)
    case tooLong(path: String, line: Int, limit: Int)

    public var description: String {
        switch self {
        case .missing(let path): "\(path): no such file or directory"
        case .system(let path, let reason): "\(path): \(reason)"
        case .truncatedGzip(let path): "\(path): the gzip file is cut short"
        case .damagedGzip(let path, let reason): "\(path): the gzip file is damaged (\(reason))"
        case .unknownFormat(let path):
            "\(path): not a name of a known format; known are \(RecordFormat.namesForPeople)"
        case .noReadableFiles(let directory):
            "\(directory): no file of a known format in this directory; known are \(RecordFormat.namesForPeople)"
        case .empty(let path): "\(path): there is nothing in this file"
        case .notUTF8(let path, let place): "\(path), \(place): not UTF-8 text"
        case .missingColumn(let path, let name, let available):
            "\(path): there is no column '\(name)'; the columns are \(Self.list(available))"
        case .repeatedColumn(let path, let name): "\(path): more than one column is called '\(name)'"
        case .noInputColumn(let path, let available):
            "\(path): name the column of structures, protostructures or formulae; the columns are \(Self.list(available))"
        case .severalInputColumns(let names):
            "structures and protostructures exclude each other as input, but columns \(Self.list(names)) were asked for"
        case .severalStructuresOfNoTable(let path, let names):
            "\(path): several structures of each material, \(Self.list(names)), are read from tables alone"
        case .raggedRow(let path, let row, let line, let found, let expected):
            "\(path), \(Self.place(row, line)): \(found) fields, where the header has \(expected)"
        case .quoting(let path, let row, let line, let reason): "\(path), \(Self.place(row, line)): \(reason)"
        case .broken(let path, let line, let reason): "\(path), line \(line): \(reason)"
        case .tooLong(let path, let line, let limit): "\(path), line \(line): a record of more than \(limit >> 20) MiB"
        }
    }

    /// Whether it is what the file holds that is wrong, and not what was asked for, or the system.
    var isOfContent: Bool {
        switch self {
        case .truncatedGzip, .damagedGzip, .empty, .notUTF8, .raggedRow, .quoting, .broken, .tooLong: true
        case .missing, .system, .unknownFormat, .noReadableFiles, .missingColumn, .repeatedColumn, .noInputColumn, .severalInputColumns,
            .severalStructuresOfNoTable:
            false
        }
    }

    /// The description for where the file is named already.
    var withoutPath: String {
        let path =
            switch self {
            case .missing(let path), .system(let path, _), .truncatedGzip(let path), .damagedGzip(let path, _), .unknownFormat(let path),
                .noReadableFiles(let path), .empty(let path), .notUTF8(let path, _), .missingColumn(let path, _, _), .repeatedColumn(let path, _),
                .noInputColumn(let path, _), .raggedRow(let path, _, _, _, _), .quoting(let path, _, _, _), .broken(let path, _, _),
                .tooLong(let path, _, _), .severalStructuresOfNoTable(let path, _):
                path
            case .severalInputColumns: ""
            }
        return String(description.dropFirst(path.count).drop { [":", ",", " "].contains($0) })
    }

    private static func place(_ row: Int, _ line: Int) -> String {
        row == 0 ? "header (line \(line))" : "row \(row) (line \(line))"
    }

    /// The first names are enough to see what kind of table it is; some have a hundred thousand.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { $0.isEmpty ? "one without a name" : "'\(TableText.shortened($0))'" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
