import Materials
import Prospecting
import Testing

/// Every space group against assignments that were written down one by one.
@Suite struct BruteForceTests {
    private let elements = ["Cl", "Na"].compactMap { Element(symbol: $0) }

    /// Cells of up to five atoms of one element or two: the number before relabelling, the number of labels, and the labels.
    @Test(arguments: [1...15, 16...46, 47...74, 75...142, 143...194, 195...230])
    func everySpaceGroup(groups: ClosedRange<Int>) throws {
        for group in groups { try compare(group, atoms: 5, maxPositions: 16) }
    }

    /// Where few positions may be occupied the others are not there.
    @Test(arguments: [2, 10, 47, 65, 123, 225], [1, 2, 3]) func fewPositions(group: Int, maxPositions: Int) throws {
        try compare(group, atoms: 5, maxPositions: maxPositions)
    }

    private func compare(_ group: Int, atoms: Int, maxPositions: Int) throws {
        var limits = EnumerationSpace.Limits()
        limits.atoms = atoms
        limits.positions = maxPositions
        let source = try EnumerationSource(
            try EnumerationSpace(.system(elements, includingSubsystems: true), spaceGroups: [group], limits: limits))
        let centring = WyckoffTable.standard.centring(group).translations.count
        var (combinations, expected) = (0, Set<String>())
        for first in 0...atoms {
            for second in 0...(atoms - first) where first + second > 0 {
                let all = BruteForce(
                    spaceGroup: group, amounts: [(elements[0], first * centring), (elements[1], second * centring)], maxPositions: maxPositions)
                combinations += all.assignments.count
                expected.formUnion(all.labels(group))
            }
        }
        #expect(source.counts.combinations == UInt128(combinations), "group \(group)")
        #expect(source.count == expected.count, "group \(group)")
        let listed = try source.labels()
        #expect(listed.count == source.count && Set(listed) == expected, "group \(group)")
    }
}

extension EnumerationSource {
    /// The labels of some numbers, in order; of all where none are given.
    func labels(_ range: Range<Int>? = nil) throws -> [String] {
        var labels: [String] = []
        try forEach(range ?? 0..<count) { _, protostructure in labels.append(protostructure.label) }
        return labels
    }
}
