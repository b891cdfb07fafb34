/// How many assignments of positions to elements a relabelling leaves as they are, for all amounts at once: a generating function, multiplied out
/// cycle by cycle (Mathematics.md, "Enumeration").
///
/// A cycle of positions with freedom holds any number of orbits of any element: 1 / ∏ₑ (1 − xₑᵃ yˡ). A cycle of positions without holds one element
/// or none: 1 + Σₑ xₑᵃ yˡ. a are the atoms of the cycle, l its positions.
struct FillingCounts {
    private let states: AmountStates
    /// Positions that may be occupied; nil where no content can occupy too many.
    private let maxPositions: Int?
    /// [states × (maxPositions + 1)], without `maxPositions` [states]
    private let ways: [UInt128]

    private var width: Int { (maxPositions ?? 0) + 1 }

    init(_ signature: CycleSignature, _ states: AmountStates, maxPositions: Int?, spaceGroup: Int) throws(EnumerationError) {
        let width = (maxPositions ?? 0) + 1
        let (size, isTooLarge) = states.count.multipliedReportingOverflow(by: width)
        guard !isTooLarge, size <= AmountStates.largestCount else {
            throw .tooManyAmounts(largest: AmountStates.largestCount)
        }
        self.states = states
        self.maxPositions = maxPositions
        var ways = [UInt128](repeating: 0, count: size)
        ways[0] = 1
        var tables: [[Int]: [Int32]] = [:]
        func table(_ element: Int, _ atoms: Int) -> [Int32] {
            if let known = tables[[element, atoms]] { return known }
            let table = states.predecessors(element, atoms: atoms)
            tables[[element, atoms]] = table
            return table
        }
        var overflow = false
        for cycle in signature.free {
            let step = maxPositions == nil ? 0 : cycle.positions
            guard step < width else { continue }
            for element in 0..<states.elements {
                // In place and upward: what was added is there to be added to.
                let before = table(element, cycle.atoms)
                for state in 0..<states.count where before[state] >= 0 {
                    let (from, to) = (Int(before[state]) * width, state * width)
                    for positions in step..<width {
                        let (sum, carry) = ways[to + positions].addingReportingOverflow(ways[from + positions - step])
                        ways[to + positions] = sum
                        overflow = overflow || carry
                    }
                }
            }
        }
        for cycle in signature.fixed {
            let step = maxPositions == nil ? 0 : cycle.positions
            guard step < width else { continue }
            let empty = ways
            for element in 0..<states.elements {
                let before = table(element, cycle.atoms)
                for state in 0..<states.count where before[state] >= 0 {
                    let (from, to) = (Int(before[state]) * width, state * width)
                    for positions in step..<width {
                        let (sum, carry) = ways[to + positions].addingReportingOverflow(empty[from + positions - step])
                        ways[to + positions] = sum
                        overflow = overflow || carry
                    }
                }
            }
        }
        guard !overflow else { throw .overflow(spaceGroup: spaceGroup) }
        self.ways = ways
    }

    /// The assignments with these amounts that occupy `positions` or fewer; nil: as many as are allowed.
    func count(of amounts: [Int], positions: Int? = nil) -> UInt128? {
        let first = states.place(of: amounts) * width
        let last = maxPositions.map { min(positions ?? $0, $0) } ?? 0
        var sum: UInt128 = 0
        for place in first...(first + last) {
            let (next, overflow) = sum.addingReportingOverflow(ways[place])
            guard !overflow else { return nil }
            sum = next
        }
        return sum
    }
}
