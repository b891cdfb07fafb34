import Datasets
import Kernels

/// Attention pooling of a set's nodes, the mean over heads and over a material's equivalent representations, and only then the
/// last affine map, which is linear and so commutes with all three (mathematics §1).
///
/// Goes through the batch a head and a block at a time, like the message layers.
struct SetPooling {
    let attention: PoolingAttention
    let heads: Int
    let width: Int
    /// W [d × heads·(gate + message)], its biases, v and p.
    let projection: ParameterBlock
    let bias: ParameterBlock
    let gate: ParameterBlock
    let power: ParameterBlock
    /// V [heads·message × d] and its biases [heads × d].
    let message: ParameterBlock
    let messageBias: ParameterBlock

    init(_ configuration: ModelConfiguration, layout: inout ParameterLayout) {
        width = configuration.nodeWidth
        attention = PoolingAttention(gateWidth: configuration.poolingGateWidth, messageWidth: configuration.poolingMessageWidth)
        heads = configuration.poolingHeads
        projection = layout.add("pooling.projection", rows: width, columns: heads * attention.projectedWidth, .uniform(fanIn: width))
        bias = layout.add("pooling.projection.bias", rows: 1, columns: heads * attention.projectedWidth, .uniform(fanIn: width))
        gate = layout.add(
            "pooling.gate", rows: heads, columns: attention.gateWidth,
            configuration.has(.attention) ? .uniform(fanIn: attention.gateWidth) : .zero)
        power = layout.add("pooling.power", rows: 1, columns: heads, configuration.has(.attentionWeights) ? .normal : .zero)
        message = layout.add("pooling.message", rows: heads * attention.pooledWidth, columns: width, .uniform(fanIn: attention.messageWidth))
        messageBias = layout.add("pooling.message.bias", rows: heads, columns: width, .uniform(fanIn: attention.messageWidth))
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
            projected = Matrix(rows: keepingProjected ? nodes : block, columns: pooling.heads * pooling.attention.projectedWidth)
            keepsProjected = keepingProjected
            attention = Matrix(rows: nodes, columns: pooling.heads)
            pooled = Matrix(rows: materials, columns: pooling.heads * pooling.attention.pooledWidth)
            pooledGradient = Matrix(rows: keepingProjected ? materials : 0, columns: pooled.columns)
            projectedGradient = Matrix(rows: keepingProjected ? block : 0, columns: pooling.attention.projectedWidth)
            headGradient = Matrix(packedRows: keepingProjected ? 1 : 0, columns: pooling.head.count)
            descriptor = Matrix(rows: materials, columns: pooling.width)
        }

        func projected(_ nodes: Range<Int>) -> Matrix { projected.rows(keepsProjected ? nodes : 0..<nodes.count) }
    }

    var head: HeadShape {
        HeadShape(
            width: width, projectedWidth: attention.projectedWidth, biasWidth: attention.projectedWidth, gateWidth: attention.gateWidth)
    }

    private func range(_ head: Int, _ width: Int) -> Range<Int> { (head * width)..<((head + 1) * width) }

    private func parameters(_ vector: ParameterVector, head: Int) -> PairAttention.Parameters {
        PairAttention.Parameters(
            bias: vector[bias].columns(range(head, attention.projectedWidth)), gate: vector[gate].rows(head..<(head + 1)),
            power: vector[power].columns(head..<(head + 1)))
    }

    /// Of the products of a forward pass.
    func operations(of batch: borrowing Batch) -> Int {
        2 * width * heads * (batch.nodeCount * attention.projectedWidth + batch.count * attention.pooledWidth)
    }

    func forward(_ batch: borrowing Batch, rows h: Matrix, weights: ParameterVector, buffers: Buffers) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        for head in 0..<heads {
            let columns = range(head, attention.projectedWidth)
            for block in 0..<(batch.blocks.count - 1) {
                let (first, last) = (batch.blocks[block], batch.blocks[block + 1])
                let rows = first.nodes..<last.nodes
                let materials = first.materials..<last.materials
                let projected = buffers.projected(rows).columns(columns)
                Product.multiply(h.rows(rows).plain, weights[projection].columns(columns).plain, into: projected)
                attention.forward(
                    nodes, groups: batch.groups.span, which: materials, projected: projected, parameters: parameters(weights, head: head),
                    pooled: buffers.pooled.rows(materials).columns(range(head, attention.pooledWidth)),
                    attention: buffers.attention.rows(rows).columns(head..<(head + 1)))
            }
        }
        // With some idle rows below where there are few (`Product.leastRows`).
        let materials = max(batch.count, Product.leastRows)
        let descriptor = buffers.descriptor.prefix(rows: materials)
        let share = 1 / Float(heads)
        descriptor.fill(0)
        for head in 0..<heads {
            Rows.broadcast(weights[messageBias].rows(head..<(head + 1)), into: descriptor, scaledBy: share, adding: true)
        }
        Product.multiply(buffers.pooled.prefix(rows: materials).plain, weights[message].plain, into: descriptor, scaledBy: share, adding: 1)
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
        let share = 1 / Float(heads)
        let pooledGradient = buffers.pooledGradient.prefix(rows: batch.count)
        // The same for every head.
        let biases = gradient[messageBias]
        slices.bias(descriptorGradient, along: \.materials, into: biases.rows(0..<1), scaledBy: share)
        for head in 1..<heads { biases.rows(head..<(head + 1)).copy(from: biases.rows(0..<1)) }
        slices.product(
            buffers.pooled.prefix(rows: batch.count), descriptorGradient, along: \.materials, into: gradient[message], scaledBy: share)
        Product.multiply(descriptorGradient.plain, transposed.message.plain, into: pooledGradient, scaledBy: share)
        for head in 0..<heads {
            let columns = range(head, attention.projectedWidth)
            let sum = HeadGradient(self.head, buffers.headGradient)
            slices.sums.sum(slices.count, into: sum.row) { slice, _, values in
                let part = HeadGradient(self.head, values)
                part.clearParameters()
                let blocks = slices.range(\.blocks, ofSlice: slice)
                for block in blocks {
                    let (first, last) = (slices.blocks[block], slices.blocks[block + 1])
                    let rows = first.nodes..<last.nodes
                    let materials = first.materials..<last.materials
                    let projectedGradient = buffers.projectedGradient.prefix(rows: rows.count)
                    attention.backward(
                        nodes, groups: groups, which: materials, projected: buffers.projected(rows).columns(columns),
                        parameters: parameters(weights, head: head),
                        attention: buffers.attention.rows(rows).columns(head..<(head + 1)),
                        pooledGradient: pooledGradient.rows(materials).columns(range(head, attention.pooledWidth)),
                        projectedGradient: projectedGradient, gradient: part.parameters)
                    Product.multiply(
                        h.rows(rows).transposed, projectedGradient.plain, into: part.projection, adding: block == blocks.lowerBound ? 0 : 1)
                    Product.multiply(
                        projectedGradient.plain, transposed.projection.rows(columns).plain, into: rowGradient.rows(rows),
                        adding: head == 0 ? 0 : 1)
                }
            }
            sum.copy(toProjection: gradient[projection].columns(columns), parameters: parameters(gradient, head: head))
        }
    }
}
