/// Why there is no graph of a crystal.
public enum GraphError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No rule of neighbours.
    case rule(String, mostNeighbours: Int, farthest: Double)
    /// An atom, counted from 1, without a neighbour within the cutoff in Å.
    case isolated(atom: Int, element: Element, cutoff: Double)
    /// The cell cannot be reduced, or a position is no number.
    case noCell
    /// More atoms than a node can stand for, or more nodes than an edge can name.
    case tooLarge(String, count: Int, most: Int)

    public var description: String {
        switch self {
        case .rule(let text, let neighbours, let farthest):
            "expected a number of neighbours, 1 to \(neighbours), and a distance up to \(TableText.field(farthest)) Å, such as 12@8, found '\(text)'"
        case .isolated(let atom, let element, let cutoff):
            "atom \(atom), \(element), is isolated: it has no neighbour within \(TableText.field(cutoff)) Å"
        case .noCell: "the cell is too flat, or has no atoms, to have a graph of neighbours"
        case .tooLarge(let what, let count, let most): "\(count) \(what); a graph of neighbours holds at most \(most)"
        }
    }
}
