import HDF5
import Materials

/// Graphs one after the other, as a data set has them (`MappedGraphs`).
struct GraphArrays: Sendable, Equatable {
    private(set) var nodeOffsets: [UInt64] = [0]
    private(set) var elements: [UInt8] = []
    private(set) var multiplicities: [UInt16] = []
    private(set) var edgeOffsets: [UInt64] = [0]
    private(set) var neighbours: [UInt16] = []
    private(set) var distances: [Float] = []
    private(set) var weights: [Float] = []

    mutating func append(_ graph: CrystalGraph) {
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
}
