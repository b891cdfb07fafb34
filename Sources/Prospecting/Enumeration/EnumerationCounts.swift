import Materials

/// How many representations each cell of each space group has, known exactly without listing one (Mathematics.md, "Enumeration").
public struct EnumerationCounts: Sendable {
    /// Of one space group and one content of its cell.
    public struct Entry: Hashable, Sendable {
        public let spaceGroup: Int
        /// Atoms of the conventional cell, ascending.
        public let cell: [Int]
        public let content: CellContent
        /// Assignments of positions to elements, for one choice of elements.
        public let combinations: UInt128
        /// Of those, how many no relabelling turns into each other.
        public let representations: UInt128

        /// The same for all choices of elements.
        public var allCombinations: UInt128 { combinations * UInt128(content.chemistries.count) }
        public var allRepresentations: UInt128 { representations * UInt128(content.chemistries.count) }
    }

    /// In the order of enumeration: by space group, then by content. Those without a representation are there too.
    public let entries: [Entry]
    public let combinations: UInt128
    public let representations: UInt128

    public init(_ space: EnumerationSpace) throws(EnumerationError) {
        var entries: [Entry] = []
        var known = KnownFillings()
        var (combinations, representations) = (UInt128(0), UInt128(0))
        for spaceGroup in space.spaceGroups {
            let contents = space.contents(of: spaceGroup)
            guard !contents.isEmpty else { continue }
            let positions = PositionSet(spaceGroup: spaceGroup)
            let counts = try known.counts(of: contents, positions, maxPositions: space.maxPositions)
            for (content, count) in zip(contents, counts) {
                let entry = Entry(
                    spaceGroup: spaceGroup, cell: content.amounts.map { $0 * positions.centring }, content: content,
                    combinations: count.combinations, representations: count.representations)
                let chemistries = UInt128(content.chemistries.count)
                let (ofEntry, overflow) = count.combinations.multipliedReportingOverflow(by: chemistries)
                let (sum, carry) = combinations.addingReportingOverflow(ofEntry)
                guard !overflow, !carry else { throw .overflow(spaceGroup: spaceGroup) }
                combinations = sum
                representations += count.representations * chemistries
                entries.append(entry)
            }
        }
        self.entries = entries
        self.combinations = combinations
        self.representations = representations
    }
}

/// Generating functions that several groups share, as they have positions alike.
private struct KnownFillings {
    private struct Key: Hashable {
        let signature: CycleSignature
        let isLimited: Bool
    }

    private var contents: [CellContent] = []
    private var states: AmountStates?
    private var known: [Key: [UInt128]] = [:]

    /// [contents]
    mutating func counts(
        of contents: [CellContent], _ positions: PositionSet, maxPositions: Int
    ) throws(EnumerationError) -> [(combinations: UInt128, representations: UInt128)] {
        let states: AmountStates
        if let earlier = self.states, self.contents == contents {
            states = earlier
        } else {
            states = try AmountStates(reaching: contents.map(\.amounts))
            self.states = states
            self.contents = contents
            known = [:]
        }
        let limit = positions.mayExceed(maxPositions, atoms: contents.map(\.atoms).max() ?? 0) ? maxPositions : nil
        var sums = [UInt128](repeating: 0, count: contents.count)
        var combinations = sums
        for relabelling in 0..<positions.relabellingCount {
            let key = Key(signature: CycleSignature(positions, relabelling: relabelling), isLimited: limit != nil)
            let counts: [UInt128]
            if let earlier = known[key] {
                counts = earlier
            } else {
                let filling = try FillingCounts(key.signature, states, maxPositions: limit, spaceGroup: positions.spaceGroup)
                var found: [UInt128] = []
                for content in contents {
                    guard let count = filling.count(of: content.amounts) else { throw .overflow(spaceGroup: positions.spaceGroup) }
                    found.append(count)
                }
                known[key] = found
                counts = found
            }
            if relabelling == 0 { combinations = counts }
            for place in sums.indices {
                let (sum, overflow) = sums[place].addingReportingOverflow(counts[place])
                guard !overflow else { throw .overflow(spaceGroup: positions.spaceGroup) }
                sums[place] = sum
            }
        }
        let order = UInt128(positions.relabellingCount)
        return zip(combinations, sums).map { ($0, $1 / order) }
    }
}

extension PositionSet {
    /// Whether a cell of so many atoms could occupy more positions than are allowed.
    func mayExceed(_ maxPositions: Int, atoms largest: Int) -> Bool {
        let fixed = zip(atoms, isFree).filter { !$0.1 }.map(\.0).sorted()
        let least = zip(atoms, isFree).filter(\.1).map(\.0).min()
        var (left, most) = (largest, 0)
        for atoms in fixed where atoms <= left {
            guard least.map({ atoms <= $0 }) ?? true else { break }
            left -= atoms
            most += 1
        }
        if let least { most += left / least }
        return most > maxPositions
    }
}
