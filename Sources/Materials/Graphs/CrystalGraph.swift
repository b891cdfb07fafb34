/// The graph of a crystal's neighbours, like atoms taken together: of every atom edges to its nearest neighbours, images in other cells
/// included (Xie and Grossman, Phys. Rev. Lett. 120, 145301 (2018)).
///
/// Atoms of one element whose edges lead, at the same distances, to like atoms get the same vectors in every layer of a network, so that one node
/// stands for all of them, and one edge for all that lead from an atom to like atoms at one distance. Sums over edges are those of the whole
/// graph when they are weighted. Where several neighbours share the distance at which the last place falls, each has its share of the places that
/// are left: the graph depends on neither the order of the atoms nor the choice of the cell, but for multiplicities.
public struct CrystalGraph: Sendable, Equatable {
    /// [nodes]: atomic numbers
    public let elements: [UInt8]
    /// [nodes]: atoms of the given cell that a node stands for
    public let multiplicities: [UInt16]
    /// [nodes + 1]: where in the arrays below the edges of each node begin
    public let edgeOffsets: [Int]
    /// [edges]: the node at the end
    public let neighbours: [UInt16]
    /// [edges]: Å, ascending within a node; equal ones ascend by neighbour
    public let distances: [Float]
    /// [edges]: how many of an atom's edges each stands for; they sum to the rule's number, or to how many are within reach
    public let weights: [Float]

    /// - Throws: `GraphError` for an isolated atom, a cell that is too flat, and one that is too large
    public init(_ structure: Structure, rule: GraphRule) throws(GraphError) {
        try self.init(structure, rule: rule, isMerged: true)
    }

    /// - Parameter isMerged: whether like atoms are taken together
    package init(_ structure: Structure, rule: GraphRule, isMerged: Bool) throws(GraphError) {
        let nearest = try NearestEdges(structure, rule)
        let elements = structure.sites.map(\.element.atomicNumber)
        let like = isMerged ? LikeAtoms(elements: elements, nearest) : LikeAtoms(eachOf: elements.count)
        try self.init(elements, nearest, like)
    }

    /// Edges as they stand: nothing is merged, all weights and multiplicities are 1.
    ///
    /// - Parameters:
    ///   - elements: [nodes], atomic numbers; at most 65,536
    ///   - edges: [nodes], in any order: the node at the end of each and its distance in Å
    public init(elements: [UInt8], edges: [[(neighbour: Int, distance: Float)]]) {
        precondition(elements.count == edges.count && elements.count <= Self.mostNodes, "edges for each of at most \(Self.mostNodes) nodes")
        let sorted = edges.map { $0.sorted { ($0.distance, $0.neighbour) < ($1.distance, $1.neighbour) } }
        self.elements = elements
        multiplicities = elements.map { _ in 1 }
        var offsets = [0]
        for edges in sorted { offsets.append(offsets[offsets.count - 1] + edges.count) }
        edgeOffsets = offsets
        neighbours = sorted.joined().map { edge in
            precondition(elements.indices.contains(edge.neighbour), "an edge to node \(edge.neighbour) of \(elements.count)")
            return UInt16(edge.neighbour)
        }
        distances = sorted.joined().map(\.distance)
        weights = distances.map { _ in 1 }
    }

    private static let mostNodes = Int(UInt16.max) + 1

    private init(_ atoms: [UInt8], _ nearest: NearestEdges, _ like: LikeAtoms) throws(GraphError) {
        guard like.count <= Self.mostNodes else { throw .tooLarge("different atoms", count: like.count, most: Self.mostNodes) }
        var counts = [Int](repeating: 0, count: like.count)
        var firsts = counts
        for (atom, kind) in like.kinds.enumerated().reversed() {
            counts[Int(kind)] += 1
            firsts[Int(kind)] = atom
        }
        if let most = counts.max(), most > UInt16.max { throw .tooLarge("like atoms", count: most, most: Int(UInt16.max)) }
        var (offsets, neighbours, distances, weights): ([Int], [UInt16], [Float], [Float]) = ([0], [], [], [])
        offsets.reserveCapacity(like.count + 1)
        for atom in firsts {
            var edges = nearest.edges[nearest.places[atom]].map { NearestEdges.Edge(distance: $0.distance, atom: like.kinds[Int($0.atom)]) }
            NearestEdges.sort(&edges, 0..<edges.count)
            let share = nearest.lastShare(of: atom)
            var place = 0
            while place < edges.count {
                let edge = edges[place]
                let first = place
                while place < edges.count, edges[place] == edge { place += 1 }
                neighbours.append(UInt16(edge.atom))
                distances.append(Float(nearest.distances[Int(edge.distance)]))
                weights.append(Float(Double(place - first) * (edge.distance == edges[edges.count - 1].distance ? share : 1)))
            }
            offsets.append(neighbours.count)
        }
        elements = firsts.map { atoms[$0] }
        multiplicities = counts.map { UInt16($0) }
        edgeOffsets = offsets
        self.neighbours = neighbours
        self.distances = distances
        self.weights = weights
    }
}
