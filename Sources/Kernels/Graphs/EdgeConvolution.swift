/// What an edge says to a node, and what all edges of a node say together:
///
///     z_e = A v_i + B v_j + C u_e + b,    h_i = Σ_e w_e σ(ẑ_e,f) ∘ softplus(ẑ_e,s),    ẑ = γ ∘ (z − μ) ∘ r + β
///
/// (Xie and Grossman, Phys. Rev. Lett. 120, 145301 (2018); Mathematics.md, "Convolutions over crystals"). A v and B v are of nodes and come as P [nodes × 4d]: A v + b,
/// then B v, of the filter f and the core s each. C u is of few rows of C, since few functions of a distance are not zero.
///
/// All ranges are of consecutive nodes; whoever calls cuts them where slices begin.
public struct EdgeConvolution: Sendable {
    /// d, a multiple of 32.
    public let width: Int

    public init(width: Int) {
        precondition(width > 0 && width % 32 == 0, "a width of whole vectors")
        self.width = width
    }

    private var vectors: Int { width / 16 }

    /// z of the edges of some nodes, and what its statistics are made of.
    ///
    /// - Parameters:
    ///   - projected: P [nodes × 4d]
    ///   - expansion: C [functions × 2d]
    ///   - shift: [1 × 2d], near the mean, so that the sums of squares stay small
    ///   - z: [edges × 2d], overwritten
    ///   - sums: [1 × 4d], gains Σ ω (z − shift) and Σ ω (z − shift)², ω = multiplicity · weight
    public func combine(
        _ graph: borrowing GraphEdges, nodes: Range<Int>, projected: Matrix, expansion: Matrix, shift: Matrix, into z: Matrix, sums: Matrix
    ) {
        check(graph, nodes, projected, expansion)
        check(edges: graph, z)
        check(columns: 2 * width, shift)
        check(columns: 4 * width, sums)
        let window = graph.window
        let stride = expansion.stride / 16
        for node in nodes {
            let own = projected.lanes(node)
            let multiplicity = graph.multiplicities[unchecked: node]
            for first in Swift.stride(from: 0, to: 2 * vectors, by: 4) {
                let a = Quartet(own + first)
                let centre = Quartet(shift.lanes(0) + first)
                var (sum, squares) = (Quartet(), Quartet())
                for edge in graph.edges(node) {
                    let other = projected.lanes(Int(graph.neighbours[unchecked: edge])) + 2 * vectors + first
                    var value = a + Quartet(other)
                    let factors = graph.functions.pointer + edge * graph.functions.stride
                    var row = UnsafePointer(expansion.lanes(Int(graph.firsts[unchecked: edge])) + first)
                    for place in 0..<window {
                        value = value.adding(factors[place], Quartet(row))
                        row += stride
                    }
                    value.store(z.lanes(edge) + first)
                    let difference = value - centre
                    let weighted = graph.weights[unchecked: edge] * difference
                    sum = sum + weighted
                    squares = squares.adding(weighted, difference)
                }
                let total = sums.lanes(0) + first
                Quartet(total).adding(multiplicity, sum).store(total)
                Quartet(total + 2 * vectors).adding(multiplicity, squares).store(total + 2 * vectors)
            }
        }
    }

    /// h of some nodes from z of their edges.
    ///
    /// - Parameter h: [nodes × d], overwritten
    public func gate(_ graph: borrowing GraphEdges, nodes: Range<Int>, z: Matrix, norm: ColumnNorm, into h: Matrix) {
        check(edges: graph, z)
        check(nodes: graph, nodes, columns: width, h)
        check(norm)
        for node in nodes {
            let target = h.lanes(node)
            for lane in 0..<vectors {
                let (filter, core) = (norm.lanes(lane), norm.lanes(vectors + lane))
                var sum = Lanes.zero
                for edge in graph.edges(node) {
                    let source = z.lanes(edge) + lane
                    let f = filter.value(source[0])
                    let s = core.value(source[vectors])
                    let message = sigmoid(f, decay: decay(f)) * softplus(s, decay: decay(s))
                    sum = sum.addingProduct(Lanes(repeating: graph.weights[unchecked: edge]), message)
                }
                target[lane] = sum
            }
        }
    }

