import Datasets
import Kernels

/// Attention pooling of a set's nodes, the mean over heads and over a material's equivalent representations, and only then the
/// last affine map, which is linear and so commutes with all three (Mathematics.md §1).
///
/// Goes through the batch a head and a block at a time, like the message layers.
struct SetPooling {
    let attention: PoolingAttention
    let heads: AttentionHeads

    init(_ configuration: SetSettings, layout: inout ParameterLayout) {
        attention = PoolingAttention(gateWidth: configuration.poolingGateWidth, messageWidth: configuration.poolingMessageWidth)
        let width = configuration.nodeWidth
        heads = AttentionHeads(
            "pooling", count: configuration.poolingHeads,
            shape: HeadShape(
                width: width, projectedWidth: attention.projectedWidth, biasWidth: attention.projectedWidth, gateWidth: attention.gateWidth),
            attendedWidth: attention.pooledWidth, fanIn: width, configuration: configuration, layout: &layout)
    }

    struct Buffers {
        /// P and R of every node; of the nodes of one block where no gradient is wanted.
        let projected: Matrix
        let keepsProjected: Bool
        let attention: Matrix
        let pooled: Matrix
        let pooledGradient: Matrix
        /// Of one block and head.
        let projectedGradient: Matrix
        let headGradient: Matrix
        /// [materials × d]
        let descriptor: Matrix

        init(_ pooling: SetPooling, nodes: Int, block: Int, materials: Int, keepingProjected: Bool) {
            projected = Matrix(rows: keepingProjected ? nodes : block, columns: pooling.heads.projection.columns)
            keepsProjected = keepingProjected
            attention = Matrix(rows: nodes, columns: pooling.heads.count)
            pooled = Matrix(rows: materials, columns: pooling.heads.message.rows)
            pooledGradient = Matrix(rows: keepingProjected ? materials : 0, columns: pooled.columns)
            projectedGradient = Matrix(rows: keepingProjected ? block : 0, columns: pooling.attention.projectedWidth)
            headGradient = Matrix(packedRows: keepingProjected ? 1 : 0, columns: pooling.heads.shape.count)
            descriptor = Matrix(rows: materials, columns: pooling.heads.shape.width)
        }

        func projected(_ nodes: Range<Int>) -> Matrix { projected.rows(keepsProjected ? nodes : 0..<nodes.count) }
    }

    /// Of the products of a forward pass.
    func operations(of batch: borrowing Batch) -> Int {
        2 * (batch.nodeCount * heads.projection.count + batch.count * heads.message.count)
    }

    func forward(_ batch: borrowing Batch, rows h: Matrix, weights: ParameterVector, buffers: Buffers) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        for head in 0..<heads.count {
            let columns = heads.projectedColumns(head)
            for block in 0..<(batch.blocks.count - 1) {
                let (first, last) = (batch.blocks[block], batch.blocks[block + 1])
                let rows = first.nodes..<last.nodes
                let materials = first.materials..<last.materials
                let projected = buffers.projected(rows).columns(columns)
                Product.multiply(h.rows(rows).plain, weights[heads.projection].columns(columns).plain, into: projected)
                attention.forward(
                    nodes, groups: batch.groups.span, which: materials, projected: projected, parameters: heads.parameters(weights, head: head),
                    pooled: buffers.pooled.rows(materials).columns(heads.attendedColumns(head)),
                    attention: buffers.attention.rows(rows).columns(head..<(head + 1)))
            }
        }
        // With some idle rows below where there are few (`Product.leastRows`).
        let materials = max(batch.count, Product.leastRows)
        let descriptor = buffers.descriptor.prefix(rows: materials)
        descriptor.fill(0)
        heads.addMessageBiases(weights, to: descriptor)
        Product.multiply(
            buffers.pooled.prefix(rows: materials).plain, weights[heads.message].plain, into: descriptor, scaledBy: heads.share, adding: 1)
    }

    /// - Parameters:
    ///   - rows: [N × d], as `forward` had them
    ///   - descriptorGradient: [materials × d]
    ///   - rowGradient: [N × d], overwritten
    func backward(
        _ batch: borrowing Batch, slices: SliceGradients, rows h: Matrix, descriptorGradient: Matrix, weights: ParameterVector,
        transposed: TransposedWeights.Attention, gradient: ParameterVector, buffers: Buffers, rowGradient: Matrix
    ) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        let groups = batch.groups.span
        // With the idle rows that the gradient of the descriptors has.
        let pooledGradient = buffers.pooledGradient.prefix(rows: descriptorGradient.rows)
        heads.messageGradients(
            slices, attended: buffers.pooled.prefix(rows: batch.count), outputGradient: descriptorGradient, along: \.materials, into: gradient)
        Product.multiply(descriptorGradient.plain, transposed.message.plain, into: pooledGradient, scaledBy: heads.share)
        for head in 0..<heads.count {
            let columns = heads.projectedColumns(head)
            let sum = HeadGradient(heads.shape, buffers.headGradient)
            slices.sums.sum(slices.count, into: sum.row) { slice, _, values in
                let part = HeadGradient(heads.shape, values)
                part.clearParameters()
                let blocks = slices.range(\.blocks, ofSlice: slice)
                for block in blocks {
                    let (first, last) = (slices.blocks[block], slices.blocks[block + 1])
                    let rows = first.nodes..<last.nodes
                    let materials = first.materials..<last.materials
                    let projectedGradient = buffers.projectedGradient.prefix(rows: rows.count)
                    attention.backward(
                        nodes, groups: groups, which: materials, projected: buffers.projected(rows).columns(columns),
                        parameters: heads.parameters(weights, head: head),
                        attention: buffers.attention.rows(rows).columns(head..<(head + 1)),
                        pooledGradient: pooledGradient.rows(materials).columns(heads.attendedColumns(head)),
                        projectedGradient: projectedGradient, gradient: part.parameters)
                    Product.multiply(
                        h.rows(rows).transposed, projectedGradient.plain, into: part.projection, adding: block == blocks.lowerBound ? 0 : 1)
                    Product.multiply(
                        projectedGradient.plain, transposed.projection.rows(columns).plain, into: rowGradient.rows(rows),
                        adding: head == 0 ? 0 : 1)
                }
            }
            heads.copy(sum, head: head, to: gradient)
        }
    }
}
