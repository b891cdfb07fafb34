/// All representations of one cell content in one space group, each once, in a fixed order.
///
/// An assignment is a matrix of counts: a row for each element, a column for each position. Of those that relabellings turn into each other the one
/// counts that comes first, where more orbits on an earlier position come before fewer. Row by row it is compared with its images under those
/// relabellings alone that leave the rows above as they are (orderly generation: R. C. Read, Annals of Discrete Mathematics 2, 107, 1978): what is
/// no first row is never completed.
struct RepresentationWalk {
    private let positions: PositionSet
    private let amounts: [Int]
    private let maxPositions: Int
    private let width: Int
    /// [positions + 1][atoms + 1] the fewest orbits that fill so many atoms from a position on; `never` where none do.
    private let fewest: [Int]
    private let columns: Int
    /// [elements] the fewest orbits of the elements after each.
    private let fewestAfter: [Int]
    private var rest: RemainingCounts
    /// [elements × positions]
    private var counts: [UInt8]
    private var skipping = 0

    private static let never = 1 << 20

    /// - Parameter amounts: of each element, in the primitive cell
    init(_ positions: PositionSet, amounts: [Int], maxPositions: Int) {
        self.positions = positions
        self.amounts = amounts
        self.maxPositions = maxPositions
        let width = positions.count
        let columns = (amounts.max() ?? 0) + 1
        var fewest = [Int](repeating: Self.never, count: (width + 1) * columns)
        fewest[width * columns] = 0
        for place in stride(from: width - 1, through: 0, by: -1) {
            let atoms = positions.atoms[place]
            for amount in 0..<columns {
                var least = fewest[(place + 1) * columns + amount]
                if amount >= atoms {
                    // A free position may be taken again, another may not.
                    let before = fewest[(positions.isFree[place] ? place : place + 1) * columns + amount - atoms]
                    least = min(least, before + 1)
                }
                fewest[place * columns + amount] = min(least, Self.never)
            }
        }
        var after = [Int](repeating: 0, count: amounts.count)
        for element in stride(from: amounts.count - 2, through: 0, by: -1) {
            after[element] = min(after[element + 1] + fewest[amounts[element + 1]], Self.never)
        }
        self.width = width
        self.columns = columns
        self.fewest = fewest
        fewestAfter = after
        rest = RemainingCounts(positions, amounts: amounts, maxPositions: maxPositions)
        counts = [UInt8](repeating: 0, count: amounts.count * width)
    }

    /// Calls `body` with the matrix of each representation after the first `skipped`, until it returns false.
    mutating func forEach(after skipped: Int = 0, _ body: (_ counts: [UInt8]) throws -> Bool) throws {
        skipping = skipped
        let all = positions.relabellingCount >= 64 ? UInt64.max : (1 << UInt64(positions.relabellingCount)) - 1
        _ = try fill(0, from: 0, left: amounts.first ?? 0, used: 0, orbits: 0, relabellings: all, body)
        for place in counts.indices { counts[place] = 0 }
    }

    /// Fills a row from a position on with the atoms that are left, in all ways; false: enough.
    private mutating func fill(
        _ element: Int, from place: Int, left: Int, used: UInt32, orbits: Int, relabellings: UInt64, _ body: ([UInt8]) throws -> Bool
    ) throws -> Bool {
        guard left > 0 else { return try finish(element, used: used, orbits: orbits, relabellings: relabellings, body) }
        guard place < width else { return true }
        let atoms = positions.atoms[place]
        let isFree = positions.isFree[place]
        var most = left / atoms
        if !isFree { most = used >> UInt32(place) & 1 == 1 ? 0 : min(most, 1) }
        let free = maxPositions - orbits - fewestAfter[element]
        var number = min(most, free)
        while number >= 0 {
            let rest = left - number * atoms
            if fewest[(place + 1) * columns + rest] + number <= free {
                counts[element * width + place] = UInt8(number)
                let now = number > 0 && !isFree ? used | 1 << UInt32(place) : used
                guard
                    try fill(
                        element, from: place + 1, left: rest, used: now, orbits: orbits + number, relabellings: relabellings, body)
                else { return false }
            }
            number -= 1
        }
        counts[element * width + place] = 0
        return true
    }

    /// Goes on to the next element where the row is the first of its images.
    private mutating func finish(
        _ element: Int, used: UInt32, orbits: Int, relabellings: UInt64, _ body: ([UInt8]) throws -> Bool
    ) throws -> Bool {
        var keeping = relabellings
        // The identity alone leaves nothing to compare.
        if relabellings != 1 {
            guard let kept = stabiliser(of: element, relabellings) else { return true }
            keeping = kept
        }
        if element == amounts.count - 1 {
            guard skipping == 0 else {
                skipping -= 1
                return true
            }
            return try body(counts)
        }
        if skipping > 0 {
            let count = try rest.count(after: element, used: used, orbits: orbits, relabellings: keeping)
            if UInt128(skipping) >= count {
                skipping -= Int(count)
                return true
            }
        }
        return try fill(element + 1, from: 0, left: amounts[element + 1], used: used, orbits: orbits, relabellings: keeping, body)
    }

    /// The relabellings among these that leave the row as it is; nil where one of them gives a row that comes before it.
    private func stabiliser(of element: Int, _ relabellings: UInt64) -> UInt64? {
        let first = element * width
        var (left, kept) = (relabellings, UInt64(0))
        while left != 0 {
            let relabelling = left.trailingZeroBitCount
            left &= left - 1
            let table = relabelling * width
            var isEqual = true
            for place in 0..<width {
                let (own, image) = (counts[first + place], counts[first + Int(positions.relabellings[table + place])])
                if own == image { continue }
                guard own > image else { return nil }
                isEqual = false
                break
            }
            if isEqual { kept |= 1 << UInt64(relabelling) }
        }
        return kept
    }
}
