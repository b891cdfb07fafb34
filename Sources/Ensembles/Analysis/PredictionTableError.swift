import Materials

/// Why a predictions file could not be read or written.
public enum PredictionTableError: Error, Equatable, CustomStringConvertible {
    /// It cannot be read, is no table, or has not the columns of predictions.
    case table(ReaderError)
    case unwritable(path: String, reason: String)
    /// `row` counts from 1 below the header.
    case badField(path: String, row: Int, column: String, found: String, expected: String)

    public var description: String {
        switch self {
        case .table(let error): error.description
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .badField(let path, let row, let column, let found, let expected):
            "\(path), row \(row), column '\(column)': found '\(found)', where \(expected) is expected"
        }
    }
}
