import HDF5
import Materials

/// Graphs on their way into a data set: as they are made they go into files beside it, so that those of a million materials are never in memory.
public struct GraphSpool {
    private let rule: GraphRule
    private let files: SpooledGraphs.Files
    private var (materials, nodes, edges) = (0, 0, 0)

    /// - Parameter path: of the data set
    /// - Throws: `HDF5Error.system`
    public init(rule: GraphRule, beside path: String) throws(HDF5Error) {
        self.rule = rule
        files = try SpooledGraphs.Files(beside: path)
        try files.nodeOffsets.append([UInt64(0)])
        try files.edgeOffsets.append([UInt64(0)])
    }

    /// Adds the graphs of the materials that come next.
    public mutating func append(_ graphs: GraphArrays) throws(HDF5Error) {
        try files.nodeOffsets.append(graphs.nodeOffsets.dropFirst().map { $0 + UInt64(nodes) })
        try files.elements.append(graphs.elements)
        try files.multiplicities.append(graphs.multiplicities)
        try files.edgeOffsets.append(graphs.edgeOffsets.dropFirst().map { $0 + UInt64(edges) })
        try files.neighbours.append(graphs.neighbours)
        try files.distances.append(graphs.distances)
        try files.weights.append(graphs.weights)
        materials += graphs.nodeOffsets.count - 1
        nodes += graphs.elements.count
        edges += graphs.neighbours.count
    }

    public var graphs: StoredGraphs { StoredGraphs(SpooledGraphs(files: files, materials: materials, nodes: nodes, edges: edges), rule: rule) }
}

/// Graphs that lie in files beside the data set that they are going to be written into.
struct SpooledGraphs: Sendable {
    let files: Files
    let materials: Int
    let nodes: Int
    let edges: Int

    /// A file for each array.
    struct Files: Sendable {
        let nodeOffsets, elements, multiplicities, edgeOffsets, neighbours, distances, weights: ScratchFile

        init(beside path: String) throws(HDF5Error) {
            nodeOffsets = try ScratchFile(beside: path)
            elements = try ScratchFile(beside: path)
            multiplicities = try ScratchFile(beside: path)
            edgeOffsets = try ScratchFile(beside: path)
            neighbours = try ScratchFile(beside: path)
            distances = try ScratchFile(beside: path)
            weights = try ScratchFile(beside: path)
        }
    }

    func write(into file: borrowing HDF5File) throws(HDF5Error) {
        try copy(files.nodeOffsets, materials + 1, UInt64.self, to: "node_offset", file)
        try copy(files.elements, nodes, UInt8.self, to: "element", file)
        try copy(files.multiplicities, nodes, UInt16.self, to: "multiplicity", file)
        try copy(files.edgeOffsets, nodes + 1, UInt64.self, to: "edge_offset", file)
        try copy(files.neighbours, edges, UInt16.self, to: "neighbour", file)
        try copy(files.distances, edges, Float.self, to: "distance", file)
        try copy(files.weights, edges, Float.self, to: "weight", file)
    }

    private func copy<Value: ArrayElement>(
        _ scratch: ScratchFile, _ count: Int, _: Value.Type, to name: String, _ file: borrowing HDF5File
    ) throws(HDF5Error) {
        try file.write(count: count, at: "graphs/\(name)") { (places) throws(HDF5Error) -> [Value] in try scratch.values(places) }
    }

    /// All of them.
    func arrays() throws(HDF5Error) -> GraphArrays {
        GraphArrays(
            nodeOffsets: try files.nodeOffsets.values(0..<materials + 1), elements: try files.elements.values(0..<nodes),
            multiplicities: try files.multiplicities.values(0..<nodes), edgeOffsets: try files.edgeOffsets.values(0..<nodes + 1),
            neighbours: try files.neighbours.values(0..<edges), distances: try files.distances.values(0..<edges),
            weights: try files.weights.values(0..<edges))
    }
}
