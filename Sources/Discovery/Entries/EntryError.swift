import Datasets
import Materials

/// Why a table of entries, or one of reference energies, cannot be used.
public enum EntryError: Error, Sendable, CustomStringConvertible {
    case table(ReaderError)
    case dataset(DatasetError)
    /// A data set that does not say which of its targets the energies are.
    case unnamedEnergy(path: String, names: [String])
    case unit(path: String, target: String, found: String, expected: String)
    /// Not one row that a hull could be built of.
    case noEntries(path: String, rows: Int, first: String?)
    /// A row of reference energies; `row` counts from 1 below the header.
    case reference(path: String, row: Int, problem: String)

    public var description: String {
        switch self {
        case .table(let error): error.description
        case .dataset(let error): error.description
        case .unnamedEnergy(let path, let names):
            "\(path): name the target that is the formation energy; the targets are \(names.joined(separator: ", "))"
        case .unit(let path, let target, let found, let expected):
            "\(path): the target \(target) is in \(found); energies of a hull are in \(expected)"
        case .noEntries(let path, let rows, let first):
            "\(path): none of the \(rows) rows is an entry with a composition and an energy" + (first.map { "; the first: \($0)" } ?? "")
        case .reference(let path, let row, let problem):
            "\(path), row \(row): \(problem); each row names an element and its energy in eV/atom, as in Fe,-8.47"
        }
    }
}
