/// What a sweep cannot be made of.
public enum SweepError: Error, Equatable, CustomStringConvertible {
    case sizes(text: String, problem: String)
    case variation(text: String, problem: String)

    public var description: String {
        switch self {
        case .sizes(let text, let problem): "--sizes \(text): \(problem)"
        case .variation(let text, let problem): "--vary \(text): \(problem)"
        }
    }
}
