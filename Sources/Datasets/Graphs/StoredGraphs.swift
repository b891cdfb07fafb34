import HDF5
import Materials

/// Graphs to be written into a data set, one for each material.
public struct StoredGraphs: Sendable {
    public let rule: GraphRule
    let arrays: GraphArrays

    /// - Parameter graphs: of every material, made by the rule
    public init(_ graphs: [CrystalGraph], rule: GraphRule) {
        var arrays = GraphArrays()
        for graph in graphs { arrays.append(graph) }
        self.init(arrays, rule: rule)
    }

    init(_ arrays: GraphArrays, rule: GraphRule) {
        self.arrays = arrays
        self.rule = rule
    }

    /// Graphs of materials that have been checked, those of some data sets one after the other.
    init(_ parts: [(rows: [Int], graphs: MappedGraphs)], rule: GraphRule) {
        var arrays = GraphArrays()
        for part in parts {
            for row in part.rows { arrays.append(row, of: part.graphs) }
        }
        self.init(arrays, rule: rule)
    }

    func write(into file: borrowing HDF5File) throws(HDF5Error) {
        try file.write(arrays.nodeOffsets.span, at: "graphs/node_offset")
        try file.write(arrays.elements.span, at: "graphs/element")
        try file.write(arrays.multiplicities.span, at: "graphs/multiplicity")
        try file.write(arrays.edgeOffsets.span, at: "graphs/edge_offset")
        try file.write(arrays.neighbours.span, at: "graphs/neighbour")
        try file.write(arrays.distances.span, at: "graphs/distance")
        try file.write(arrays.weights.span, at: "graphs/weight")
        try file.setAttribute("rule", of: "graphs/node_offset", to: rule.description)
    }
}
