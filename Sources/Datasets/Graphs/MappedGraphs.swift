import HDF5
import Materials

/// Graphs of crystals where they lie in a data set, one after the other.
public struct MappedGraphs {
    public let rule: GraphRule
    /// [count + 1]: material m owns nodes `nodeOffsets[m] ..< nodeOffsets[m + 1]`.
    public let nodeOffsets: MappedArray<UInt64>
    /// [all nodes]: atomic numbers
    public let elements: MappedArray<UInt8>
    /// [all nodes]: atoms of the cell that a node stands for
    public let multiplicities: MappedArray<UInt16>
    /// [all nodes + 1]: node n owns edges `edgeOffsets[n] ..< edgeOffsets[n + 1]`.
    public let edgeOffsets: MappedArray<UInt64>
    /// [all edges]: the node at the end, its number within the material
    public let neighbours: MappedArray<UInt16>
    /// [all edges]: Å, ascending within a node
    public let distances: MappedArray<Float>
    /// [all edges]: how many of an atom's edges each stands for
    public let weights: MappedArray<Float>

    public func nodes(of material: Int) -> Range<Int> { Int(nodeOffsets[material])..<Int(nodeOffsets[material + 1]) }

    /// Edges of all of a material's nodes.
    public func edgeCount(of material: Int) -> Int {
        let nodes = nodes(of: material)
        return Int(edgeOffsets[nodes.upperBound] - edgeOffsets[nodes.lowerBound])
    }

    public func edges(of node: Int) -> Range<Int> { Int(edgeOffsets[node])..<Int(edgeOffsets[node + 1]) }

    /// - Throws: `DatasetError` where the rule is none or arrays are missing
    init(_ index: DatasetIndex, _ file: MappedFile) throws(DatasetError) {
        func numbers<Element: ArrayElement>(_ name: String) throws(DatasetError) -> MappedArray<Element> {
            let layout = try index.layout("graphs/\(name)")
            return try reading { () throws(HDF5Error) in try file.array(layout, of: Element.self) }
        }
        let text = index.graphRule ?? ""
        do { rule = try GraphRule(text) } catch {
            throw .array(path: index.path, name: "graphs/node_offset rule", index: nil, expected: "a rule such as 12@8", found: "'\(text)'")
        }
        nodeOffsets = try numbers("node_offset")
        elements = try numbers("element")
        multiplicities = try numbers("multiplicity")
        edgeOffsets = try numbers("edge_offset")
        neighbours = try numbers("neighbour")
        distances = try numbers("distance")
        weights = try numbers("weight")
    }

    init(_ arrays: GraphArrays, rule: GraphRule) {
        self.rule = rule
        nodeOffsets = MappedArray(arrays.nodeOffsets)
        elements = MappedArray(arrays.elements)
        multiplicities = MappedArray(arrays.multiplicities)
        edgeOffsets = MappedArray(arrays.edgeOffsets)
        neighbours = MappedArray(arrays.neighbours)
        distances = MappedArray(arrays.distances)
        weights = MappedArray(arrays.weights)
    }
}
