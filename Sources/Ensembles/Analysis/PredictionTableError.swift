/// Why a predictions file could not be read or written.
public enum PredictionTableError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case notCSV(path: String, line: Int, problem: String)
    case empty(path: String)
    case missingColumn(path: String, column: String, found: [String])
    case repeatedColumn(path: String, column: String)
    case wrongFieldCount(path: String, line: Int, found: Int, expected: Int)
    case badField(path: String, line: Int, column: String, found: String, expected: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .notCSV(let path, let line, let problem): "\(path), line \(line): \(problem)"
        case .empty(let path):
            "\(path): is empty; a header line \(PredictionTable.fixedColumns.joined(separator: ",")),member_0,… is expected"
        case .missingColumn(let path, let column, let found):
            "\(path): has no column \"\(column)\"; its header has \(found.joined(separator: ", "))"
        case .repeatedColumn(let path, let column): "\(path): the header has the column \"\(column)\" twice"
        case .wrongFieldCount(let path, let line, let found, let expected):
            "\(path), line \(line): \(found) fields where the header has \(expected)"
        case .badField(let path, let line, let column, let found, let expected):
            "\(path), line \(line), column \(column): found \"\(found)\" where \(expected) is expected"
        }
    }
}