    /// h of some nodes in one go, for a norm that is known beforehand; nothing is kept of the edges.
    public func predict(
        _ graph: borrowing GraphEdges, nodes: Range<Int>, projected: Matrix, expansion: Matrix, norm: ColumnNorm, into h: Matrix
    ) {
        check(graph, nodes, projected, expansion)
        check(nodes: graph, nodes, columns: width, h)
        check(norm)
        let window = graph.window
        let stride = expansion.stride / 16
        for node in nodes {
            let own = projected.lanes(node)
            let target = h.lanes(node)
            for lane in Swift.stride(from: 0, to: vectors, by: 2) {
                let places = (lane, lane + 1, vectors + lane, vectors + lane + 1)
                let a = Quartet(own[places.0], own[places.1], own[places.2], own[places.3])
                let norms = (norm.lanes(places.0), norm.lanes(places.1), norm.lanes(places.2), norm.lanes(places.3))
                var sum = (Lanes.zero, Lanes.zero)
                for edge in graph.edges(node) {
                    let other = projected.lanes(Int(graph.neighbours[unchecked: edge])) + 2 * vectors
                    var value = a + Quartet(other[places.0], other[places.1], other[places.2], other[places.3])
                    let factors = graph.functions.pointer + edge * graph.functions.stride
                    var row = UnsafePointer(expansion.lanes(Int(graph.firsts[unchecked: edge])))
                    for place in 0..<window {
                        value = value.adding(factors[place], Quartet(row[places.0], row[places.1], row[places.2], row[places.3]))
                        row += stride
                    }
                    let (f, g) = (norms.0.value(value.p), norms.1.value(value.q))
                    let (s, t) = (norms.2.value(value.r), norms.3.value(value.s))
                    let weight = Lanes(repeating: graph.weights[unchecked: edge])
                    sum.0 = sum.0.addingProduct(weight, sigmoid(f, decay: decay(f)) * softplus(s, decay: decay(s)))
                    sum.1 = sum.1.addingProduct(weight, sigmoid(g, decay: decay(g)) * softplus(t, decay: decay(t)))
                }
                target[lane] = sum.0
                target[lane + 1] = sum.1
            }
        }
    }

    /// From δh to the gradient with respect to ẑ.
    ///
    /// - Parameters:
    ///   - hGradient: δh [nodes × d]
    ///   - slopes: [edges × 2d], overwritten with δẑ
    ///   - sums: [1 × 4d], gains Σ δẑ and Σ δẑ ∘ x̂, x̂ = (z − μ) ∘ r
    public func gateBackward(
        _ graph: borrowing GraphEdges, nodes: Range<Int>, z: Matrix, norm: ColumnNorm, hGradient: Matrix, into slopes: Matrix, sums: Matrix
    ) {
        check(edges: graph, z)
        check(edges: graph, slopes)
        check(nodes: graph, nodes, columns: width, hGradient)
        check(norm)
        check(columns: 4 * width, sums)
        let total = sums.lanes(0)
        for node in nodes {
            let delta = hGradient.lanes(node)
            for lane in 0..<vectors {
                let (filter, core) = (norm.lanes(lane), norm.lanes(vectors + lane))
                let own = delta[lane]
                var (filterSum, filterProducts, coreSum, coreProducts) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
                for edge in graph.edges(node) {
                    let source = z.lanes(edge) + lane
                    let (u, v) = (filter.standardised(source[0]), core.standardised(source[vectors]))
                    let (f, s) = (filter.scaled(u), core.scaled(v))
                    let (fDecay, sDecay) = (decay(f), decay(s))
                    let open = sigmoid(f, decay: fDecay)
                    let given = own * graph.weights[unchecked: edge] * open
                    let filterSlope = given * (1 - open) * softplus(s, decay: sDecay)
                    let coreSlope = given * sigmoid(s, decay: sDecay)
                    let target = slopes.lanes(edge) + lane
                    target[0] = filterSlope
                    target[vectors] = coreSlope
                    filterSum += filterSlope
                    coreSum += coreSlope
                    filterProducts = filterProducts.addingProduct(filterSlope, u)
                    coreProducts = coreProducts.addingProduct(coreSlope, v)
                }
                total[lane] += filterSum
                total[vectors + lane] += coreSum
                total[2 * vectors + lane] += filterProducts
                total[3 * vectors + lane] += coreProducts
            }
        }
    }

