import Materials

/// What stops the making of a data set. A fault of one material does not: it is a ``Rejection``.
public enum FeaturisingError: Error, Sendable, CustomStringConvertible {
    case columnName(String, problem: String)
    /// The input ended before its first record.
    case noRecords(paths: [String])
    case nothingKept(read: Int, first: CleaningFunnel.Rejection)
    /// Bytes that another rank sent do not decode.
    case damagedRows(place: Int)

    public var description: String {
        switch self {
        case .columnName(let name, let problem): "column '\(name)': \(problem)"
        case .noRecords(let paths): "\(paths.joined(separator: ", ")): there is no material in the input"
        case .nothingKept(let read, let first):
            (read == 1 ? "the one material of the input cannot be kept" : "none of the \(read) materials of the input can be kept; the first")
                + ", \(first.path), row \(first.number) "
                + "(\(TableText.shortened(first.id))): \(first.reason)"
        case .damagedRows(let place): "rows from another rank cannot be read at byte \(place)"
        }
    }
}
