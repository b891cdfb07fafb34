/// How many representations go on from rows that are filled already: Burnside's lemma over the relabellings that leave these rows as they are.
/// What was found once is kept, as many rows leave the same to do.
struct RemainingCounts {
    private struct Key: Hashable {
        let relabellings: UInt64
        let used: UInt32
        let element: Int
        let orbits: Int
    }

    private struct FillingKey: Hashable {
        let signature: CycleSignature
        let element: Int
    }

    private let positions: PositionSet
    private let amounts: [Int]
    private let maxPositions: Int
    private let isLimited: Bool
    private var known: [Key: UInt128] = [:]
    private var fillings: [FillingKey: FillingCounts] = [:]
    private var states: [Int: AmountStates] = [:]

    init(_ positions: PositionSet, amounts: [Int], maxPositions: Int) {
        self.positions = positions
        self.amounts = amounts
        self.maxPositions = maxPositions
        isLimited = positions.mayExceed(maxPositions, atoms: amounts.reduce(0, +))
    }

    /// - Parameters:
    ///   - element: the last whose row is filled
    ///   - used: positions without freedom that are occupied
    ///   - orbits: how many the rows have
    ///   - relabellings: a bit for each that leaves the rows as they are
    mutating func count(
        after element: Int, used: UInt32, orbits: Int, relabellings: UInt64
    ) throws(EnumerationError) -> UInt128 {
        let key = Key(relabellings: relabellings, used: used, element: element, orbits: isLimited ? orbits : 0)
        if let count = known[key] { return count }
        var sum: UInt128 = 0
        var left = relabellings
        while left != 0 {
            let signature = CycleSignature(positions, relabelling: left.trailingZeroBitCount, without: used)
            left &= left - 1
            let filling = try filling(FillingKey(signature: signature, element: element + 1))
            let amounts = Array(amounts[(element + 1)...])
            guard let count = filling.count(of: amounts, positions: maxPositions - orbits) else {
                throw .overflow(spaceGroup: positions.spaceGroup)
            }
            sum += count
        }
        let count = sum / UInt128(relabellings.nonzeroBitCount)
        known[key] = count
        return count
    }

    private mutating func filling(_ key: FillingKey) throws(EnumerationError) -> FillingCounts {
        if let known = fillings[key] { return known }
        let reached: AmountStates
        if let known = states[key.element] { reached = known } else {
            reached = try AmountStates(reaching: [Array(amounts[key.element...])])
            states[key.element] = reached
        }
        let filling = try FillingCounts(
            key.signature, reached, maxPositions: isLimited ? maxPositions : nil, spaceGroup: positions.spaceGroup)
        fillings[key] = filling
        return filling
    }
}
