/// The edges of many graphs, a node's own one after the other, with what every sum over them needs.
///
/// Node i owns edges `starts[i] ..< starts[i + 1]`. A node stands for `multiplicities[i]` like atoms, an edge for `weights[e]` like edges of each
/// of them (Mathematics.md, "Convolutions over crystals"). Distances are expanded in functions of which few are not zero: those of an edge begin at `firsts[e]`.
public struct GraphEdges: ~Escapable {
    let starts: Span<Int32>
    let neighbours: Span<Int32>
    let weights: Span<Float>
    let multiplicities: Span<Float>
    let firsts: Span<Int32>
    /// [edges × window]
    let functions: Matrix

    @_lifetime(copy starts, copy neighbours, copy weights, copy multiplicities, copy firsts)
    public init(
        starts: Span<Int32>, neighbours: Span<Int32>, weights: Span<Float>, multiplicities: Span<Float>, firsts: Span<Int32>, functions: Matrix
    ) {
        let (nodes, edges) = (multiplicities.count, neighbours.count)
        precondition(starts.count == nodes + 1 && starts[0] == 0 && Int(starts[nodes]) == edges, "nodes own all edges")
        precondition(weights.count == edges && firsts.count == edges && functions.rows >= edges, "as many of each as edges")
        precondition(functions.stride % 16 == 0, "functions in rows of whole vectors")
        for node in 0..<nodes { precondition(starts[node] <= starts[node + 1], "edges in the order of nodes") }
        var areInside = true
        for edge in 0..<edges { areInside = areInside && (0..<Int32(nodes)).contains(neighbours[edge]) && firsts[edge] >= 0 }
        precondition(areInside, "neighbours among the nodes")
        self.starts = starts
        self.neighbours = neighbours
        self.weights = weights
        self.multiplicities = multiplicities
        self.firsts = firsts
        self.functions = functions
    }

    public var nodeCount: Int { multiplicities.count }
    public var edgeCount: Int { neighbours.count }
    var window: Int { functions.columns }

    @inline(__always)
    func edges(_ node: Int) -> Range<Int> { Int(starts[unchecked: node])..<Int(starts[unchecked: node + 1]) }

    /// Whether all functions of all edges are among so many.
    func reach(within count: Int) -> Bool {
        var isWithin = true
        for edge in 0..<edgeCount { isWithin = isWithin && Int(firsts[unchecked: edge]) + window <= count }
        return isWithin
    }
}
