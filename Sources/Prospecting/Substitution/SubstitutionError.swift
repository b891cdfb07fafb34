import Datasets
import Materials

/// Why no elements can be replaced.
public enum SubstitutionError: Error, Sendable, CustomStringConvertible {
    case table(ReaderError)
    case dataset(DatasetError)
    /// A table of element × element that is none.
    case matrix(path: String, place: String, problem: String)
    /// Elements of the parents for which a table that was given has nothing.
    case nothingReplaces(elements: [Element], table: String)
    /// Not one material to begin with.
    case noParents(path: String, reason: String)

    public var description: String {
        switch self {
        case .table(let error): error.description
        case .dataset(let error): error.description
        case .matrix(let path, let place, let problem):
            "\(path), \(place): \(problem); the table has a column and a row for each element, and numbers from zero upward, counts or probabilities"
        case .nothingReplaces(let elements, let table):
            "\(table): nothing replaces \(elements.map(\.symbol).joined(separator: ", ")), which materials to begin with hold: "
                + "each needs a row with a number above zero, if only on the diagonal"
        case .noParents(let path, let reason): "\(path): there is no material to begin with: \(reason)"
        }
    }
}
