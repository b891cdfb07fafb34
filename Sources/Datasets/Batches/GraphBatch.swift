import HDF5

/// Graphs of some materials laid out one after the other, as one graph without edges between materials.
///
/// Like `Batch` a row of slices: distinct elements are those of a slice. The arrays keep their memory when a batch is filled again.
public struct GraphBatch: Sendable {
    /// Material m owns nodes `nodeStarts[m] ..< nodeStarts[m + 1]`.
    public private(set) var nodeStarts: [Int32] = [0]
    /// Node n owns edges `edgeStarts[n] ..< edgeStarts[n + 1]`.
    public private(set) var edgeStarts: [Int32] = [0]
    /// For each node, its place in `elements`.
    public private(set) var elementIndex: [Int32] = []
    /// Distinct atomic numbers of each slice, in order of appearance.
    public private(set) var elements: [Int32] = []
    /// Atoms that each node stands for.
    public private(set) var multiplicities: [Float] = []
    /// For each edge, the node at its end.
    public private(set) var neighbours: [Int32] = []
    /// Å
    public private(set) var distances: [Float] = []
    /// Edges of one atom that each edge stands for.
    public private(set) var weights: [Float] = []
    /// Where slices begin, and at last where they end.
    public private(set) var slices: [Batch.Boundary] = [Batch.Boundary()]
    /// Atoms, and edges of atoms, of each slice.
    public private(set) var atomCounts: [Float] = []
    public private(set) var edgeCounts: [Float] = []

    private var elementSlot = [Int32](repeating: -1, count: 256)

    public init() {}

    public var count: Int { nodeStarts.count - 1 }
    public var nodeCount: Int { multiplicities.count }
    public var edgeCount: Int { neighbours.count }
    public var sliceCount: Int { slices.count - 1 }

    /// Empties the batch and lays out these materials, slice after slice; the last one may be smaller.
    ///
    /// - Parameters:
    ///   - graphs: that have been checked for these rows (`Dataset.check(graphsOf:)`)
    ///   - sliceSize: materials of a slice; nil makes them all one
    public mutating func fill(with rows: ArraySlice<Int>, of graphs: MappedGraphs, sliceSize: Int? = nil) {
        removeAll()
        for (place, row) in rows.enumerated() {
            if let sliceSize, place > 0, place % sliceSize == 0 { endSlice() }
            add(graphs.nodes(of: row), of: graphs)
        }
        if !rows.isEmpty { endSlice() }
    }

    private mutating func removeAll() {
        nodeStarts.removeAll(keepingCapacity: true)
        nodeStarts.append(0)
        edgeStarts.removeAll(keepingCapacity: true)
        edgeStarts.append(0)
        elementIndex.removeAll(keepingCapacity: true)
        elements.removeAll(keepingCapacity: true)
        multiplicities.removeAll(keepingCapacity: true)
        neighbours.removeAll(keepingCapacity: true)
        distances.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        slices.removeAll(keepingCapacity: true)
        slices.append(Batch.Boundary())
        atomCounts.removeAll(keepingCapacity: true)
        edgeCounts.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ nodes: Range<Int>, of graphs: MappedGraphs) {
        let first = Int32(nodeCount)
        let (ends, lengths, shares) = (graphs.neighbours.span, graphs.distances.span, graphs.weights.span)
        for node in nodes {
            let element = Int(graphs.elements[node])
            if elementSlot[element] < 0 {
                elementSlot[element] = Int32(elements.count)
                elements.append(Int32(element))
            }
            elementIndex.append(elementSlot[element])
            multiplicities.append(Float(graphs.multiplicities[node]))
            for edge in graphs.edges(of: node) {
                neighbours.append(first + Int32(ends[edge]))
                distances.append(lengths[edge])
                weights.append(shares[edge])
            }
            edgeStarts.append(Int32(edgeCount))
        }
        nodeStarts.append(Int32(nodeCount))
    }

    private mutating func endSlice() {
        let before = slices[slices.count - 1]
        for element in elements[before.elements...] { elementSlot[Int(element)] = -1 }
        var (atoms, edges): (Float, Float) = (0, 0)
        for node in before.nodes..<nodeCount {
            var degree: Float = 0
            for edge in Int(edgeStarts[node])..<Int(edgeStarts[node + 1]) { degree += weights[edge] }
            atoms += multiplicities[node]
            edges += multiplicities[node] * degree
        }
        atomCounts.append(atoms)
        edgeCounts.append(edges)
        slices.append(Batch.Boundary(materials: count, nodes: nodeCount, elements: elements.count))
    }
}
