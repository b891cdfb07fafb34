/// Random parts of a training set, a smaller one within each larger one: a function of the rows, the seed and the size alone. Structures of one
/// material stay together.
public struct NestedSubsets: Sendable {
    /// Rows of each material; a subset of n materials has the first n.
    private let order: [[Int]]

    /// - Parameters:
    ///   - rows: that subsets are drawn from
    ///   - materials: of all rows of the data set; nil: each row is one
    public init(of rows: [Int], _ materials: MaterialRows? = nil, seed: UInt64) {
        var order = materials?.grouped(rows.sorted()) ?? rows.sorted().map { [$0] }
        CounterRandom(seed: seed, member: 0, purpose: .subset).shuffle(&order)
        self.order = order
    }

    /// How many materials the largest has.
    public var largest: Int { order.count }

    /// - Parameter count: of materials, at most `largest`
    /// - Returns: rows, ascending
    public func rows(_ count: Int) -> [Int] { order.prefix(count).joined().sorted() }
}
