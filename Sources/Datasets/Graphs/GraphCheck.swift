import HDF5
import Materials

/// What the graphs of materials must be before anybody computes with them: inside their arrays, of elements that exist, edges that lead to nodes
/// of the same material at distances and with weights that the rule allows.
struct GraphCheck {
    private let path: String
    private let graphs: MappedGraphs
    /// Å, and edges of an atom: what rounding to single precision makes of the rule's.
    private let farthest: Float
    private let heaviest: Float

    init(_ graphs: MappedGraphs, path: String) {
        self.graphs = graphs
        self.path = path
        farthest = Float(graphs.rule.cutoff * (1 + 1e-6))
        heaviest = Float(Double(graphs.rule.neighbours) * (1 + 1e-5))
    }

    /// That arrays are as long as they should be, in a time that does not grow with them.
    func checkLengths(count: Int) throws(DatasetError) {
        let (nodes, edges) = (graphs.elements.count, graphs.neighbours.count)
        for (name, found, expected, what) in [
            ("node_offset", graphs.nodeOffsets.count, count + 1, "places"), ("multiplicity", graphs.multiplicities.count, nodes, "nodes"),
            ("edge_offset", graphs.edgeOffsets.count, nodes + 1, "places"), ("distance", graphs.distances.count, edges, "edges"),
            ("weight", graphs.weights.count, edges, "edges"),
        ] where found != expected {
            throw .array(path: path, name: "graphs/\(name)", index: nil, expected: "\(expected) \(what)", found: "\(found)")
        }
        for (name, offsets, last, total) in [("node_offset", graphs.nodeOffsets, count, nodes), ("edge_offset", graphs.edgeOffsets, nodes, edges)] {
            for (place, expected) in [(0, 0), (last, total)] where offsets[place] != UInt64(expected) {
                throw wrong(name, place, "\(expected)", offsets[place])
            }
        }
    }

    /// - Throws: `DatasetError.array` for the first thing that is not as it should be
    func check(_ rows: some Collection<Int>) throws(DatasetError) {
        let (nodeOffsets, edgeOffsets) = (graphs.nodeOffsets.span, graphs.edgeOffsets.span)
        let (nodeCount, edgeCount) = (UInt64(graphs.elements.count), UInt64(graphs.neighbours.count))
        // First of all of them: a place that is wrong makes two materials look wrong.
        for row in rows { try check(nodeOffsets, row, upTo: nodeCount, "node_offset") }
        for row in rows {
            for node in Int(nodeOffsets[row])..<Int(nodeOffsets[row + 1]) { try check(edgeOffsets, node, upTo: edgeCount, "edge_offset") }
        }
        for row in rows {
            let nodes = graphs.nodes(of: row)
            for node in nodes where !isSound(node, among: nodes.count) { throw fault(node, among: nodes.count) }
        }
    }

    private func check(_ offsets: Span<UInt64>, _ index: Int, upTo total: UInt64, _ name: String) throws(DatasetError) {
        let (first, end) = (offsets[index], offsets[index + 1])
        guard first < end else { throw wrong(name, index + 1, "more than \(first)", end) }
        guard end <= total else { throw wrong(name, index + 1, "at most \(total)", end) }
    }

    /// Looks at all edges of a node without a branch for each.
    @inline(__always)
    private func isSound(_ node: Int, among nodes: Int) -> Bool {
        let (neighbours, distances, weights) = (graphs.neighbours.span, graphs.distances.span, graphs.weights.span)
        var isWrong: UInt8 = graphs.elements[node] &- 1 < UInt8(Element.count) && graphs.multiplicities[node] > 0 ? 0 : 1
        var before = Float.leastNonzeroMagnitude
        var sum: Float = 0
        for edge in graphs.edges(of: node) {
            isWrong |= Int(neighbours[edge]) < nodes ? 0 : 1
            isWrong |= distances[edge] >= before && distances[edge] <= farthest ? 0 : 1
            isWrong |= weights[edge] > 0 ? 0 : 1
            before = distances[edge]
            sum += weights[edge]
        }
        return isWrong == 0 && sum <= heaviest
    }

    /// The first thing that is wrong with a node.
    private func fault(_ node: Int, among nodes: Int) -> DatasetError {
        guard (1...UInt8(Element.count)).contains(graphs.elements[node]) else {
            return wrong("element", node, "an atomic number from 1 to \(Element.count)", graphs.elements[node])
        }
        guard graphs.multiplicities[node] > 0 else { return wrong("multiplicity", node, "at least 1", graphs.multiplicities[node]) }
        var before: Float = 0
        for edge in graphs.edges(of: node) {
            let (neighbour, distance, weight) = (graphs.neighbours[edge], graphs.distances[edge], graphs.weights[edge])
            guard neighbour < nodes else { return wrong("neighbour", edge, "a node of the material, below \(nodes)", neighbour) }
            guard distance > 0, distance <= farthest else { return wrong("distance", edge, "more than 0 and up to \(graphs.rule.cutoff) Å", distance) }
            guard distance >= before else { return wrong("distance", edge, "at least the one before it, \(before) Å", distance) }
            guard weight > 0 else { return wrong("weight", edge, "a positive weight", weight) }
            before = distance
        }
        let sum = graphs.edges(of: node).reduce(0) { $0 + graphs.weights[$1] }
        return wrong("weight", graphs.edges(of: node).lowerBound, "weights of node \(node) that sum to at most \(graphs.rule.neighbours)", sum)
    }

    private func wrong(_ name: String, _ index: Int, _ expected: String, _ found: some CustomStringConvertible) -> DatasetError {
        .array(path: path, name: "graphs/\(name)", index: index, expected: expected, found: "\(found)")
    }
}