    /// From δẑ to the gradients of P and C: δz = a ∘ δẑ − ω (c₀ + c₁ ∘ x̂).
    ///
    /// - Parameters:
    ///   - projectedGradient: [nodes × 4d], overwritten; neighbours of these nodes must be among them
    ///   - expansionGradient: [functions × 2d], added to
    public func combineBackward(
        _ graph: borrowing GraphEdges, nodes: Range<Int>, z: Matrix, slopes: Matrix, norm: ColumnNorm, share: ColumnNorm.Share,
        projectedGradient: Matrix, expansionGradient: Matrix
    ) {
        check(graph, nodes, projectedGradient, expansionGradient)
        check(edges: graph, z)
        check(edges: graph, slopes)
        check(norm)
        check(columns: 2 * width, share.mean)
        check(columns: 2 * width, share.slope)
        let window = graph.window
        let stride = expansionGradient.stride / 16
        for node in nodes { (projectedGradient.lanes(node) + 2 * vectors).update(repeating: .zero, count: 2 * vectors) }
        for node in nodes {
            let own = projectedGradient.lanes(node)
            let multiplicity = graph.multiplicities[unchecked: node]
            for first in Swift.stride(from: 0, to: 2 * vectors, by: 4) {
                let (inverse, offset) = (Quartet(norm.inverse.lanes(0) + first), Quartet(norm.offset.lanes(0) + first))
                let gain = inverse * Quartet(norm.gain.lanes(0) + first)
                let (mean, slope) = (Quartet(share.mean.lanes(0) + first), Quartet(share.slope.lanes(0) + first))
                var sum = Quartet()
                for edge in graph.edges(node) {
                    let standardised = offset.adding(Quartet(z.lanes(edge) + first), inverse)
                    let weight = -multiplicity * graph.weights[unchecked: edge]
                    let delta = (gain * Quartet(slopes.lanes(edge) + first)).adding(weight, mean.adding(slope, standardised))
                    sum = sum + delta
                    let neighbour = Int(graph.neighbours[unchecked: edge])
                    let other = projectedGradient.lanes(neighbour) + 2 * vectors + first
                    (Quartet(other) + delta).store(other)
                    let factors = graph.functions.pointer + edge * graph.functions.stride
                    var row = expansionGradient.lanes(Int(graph.firsts[unchecked: edge])) + first
                    for place in 0..<window {
                        Quartet(row).adding(factors[place], delta).store(row)
                        row += stride
                    }
                }
                sum.store(own + first)
            }
        }
    }

    private func check(_ graph: borrowing GraphEdges, _ nodes: Range<Int>, _ projected: Matrix, _ expansion: Matrix) {
        check(nodes: graph, nodes, columns: 4 * width, projected)
        precondition(expansion.columns == 2 * width && expansion.hasAlignedRows, "an expansion as wide as filter and core")
        precondition(graph.reach(within: expansion.rows), "functions that there are")
    }

    private func check(nodes graph: borrowing GraphEdges, _ nodes: Range<Int>, columns: Int, _ rows: Matrix) {
        precondition(nodes.lowerBound >= 0 && nodes.upperBound <= graph.nodeCount, "nodes that there are")
        precondition(rows.rows >= graph.nodeCount && rows.columns == columns && rows.hasAlignedRows, "a row for each node")
    }

    private func check(edges graph: borrowing GraphEdges, _ rows: Matrix) {
        precondition(rows.rows >= graph.edgeCount && rows.columns == 2 * width && rows.hasAlignedRows, "a row for each edge")
    }

    private func check(_ norm: ColumnNorm) { precondition(norm.columns == 2 * width, "a norm of filter and core") }

    private func check(columns: Int, _ row: Matrix) { precondition(row.rows >= 1 && row.columns == columns && row.hasAlignedRows, "a row of that width") }
}
