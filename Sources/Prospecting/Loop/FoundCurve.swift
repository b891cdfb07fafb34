/// How many stable materials have been found after each calculation.
public struct FoundCurve: Sendable, Hashable {
    /// [n + 1] after 0, 1, … n calculations; a calculation that has failed counts as one that has found nothing.
    public let found: [Int]
    /// Stable materials of the whole pool; nil where nobody knows.
    public let total: Int?
    /// Candidates of the whole pool.
    public let pool: Int

    /// - Parameter isStable: of each calculation, in order
    public init(_ isStable: [Bool], total: Int?, pool: Int) {
        found = isStable.reduce(into: [0]) { found, isStable in found.append((found.last ?? 0) + (isStable ? 1 : 0)) }
        self.total = total
        self.pool = pool
    }

    public var calculations: Int { found.count - 1 }

    /// What chance finds on average after so many calculations; nil where the total is not known.
    public func byChance(after calculations: Int) -> Double? {
        total.map { Double($0) * Double(calculations) / Double(max(pool, 1)) }
    }

    /// Stable materials that whoever knows all energies would have found by then, and this did not.
    public func regret(after calculations: Int) -> Int? {
        total.map { min($0, calculations) - found[min(calculations, found.count - 1)] }
    }
}
