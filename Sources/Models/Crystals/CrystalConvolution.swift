import Datasets
import Kernels

/// A convolution over the edges of crystals: v ← softplus(v + BN(Σ_e w_e σ(BN(z)_f) ∘ softplus(BN(z)_s))) (Mathematics.md, "Convolutions over crystals").
struct CrystalConvolution {
    /// [d × 4d], A and B side by side.
    let projection: ParameterBlock
    /// C, [functions × 2d].
    let expansion: ParameterBlock
    /// b, [1 × 2d].
    let bias: ParameterBlock
    let edgeNorm: BatchNormalisation.Learnt
    let nodeNorm: BatchNormalisation.Learnt
    let edges: EdgeConvolution

    init(_ name: String, width: Int, functions: Int, layout: inout ParameterLayout) {
        // The three parts of one affine map.
        let start = Initialisation.uniform(fanIn: 2 * width + functions)
        projection = layout.add("\(name).projection", rows: width, columns: 4 * width, start)
        expansion = layout.add("\(name).expansion", rows: functions, columns: 2 * width, start)
        bias = layout.add("\(name).bias", rows: 1, columns: 2 * width, start)
        edgeNorm = BatchNormalisation.Learnt("\(name).edges", columns: 2 * width, layout: &layout)
        nodeNorm = BatchNormalisation.Learnt("\(name).nodes", columns: width, layout: &layout)
        edges = EdgeConvolution(width: width)
    }

    private var width: Int { projection.rows }

    /// The two normalisations of a convolution.
    struct Norms {
        let edges: BatchNormalisation
        let nodes: BatchNormalisation

        init(_ convolution: CrystalConvolution, layout: inout ParameterLayout) {
            edges = BatchNormalisation(convolution.edgeNorm, layout: &layout)
            nodes = BatchNormalisation(convolution.nodeNorm, layout: &layout)
        }
    }

    /// What backward needs of forward.
    struct Buffers {
        /// z, [edges × 2d].
        let z: Matrix
        /// What all edges say to a node, [nodes × d].
        let h: Matrix
        /// v', [nodes × d].
        let output: Matrix
        let edgeNorm: BatchNormalisation.Buffers
        let nodeNorm: BatchNormalisation.Buffers

        /// - Parameter edges: 0 where nothing goes backward
        init(width: Int, nodes: Int, edges: Int) {
            z = Matrix(rows: edges, columns: 2 * width)
            h = Matrix(rows: nodes, columns: width)
            output = Matrix(rows: nodes, columns: width)
            edgeNorm = BatchNormalisation.Buffers(columns: 2 * width)
            nodeNorm = BatchNormalisation.Buffers(columns: width)
        }
    }

    /// What is in hand of one convolution at a time.
    struct Scratch {
        /// P and its gradient, [nodes × 4d].
        let projected: Matrix
        let projectedGradient: Matrix
        /// δẑ, [edges × 2d].
        let slopes: Matrix
        let hGradient: Matrix

        init(width: Int, nodes: Int, edges: Int, for purpose: ModelPurpose) {
            let (nodeSlopes, edgeSlopes) = purpose == .training ? (nodes, edges) : (0, 0)
            projected = Matrix(rows: nodes, columns: 4 * width)
            projectedGradient = Matrix(rows: nodeSlopes, columns: 4 * width)
            slopes = Matrix(rows: edgeSlopes, columns: 2 * width)
            hGradient = Matrix(rows: nodeSlopes, columns: width)
        }
    }

    /// Of the products of a forward pass, for each node.
    var operations: Int { 2 * projection.count }

    private func project(_ v: Matrix, weights: ParameterVector, into projected: Matrix) {
        Product.multiply(v.plain, weights[projection].plain, into: projected)
        Rows.broadcast(weights[bias], into: projected.columns(0..<(2 * width)), adding: true)
    }

    /// - Parameter v: [rows × d], rows that products are made of
    func predict(
        _ graph: borrowing GraphEdges, _ v: Matrix, norms: Norms, weights: ParameterVector, buffers: Buffers, scratch: Scratch,
        account: PhaseAccount?
    ) {
        let nodes = 0..<graph.nodeCount
        let projected = scratch.projected.prefix(rows: v.rows)
        account?.enter(.firstLayers, .forward, operations: v.rows * operations)
        project(v, weights: weights, into: projected)
        account?.enter(.pairs, .forward)
        edges.predict(
            graph, nodes: nodes, projected: projected, expansion: weights[expansion], norm: norms.edges.predicting(weights, buffers.edgeNorm),
            into: buffers.h)
        account?.enter(.secondLayers, .forward)
        NodeUpdate.forward(v, h: buffers.h, norm: norms.nodes.predicting(weights, buffers.nodeNorm), nodes: nodes, into: buffers.output)
    }

