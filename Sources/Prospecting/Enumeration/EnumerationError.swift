import Materials

/// Why nothing can be enumerated as it was asked for.
public enum EnumerationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A formula, or one with letters for sets of elements, that cannot be read.
    case formula(String, reason: String)
    /// A list of space groups, elements or a cell that cannot be read.
    case malformed(option: String, found: String, expected: String)
    /// Nothing that was asked for fits into a cell of so many atoms.
    case noCell(largest: Int, smallest: Int)
    /// A number of representations that 128 bits do not hold.
    case overflow(spaceGroup: Int)
    /// The generating function would need more room than there is.
    case tooManyAmounts(largest: Int)
    /// Numbers that no index holds.
    case notIndexable(count: UInt128)

    public var description: String {
        switch self {
        case .formula(let text, let reason): "formula '\(text)': \(reason)"
        case .malformed(let option, let found, let expected): "--\(option) is '\(found)'; expected \(expected)"
        case .noCell(let largest, let smallest):
            "the smallest formula has \(smallest) atoms, and a primitive cell may have \(largest) (--max-atoms)"
        case .overflow(let spaceGroup):
            "space group \(spaceGroup) has more representations than 128 bits count; ask for fewer atoms (--max-atoms)"
        case .tooManyAmounts(let largest):
            "counting would go through more than \(largest) vectors of amounts; ask for fewer atoms or elements"
        case .notIndexable(let count): "\(count) representations are more than can be numbered; ask for fewer atoms, groups or elements"
        }
    }
}
