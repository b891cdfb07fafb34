import Materials

/// Why a predictions file could not be read or written.
public enum PredictionTableError: Error, Equatable, CustomStringConvertible {
    /// It cannot be read, is no table, or has not the columns of predictions.
    case table(ReaderError)
    case unwritable(path: String, reason: String)
    /// `row` counts from 1 below the header.
    case badField(path: String, row: Int, column: String, found: String, expected: String)
    /// A field that cannot be taken for a number.
    case notANumber(path: String, row: Int, column: String, reason: String, expected: String)
    /// `row` and `other` count from 1 below the header.
    case repeatedID(path: String, row: Int, id: String, other: Int)
    /// A table of another program with several columns that could be meant; `option` names one.
    case undecidedColumn(path: String, option: String, available: [String])
    /// Predictions and true values without a material in common; the first id of each.
    case nothingShared(path: String, id: String, truth: String, other: String)

    public var description: String {
        switch self {
        case .table(let error): error.description
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .badField(let path, let row, let column, let found, let expected):
            "\(path), row \(row), column '\(column)': found '\(found)', where \(expected) is expected"
        case .notANumber(let path, let row, let column, let reason, let expected):
            "\(path), row \(row), column '\(column)': \(reason); \(expected) is expected"
        case .repeatedID(let path, let row, let id, let other): "\(path), row \(row): \(id) stands in row \(other) already"
        case .undecidedColumn(let path, let option, let available):
            "\(path): name the column with --\(option); the columns are \(available.joined(separator: ", "))"
        case .nothingShared(let path, let id, let truth, let other):
            "\(path): none of its materials is in \(truth), which is to say what is true; ids are such as '\(id)' here and '\(other)' there"
        }
    }
}
