import Materials

/// What a sweep cannot be made of.
public enum SweepError: Error, CustomStringConvertible {
    case sizes(text: String, problem: String)
    case variation(text: String, problem: String)
    case table(ReaderError)
    case baseline(path: String, row: Int, problem: String)

    public var description: String {
        switch self {
        case .sizes(let text, let problem): "--sizes \(text): \(problem)"
        case .variation(let text, let problem): "--vary \(text): \(problem)"
        case .table(let error): "\(error)"
        case .baseline(let path, let row, let problem): "\(path), row \(row): \(problem)"
        }
    }
}