    func forward(
        _ batch: borrowing GraphBatch, _ graph: borrowing GraphEdges, _ v: Matrix, norms: Norms, weights: ParameterVector, buffers: Buffers,
        scratch: Scratch, sums: SliceSums, shared: some BatchSums, account: PhaseAccount?
    ) throws {
        let projected = scratch.projected.prefix(rows: v.rows)
        let functions = weights[expansion]
        account?.enter(.firstLayers, .forward, operations: v.rows * operations)
        project(v, weights: weights, into: projected)
        account?.enter(.pairs, .forward)
        let edgeNorm = try norms.edges.learning(weights, buffers.edgeNorm, counts: batch.edgeCounts, over: sums, shared: shared) {
            slice, shift, part in
            edges.combine(
                graph, nodes: batch.nodes(ofSlice: slice), projected: projected, expansion: functions, shift: shift, into: buffers.z, sums: part)
        }
        edges.gate(graph, nodes: 0..<graph.nodeCount, z: buffers.z, norm: edgeNorm, into: buffers.h)
        account?.enter(.secondLayers, .forward)
        let nodeNorm = try norms.nodes.learning(weights, buffers.nodeNorm, counts: batch.atomCounts, over: sums, shared: shared) {
            slice, shift, part in
            NodeUpdate.moments(
                buffers.h, nodes: batch.nodes(ofSlice: slice), multiplicities: batch.multiplicities.span, shift: shift, into: part)
        }
        NodeUpdate.forward(v, h: buffers.h, norm: nodeNorm, nodes: 0..<graph.nodeCount, into: buffers.output)
    }

    /// - Parameter slopes: δ of what leaves the nodes, in place δ of v
    func backward(
        _ batch: borrowing GraphBatch, _ graph: borrowing GraphEdges, _ v: Matrix, slopes: Matrix, norms: Norms, weights: ParameterVector,
        gradient: ParameterVector, buffers: Buffers, scratch: Scratch, slices: SliceGradients, shared: some BatchSums, account: PhaseAccount?
    ) throws {
        let nodes = 0..<graph.nodeCount
        account?.enter(.secondLayers, .backward)
        let (nodeNorm, nodeShare) = try norms.nodes.backward(
            weights, buffers.nodeNorm, gradient: gradient, sliceCount: batch.sliceCount, over: slices.sums, shared: shared
        ) { slice, norm, part in
            NodeUpdate.backward(slopes, out: buffers.output, h: buffers.h, norm: norm, nodes: batch.nodes(ofSlice: slice), sums: part)
        }
        NodeUpdate.share(
            slopes, h: buffers.h, norm: nodeNorm, share: nodeShare, multiplicities: batch.multiplicities.span, nodes: nodes,
            into: scratch.hGradient)
        account?.enter(.pairs, .backward)
        let (edgeNorm, edgeShare) = try norms.edges.backward(
            weights, buffers.edgeNorm, gradient: gradient, sliceCount: batch.sliceCount, over: slices.sums, shared: shared
        ) { slice, norm, part in
            edges.gateBackward(
                graph, nodes: batch.nodes(ofSlice: slice), z: buffers.z, norm: norm, hGradient: scratch.hGradient, into: scratch.slopes, sums: part)
        }
        guard batch.sliceCount > 0 else { return }
        let projectedGradient = scratch.projectedGradient.prefix(rows: v.rows)
        slices.sums.sum(batch.sliceCount, into: gradient[expansion]) { slice, rows, part in
            precondition(rows.count == expansion.rows, "an expansion summed in one piece")
            part.fill(0)
            edges.combineBackward(
                graph, nodes: batch.nodes(ofSlice: slice), z: buffers.z, slopes: scratch.slopes, norm: edgeNorm, share: edgeShare,
                projectedGradient: projectedGradient, expansionGradient: part)
        }
        account?.enter(.firstLayers, .backward, operations: 2 * v.rows * operations)
        slices.product(v, projectedGradient, along: \.nodes, into: gradient[projection])
        slices.bias(projectedGradient.columns(0..<(2 * width)), along: \.nodes, into: gradient[bias])
        Product.multiply(projectedGradient.plain, weights[projection].transposed, into: slopes, adding: 1)
    }
}

extension GraphBatch {
    func nodes(ofSlice slice: Int) -> Range<Int> { slices[slice].nodes..<slices[slice + 1].nodes }
}
