/// How many sites it takes to hold amounts of atoms in a group: a search over what is still needed and which positions without freedom are left, of
/// which those of equal size are worth the same. What was found once is kept.
struct FillingTable {
    /// Bit n: so many sites can do it. Where their number does not matter, bit 0 alone.
    typealias SiteCounts = UInt128

    let positions: GroupPositions
    /// 1, or 0 where the number of sites does not matter.
    private let perSite: Int
    /// [positions + 1] number of the set of positions with freedom from a place on, and which sites of them hold so many atoms.
    private let suffixes: [Int]
    private let ways: [[SiteCounts]]
    /// Amounts that are still needed, ascending, each list once; the first is empty.
    private var needs: [[Int]] = [[]]
    private var numbers: [[Int]: Int] = [[]: 0]
    /// The number of the same without the last.
    private var shorter = [0]
    private var known: [Key: SiteCounts] = [:]

    private struct Key: Hashable {
        let needs: Int
        let left: Int
        let suffix: Int
        let own: UInt64
        let counts: UInt64
    }

    private static let largestMemory = 1 << 19

    init(_ positions: GroupPositions, atoms largest: Int, countsSites: Bool) {
        self.positions = positions
        perSite = countsSites ? 1 : 0
        var suffixes = [Int](repeating: 0, count: positions.atoms.count + 1)
        var sizes: [Int] = []
        var ways = [Self.ways(sizes, largest, perSite)]
        for place in positions.atoms.indices.reversed() {
            let size = positions.atoms[place]
            if positions.fixed >> SiteWalk.Places(place) & 1 == 0, !sizes.contains(size) {
                sizes.append(size)
                ways.append(Self.ways(sizes, largest, perSite))
            }
            suffixes[place] = ways.count - 1
        }
        self.suffixes = suffixes
        self.ways = ways
    }

    private static func ways(_ sizes: [Int], _ largest: Int, _ perSite: Int) -> [SiteCounts] {
        var ways = [SiteCounts](repeating: 0, count: largest + 1)
        ways[0] = 1
        for atoms in 1..<max(largest + 1, 1) {
            for size in sizes where size <= atoms { ways[atoms] |= ways[atoms - size] << SiteCounts(perSite) }
        }
        return ways
    }

    /// The number of a list of amounts, in any order; zeros do not count.
    mutating func number(of amounts: [Int]) -> Int {
        let list = amounts.filter { $0 > 0 }.sorted()
        if let number = numbers[list] { return number }
        let rest = number(of: list.dropLast())
        let number = needs.count
        needs.append(list)
        shorter.append(rest)
        numbers[list] = number
        return number
    }

    /// The number of a list with one amount more.
    mutating func number(adding amount: Int, to number: Int) -> Int { self.number(of: needs[number] + [amount]) }

    /// Sites that hold all of these amounts.
    ///
    /// - Parameter counts: free positions of each class (`GroupPositions.counts`)
    mutating func sites(for needs: Int, counts: UInt64) -> SiteCounts {
        guard needs > 0, let last = self.needs[needs].last else { return 1 }
        return sites(for: shorter[needs], besides: last, from: 0, own: counts, counts: counts)
    }

    /// Sites that hold these amounts and those that one element still needs, whose sites come from a place on.
    ///
    /// - Parameters:
    ///   - own: free positions of each class that this element may have
    ///   - counts: free positions of each class
    mutating func sites(for needs: Int, besides left: Int, from place: Int, own: UInt64, counts: UInt64) -> SiteCounts {
        let key = Key(needs: needs, left: left, suffix: suffixes[place], own: own, counts: counts)
        if let sites = known[key] { return sites }
        let sites = spread(left, class: 0, taken: 0, key, counts: counts)
        if known.count >= Self.largestMemory { known.removeAll(keepingCapacity: true) }
        known[key] = sites
        return sites
    }

    /// Goes through the numbers of positions of each class that the element takes.
    private mutating func spread(_ left: Int, class number: Int, taken: Int, _ key: Key, counts: UInt64) -> SiteCounts {
        guard number < positions.classes.count else {
            let own = ways[key.suffix][left] << SiteCounts(taken * perSite)
            return own == 0 ? 0 : Self.sums(own, sites(for: key.needs, counts: counts))
        }
        let size = positions.classes[number].atoms
        let most = min(Int(key.own >> UInt64(8 * number) & 255), left / size)
        var sites: SiteCounts = 0
        for count in 0...most {
            sites |= spread(
                left - count * size, class: number + 1, taken: taken + count, key, counts: counts - UInt64(count) << UInt64(8 * number))
            if perSite == 0, sites != 0 { break }
        }
        return sites
    }

    /// All sums of two numbers.
    private static func sums(_ one: SiteCounts, _ other: SiteCounts) -> SiteCounts {
        var (left, sums) = (one, SiteCounts(0))
        while left != 0 {
            sums |= other << SiteCounts(left.trailingZeroBitCount)
            left &= left - 1
        }
        return sums
    }
}
