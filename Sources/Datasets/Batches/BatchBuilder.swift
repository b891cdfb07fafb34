import HDF5
import Materials

/// Which of a material's equivalent representations a batch holds.
public enum Representations: Sendable {
    case all
    /// One of them, drawn for each row of the data set.
    case drawn(CounterRandom)
}

/// Lays materials of a data set out as batches, each with all its equivalent representations or one of them.
///
/// Materials of Wyckoff positions may be laid out as compositions too: the nodes of each element as one, which has their weight.
/// Which relabellings of a material differ is worked out once and kept as one bit each; the nodes themselves stay in the mapped file.
public struct BatchBuilder {
    public let dataset: Dataset
    /// What is laid out of each material.
    public let representation: Representation
    /// Whether identical nodes stay one with a count, or are laid out one by one (the same function; for tests).
    public let mergesIdenticalNodes: Bool
    /// Bit r: relabelling r of the material's space group is one of its distinct representations; none for a material that nobody asked for.
    private let representations: [UInt64]
    /// For each space group, first row of the table and, for each relabelling, the new row of each of the group's rows. Empty for compositions.
    private let groups: [(firstRow: Int, relabellings: [[UInt16]])]

    /// - Parameters:
    ///   - rows: the materials that will be asked for
    ///   - representation: composition of any data set, or what it holds; nil for the latter
    ///   - hasRelabellings: false lays out the stored letters alone, which depend on the choice of an origin
    /// - Throws: `DatasetError` where their nodes are not as they should be
    public init(
        _ dataset: Dataset, rows: some Collection<Int>, as representation: Representation? = nil, hasRelabellings: Bool = true,
        mergingIdenticalNodes: Bool = true
    ) throws(DatasetError) {
        try dataset.check(nodesOf: rows)
        self.representation = representation ?? dataset.representation
        self.dataset = dataset
        mergesIdenticalNodes = mergingIdenticalNodes
        var representations = [UInt64](repeating: 0, count: dataset.count)
        guard let positions = dataset.nodeWyckoff, self.representation == .wyckoff else {
            precondition(self.representation == .composition, "positions of a data set that has some")
            for row in rows { representations[row] = 1 }
            self.representations = representations
            groups = []
            return
        }
        let table = WyckoffTable.standard
        groups = WyckoffTable.spaceGroups.map { (table.firstRow($0), table.relabellings($0)) }
        for row in rows where representations[row] == 0 {
            let nodes = dataset.nodes(of: row)
            let distinct = table.distinctRelabellings(
                elements: nodes.map { dataset.nodeElement[$0] }, rows: nodes.map { positions[$0] }, counts: nodes.map { dataset.nodeCount[$0] })
            // At most 48 relabellings in any group.
            for place in hasRelabellings ? distinct[...] : distinct.prefix(1) { representations[row] |= 1 << UInt64(place) }
        }
        self.representations = representations
    }

    /// Rows of the Wyckoff table; 0 for compositions. What a batch is made for.
    public var positionCount: Int { representation == .wyckoff ? WyckoffTable.rowCount : 0 }

    /// Whether several nodes of a material are one element of what is laid out.
    private var mergesElements: Bool { representation != dataset.representation }

    /// Nodes that a material will have in a batch, all representations together.
    public func nodeCount(of row: Int) -> Int {
        let nodes = dataset.nodes(of: row)
        guard !mergesElements else { return Set(nodes.map { dataset.nodeElement[$0] }).count }
        let each = mergesIdenticalNodes ? nodes.count : dataset.siteCount(of: row)
        return each * representations[row].nonzeroBitCount
    }

    /// Empties the batch and lays out these materials, slice after slice; the last one may be smaller.
    ///
    /// - Parameter sliceSize: materials of a slice; nil makes them all one
    public func fill(
        _ batch: inout Batch, with rows: ArraySlice<Int>, sliceSize: Int? = nil, representations choice: Representations = .all
    ) {
        batch.removeAll()
        for (place, row) in rows.enumerated() {
            if let sliceSize, place > 0, place % sliceSize == 0 { batch.endSlice() }
            precondition(representations[row] != 0, "one of the materials that were asked for")
            if mergesElements {
                addElements(&batch, dataset.nodes(of: row))
            } else if groups.isEmpty {
                addSet(&batch, dataset.nodes(of: row)) { _ in nil }
            } else {
                addRepresentations(&batch, row, choice)
            }
            batch.endMaterial(row: row)
        }
        batch.endSlice()
    }

    private func addRepresentations(_ batch: inout Batch, _ row: Int, _ choice: Representations) {
        forEachRepresentation(of: row, choice) { nodes, position in addSet(&batch, nodes, position: position) }
    }

    /// A material's sites on Wyckoff positions, one equivalent representation after another.
    ///
    /// - Parameters:
    ///   - choice: all, or one of them
    ///   - site: told of each orbit
    ///   - end: told after the last one of a representation
    public func walk(
        _ row: Int, _ choice: Representations, site: (_ element: UInt8, _ position: Int) -> Void, end: (_ spaceGroup: Int) -> Void
    ) {
        forEachRepresentation(of: row, choice) { nodes, position in
            for node in nodes {
                for _ in 0..<dataset.nodeCount[node] { site(dataset.nodeElement[node], position(node)) }
            }
            end(WyckoffTable.standard.spaceGroup(ofRow: position(nodes.lowerBound)))
        }
    }

    /// Calls `body` with the nodes of a material in the data set and with the Wyckoff row of each, for one equivalent representation after another.
    private func forEachRepresentation(of row: Int, _ choice: Representations, _ body: (_ nodes: Range<Int>, _ position: (Int) -> Int) -> Void) {
        guard let positions = dataset.nodeWyckoff, !groups.isEmpty else { preconditionFailure("materials with Wyckoff positions") }
        let nodes = dataset.nodes(of: row)
        let group = groups[WyckoffTable.standard.spaceGroup(ofRow: Int(positions[nodes.lowerBound])) - 1]
        var places = representations[row]
        if case .drawn(let random) = choice {
            for _ in 0..<random.integer(below: places.nonzeroBitCount, at: row) { places &= places - 1 }
            places &= ~(places - 1)
        }
        while places != 0 {
            let relabelling = group.relabellings[places.trailingZeroBitCount]
            body(nodes) { node in Int(relabelling[Int(positions[node]) - group.firstRow]) }
            places &= places - 1
        }
    }

    /// How many equivalent representations a material has.
    public func representationCount(of row: Int) -> Int { representations[row].nonzeroBitCount }

    /// One node for each element, in the order of their first ones.
    private func addElements(_ batch: inout Batch, _ nodes: Range<Int>) {
        for node in nodes {
            let element = dataset.nodeElement[node]
            guard !(nodes.lowerBound..<node).contains(where: { dataset.nodeElement[$0] == element }) else { continue }
            var weight: Float = 0
            for other in node..<nodes.upperBound where dataset.nodeElement[other] == element {
                weight += dataset.nodeWeight[other] * Float(dataset.nodeCount[other])
            }
            batch.addNode(element: element, position: nil, weight: weight, count: 1)
        }
        batch.endSet()
    }

    private func addSet(_ batch: inout Batch, _ nodes: Range<Int>, position: (Int) -> Int?) {
        for node in nodes {
            let copies = Int(dataset.nodeCount[node])
            for _ in 0..<(mergesIdenticalNodes ? 1 : copies) {
                batch.addNode(
                    element: dataset.nodeElement[node], position: position(node), weight: dataset.nodeWeight[node],
                    count: mergesIdenticalNodes ? copies : 1)
            }
        }
        batch.endSet()
    }
}
