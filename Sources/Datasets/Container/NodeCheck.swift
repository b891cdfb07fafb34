import HDF5
import Materials

/// What the nodes of a material must be before anybody computes with them: inside their arrays, rows of the tables that they refer to, of one
/// space group, of weights that sum to one.
struct NodeCheck {
    private let path: String
    private let offsets: MappedArray<UInt64>
    private let elements: MappedArray<UInt8>
    private let positions: MappedArray<UInt16>?
    private let counts: MappedArray<UInt8>
    private let weights: MappedArray<Float>
    /// [65536], the space group of each row of the Wyckoff table, and 0 for what is none; empty for compositions.
    private let groups: [UInt8]

    init(_ dataset: Dataset) {
        path = dataset.path
        offsets = dataset.nodeOffsets
        elements = dataset.nodeElement
        positions = dataset.nodeWyckoff
        counts = dataset.nodeCount
        weights = dataset.nodeWeight
        groups = positions == nil ? [] : Self.groups()
    }

    private static func groups() -> [UInt8] {
        var groups = [UInt8](repeating: 0, count: 1 << 16)
        for row in 0..<WyckoffTable.rowCount { groups[row] = UInt8(WyckoffTable.standard.spaceGroup(ofRow: row)) }
        return groups
    }

    /// - Throws: `DatasetError.array` for the first material that is not as it should be
    func check(_ rows: some Collection<Int>) throws(DatasetError) {
        let (elements, counts, weights) = (elements.span, counts.span, weights.span)
        guard let positions else {
            return try check(rows) { nodes in Self.areSound(nodes, elements, counts, weights) { _ in 1 } }
        }
        let (places, groups) = (positions.span, groups.span)
        precondition(places.count == elements.count && groups.count == 1 << 16, "a position for each node, a group for each position")
        try check(rows) { nodes in
            Self.areSound(nodes, elements, counts, weights) { node in groups[unchecked: Int(places[unchecked: node])] }
        }
    }

    /// - Parameter areSound: asked for nodes that are inside their arrays
    @inline(__always)
    private func check(_ rows: some Collection<Int>, areSound: (Range<Int>) -> Bool) throws(DatasetError) {
        let offsets = offsets.span
        let total = elements.count
        precondition(counts.count == total && weights.count == total, "a count and a weight for each node")
        // First of all of them: a place that is wrong makes the nodes of two materials look wrong.
        for row in rows {
            let (first, end) = (offsets[row], offsets[row + 1])
            guard first < end else { throw wrong("nodes/offset", row + 1, "more than \(first)", end) }
            guard end <= UInt64(total) else { throw wrong("nodes/offset", row + 1, "at most \(total)", end) }
        }
        for row in rows {
            let nodes = Int(offsets[row])..<Int(offsets[row + 1])
            precondition(!nodes.isEmpty && nodes.upperBound <= total, "a file that stays as it is while it is read")
            guard areSound(nodes) else { throw fault(nodes, row: row) }
        }
    }

    /// Looks at all nodes of a material without a branch for each, so that to look at millions costs little more than to read them.
    ///
    /// - Parameter group: of a node's position; 0 where that is no row of the table
    @inline(__always)
    private static func areSound(
        _ nodes: Range<Int>, _ elements: Span<UInt8>, _ counts: Span<UInt8>, _ weights: Span<Float>, group: (Int) -> UInt8
    ) -> Bool {
        let own = group(nodes.lowerBound)
        var difference: UInt8 = 0
        var isWrong: UInt8 = 0
        var sum: Float = 0
        for node in nodes {
            difference |= group(node) ^ own
            isWrong |= elements[unchecked: node] &- 1 < UInt8(Element.count) ? 0 : 1
            // Neither a count of nothing nor a weight that is none is above zero.
            let share = weights[unchecked: node] * Float(counts[unchecked: node])
            isWrong |= share > 0 ? 0 : 1
            sum += share
        }
        // An infinite weight has no sum near one.
        return own != 0 && difference | isWrong == 0 && abs(sum - 1) < 1e-4
    }

    /// The first thing that is wrong with a material's nodes.
    private func fault(_ nodes: Range<Int>, row: Int) -> DatasetError {
        var sum: Float = 0
        for node in nodes {
            guard (1...UInt8(Element.count)).contains(elements[node]) else {
                return wrong("nodes/element", node, "an atomic number from 1 to \(Element.count)", elements[node])
            }
            guard counts[node] >= 1 else { return wrong("nodes/count", node, "at least 1", counts[node]) }
            guard weights[node].isFinite, weights[node] > 0 else { return wrong("nodes/weight", node, "a positive weight", weights[node]) }
            sum += weights[node] * Float(counts[node])
            guard let positions else { continue }
            guard positions[node] < WyckoffTable.rowCount else {
                return wrong("nodes/wyckoff", node, "a row below \(WyckoffTable.rowCount)", positions[node])
            }
            let (group, own) = (groups[Int(positions[nodes.lowerBound])], groups[Int(positions[node])])
            guard own == group else { return wrong("nodes/wyckoff", node, "a position of space group \(group)", own) }
        }
        return wrong("nodes/weight", nodes.lowerBound, "weights of row \(row) that sum to 1", sum)
    }

    private func wrong(_ name: String, _ index: Int, _ expected: String, _ found: some CustomStringConvertible) -> DatasetError {
        .array(path: path, name: name, index: index, expected: expected, found: "\(found)")
    }
}
