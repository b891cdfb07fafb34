import HDF5
import Materials

/// Graphs of some materials one after the other, as a data set has them (`MappedGraphs`).
public struct GraphArrays: Sendable, Equatable {
    /// [materials + 1]
    public private(set) var nodeOffsets: [UInt64] = [0]
    /// [nodes]
    public private(set) var elements: [UInt8] = []
    public private(set) var multiplicities: [UInt16] = []
    /// [nodes + 1]
    public private(set) var edgeOffsets: [UInt64] = [0]
    /// [edges]
    public private(set) var neighbours: [UInt16] = []
    public private(set) var distances: [Float] = []
    public private(set) var weights: [Float] = []

    public init() {}

    /// Arrays that belong together.
    public init(
        nodeOffsets: [UInt64], elements: [UInt8], multiplicities: [UInt16], edgeOffsets: [UInt64], neighbours: [UInt16], distances: [Float],
        weights: [Float]
    ) {
        self.nodeOffsets = nodeOffsets
        self.elements = elements
        self.multiplicities = multiplicities
        self.edgeOffsets = edgeOffsets
        self.neighbours = neighbours
        self.distances = distances
        self.weights = weights
    }

    public mutating func append(_ graph: CrystalGraph) {
        let first = UInt64(neighbours.count)
        elements += graph.elements
        multiplicities += graph.multiplicities
        edgeOffsets += graph.edgeOffsets.dropFirst().map { first + UInt64($0) }
        neighbours += graph.neighbours
        distances += graph.distances
        weights += graph.weights
        nodeOffsets.append(UInt64(elements.count))
    }

    /// - Parameter material: one that has been checked
    mutating func append(_ material: Int, of graphs: MappedGraphs) {
        for node in graphs.nodes(of: material) {
            elements.append(graphs.elements[node])
            multiplicities.append(graphs.multiplicities[node])
            for edge in graphs.edges(of: node) {
                neighbours.append(graphs.neighbours[edge])
                distances.append(graphs.distances[edge])
                weights.append(graphs.weights[edge])
            }
            edgeOffsets.append(UInt64(neighbours.count))
        }
        nodeOffsets.append(UInt64(elements.count))
    }

    func write(into file: borrowing HDF5File) throws(HDF5Error) {
        try file.write(nodeOffsets.span, at: "graphs/node_offset")
        try file.write(elements.span, at: "graphs/element")
        try file.write(multiplicities.span, at: "graphs/multiplicity")
        try file.write(edgeOffsets.span, at: "graphs/edge_offset")
        try file.write(neighbours.span, at: "graphs/neighbour")
        try file.write(distances.span, at: "graphs/distance")
        try file.write(weights.span, at: "graphs/weight")
    }
}
