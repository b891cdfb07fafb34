import Materials

/// Why a loop cannot be begun, or gone on with.
public enum LoopError: Error, Sendable, CustomStringConvertible {
    /// A key of the file that says what the loop is to do; empty: the file as a whole.
    case configuration(path: String, key: String, problem: String)
    /// The directory holds a loop that was told something else.
    case otherLoop(path: String, key: String, found: String, asked: String)
    case table(ReaderError)
    /// A row of answers, from 1 below the header.
    case answer(path: String, row: Int, problem: String)
    /// A file that an earlier stage has written.
    case damaged(path: String, problem: String)

    public var description: String {
        switch self {
        case .configuration(let path, let key, let problem): "\(path): \(key.isEmpty ? "" : "\(key): ")\(problem)"
        case .otherLoop(let path, let key, let found, let asked):
            "\(path) holds another loop: \(key) is \(found) there and \(asked) here; another --out begins a new one"
        case .table(let error): error.description
        case .answer(let path, let row, let problem): "\(path), row \(row): \(problem)"
        case .damaged(let path, let problem): "\(path): \(problem)"
        }
    }
}
