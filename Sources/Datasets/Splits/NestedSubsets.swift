/// Random parts of a training set, a smaller one within each larger one: a function of the rows, the seed and the size alone.
public struct NestedSubsets: Sendable {
    /// A subset of n rows has the first n.
    private let order: [Int]

    /// - Parameter rows: that subsets are drawn from
    public init(of rows: [Int], seed: UInt64) {
        var order = rows.sorted()
        CounterRandom(seed: seed, member: 0, purpose: .subset).shuffle(&order)
        self.order = order
    }

    /// How many rows the largest has.
    public var largest: Int { order.count }

    /// - Parameter count: at most `largest`
    /// - Returns: rows, ascending
    public func rows(_ count: Int) -> [Int] { order.prefix(count).sorted() }
}
