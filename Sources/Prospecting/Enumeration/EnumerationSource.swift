import Datasets
import HDF5
import Materials

/// All Wyckoff representations of some formulae in some space groups, numbered: by space group, then by atoms in the cell and content, then by the
/// choice of elements, then as a walk goes through them.
///
/// A number names a representation as long as the settings are the same, and no representation has two.
public struct EnumerationSource: CandidateSource, Sendable {
    public let name = "enumeration"
    public let space: EnumerationSpace
    public let counts: EnumerationCounts
    public let count: Int
    /// Where the numbers of each entry of `counts` begin, and the end.
    private let starts: [Int]

    /// - Throws: `EnumerationError.notIndexable` for more than can be numbered
    public init(_ space: EnumerationSpace) throws(EnumerationError) {
        try self.init(space, counts: try EnumerationCounts(space))
    }

    public init(_ space: EnumerationSpace, counts: EnumerationCounts) throws(EnumerationError) {
        self.space = space
        self.counts = counts
        guard let count = Int(exactly: counts.representations) else { throw .notIndexable(count: counts.representations) }
        self.count = count
        var starts = [0]
        starts.reserveCapacity(counts.entries.count + 1)
        for entry in counts.entries { starts.append(starts[starts.count - 1] + Int(entry.allRepresentations)) }
        self.starts = starts
        fingerprint = Self.fingerprint(counts, positions: space.maxPositions)
    }

    /// Of the numbers of each cell's content, which decide what a number means.
    private static func fingerprint(_ counts: EnumerationCounts, positions: Int) -> String {
        var hash = ContentHash()
        for entry in counts.entries {
            hash.add("\(entry.spaceGroup) \(entry.content.amounts)", text: "\(entry.representations)")
            for elements in entry.content.chemistries { hash.add("elements", text: elements.map(\.symbol).joined(separator: "-")) }
        }
        return "enumeration \(hash.finish()), \(positions) positions at most"
    }

    public var mayRepeat: Bool { false }
    public var representation: Representation { .wyckoff }
    public let fingerprint: String

    public func propose(_ range: Range<Int>, _ body: (_ number: Int, _ proposal: Proposal) throws -> Void) throws {
        try forEach(range) { number, protostructure in
            try body(number, .candidate(Candidate(id: Self.id(of: number), subject: .arrangement(protostructure))))
        }
    }

    /// "enum-17"
    public static func id(of number: Int) -> String { "enum-\(number)" }

    /// Calls `body` with the representation of each number of a range, in order.
    public func forEach(_ range: Range<Int>, _ body: (_ number: Int, _ protostructure: Protostructure) throws -> Void) throws {
        var number = max(range.lowerBound, 0)
        let end = min(range.upperBound, count)
        guard number < end else { return }
        var place = entry(of: number)
        var positions = PositionSet(spaceGroup: counts.entries[place].spaceGroup)
        while number < end {
            let entry = counts.entries[place]
            if entry.representations > 0 {
                if positions.spaceGroup != entry.spaceGroup { positions = PositionSet(spaceGroup: entry.spaceGroup) }
                let ofOne = Int(entry.representations)
                var walk = RepresentationWalk(positions, amounts: entry.content.amounts, maxPositions: space.maxPositions)
                let (first, skipped) = (number - starts[place]).quotientAndRemainder(dividingBy: ofOne)
                var toSkip = skipped
                for chemistry in entry.content.chemistries[first...] where number < end {
                    try walk.forEach(after: toSkip) { matrix in
                        try body(number, Self.protostructure(matrix, chemistry, positions))
                        number += 1
                        return number < end
                    }
                    toSkip = 0
                }
            }
            place += 1
        }
    }

    /// The last entry whose numbers begin at this one or before.
    private func entry(of number: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= number { low = middle } else { high = middle }
        }
        return low
    }

    private static func protostructure(_ matrix: [UInt8], _ elements: [Element], _ positions: PositionSet) -> Protostructure {
        var occupations: [Protostructure.Occupation] = []
        occupations.reserveCapacity(16)
        for (row, element) in elements.enumerated() {
            for place in 0..<positions.count {
                for _ in 0..<matrix[row * positions.count + place] {
                    occupations.append(Protostructure.Occupation(element: element, row: UInt16(positions.firstRow + place)))
                }
            }
        }
        return Protostructure(spaceGroup: positions.spaceGroup, occupations: occupations)
    }
}
