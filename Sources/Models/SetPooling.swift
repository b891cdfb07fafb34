import Datasets
import Kernels

/// Attention pooling of a set's nodes, the mean over heads and over a material's equivalent representations, and only then the
/// last affine map, which is linear and so commutes with all three (mathematics §1).
struct SetPooling {
    let attention: PoolingAttention
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
        attention = PoolingAttention(
            heads: configuration.poolingHeads, gateWidth: configuration.poolingGateWidth, messageWidth: configuration.poolingMessageWidth)
        let heads = configuration.poolingHeads
        projection = layout.add("pooling.projection", rows: width, columns: attention.projectedWidth, .uniform(fanIn: width))
        bias = layout.add("pooling.projection.bias", rows: 1, columns: attention.projectedWidth, .uniform(fanIn: width))
        gate = layout.add("pooling.gate", rows: heads, columns: attention.gateWidth, .uniform(fanIn: attention.gateWidth))
        power = layout.add("pooling.power", rows: 1, columns: heads, .normal)
        message = layout.add("pooling.message", rows: attention.pooledWidth, columns: width, .uniform(fanIn: attention.messageWidth))
        messageBias = layout.add("pooling.message.bias", rows: heads, columns: width, .uniform(fanIn: attention.messageWidth))
    }

    struct Buffers {
        let projected: Matrix
        let attention: Matrix
        let pooled: Matrix
        let pooledGradient: Matrix
        /// [materials × d]
        let descriptor: Matrix

        init(_ pooling: SetPooling, nodes: Int, materials: Int) {
            projected = Matrix(rows: nodes, columns: pooling.attention.projectedWidth)
            attention = Matrix(rows: nodes, columns: pooling.attention.heads)
            pooled = Matrix(rows: materials, columns: pooling.attention.pooledWidth)
            pooledGradient = Matrix(rows: materials, columns: pooling.attention.pooledWidth)
            descriptor = Matrix(rows: materials, columns: pooling.width)
        }
    }

    func parameters(_ vector: ParameterVector) -> PairAttention.Parameters {
        PairAttention.Parameters(bias: vector[bias], gate: vector[gate], power: vector[power])
    }

    func forward(_ nodes: borrowing SegmentedNodes, groups: Span<Int32>, rows: Matrix, weights: ParameterVector, buffers: Buffers) {
        let projected = buffers.projected.prefix(rows: nodes.nodeCount)
        let pooled = buffers.pooled.prefix(rows: groups.count - 1)
        let descriptor = buffers.descriptor.prefix(rows: groups.count - 1)
        Product.multiply(rows.plain, weights[projection].plain, into: projected)
        attention.forward(
            nodes, groups: groups, projected: projected, parameters: parameters(weights), pooled: pooled, attention: buffers.attention)
        let share = 1 / Float(attention.heads)
        descriptor.fill(0)
        for head in 0..<attention.heads {
            Rows.broadcast(weights[messageBias].rows(head..<(head + 1)), into: descriptor, scaledBy: share, adding: true)
        }
        Product.multiply(pooled.plain, weights[message].plain, into: descriptor, scaledBy: share, adding: 1)
    }

    /// - Parameters:
    ///   - descriptorGradient: [materials × d]
    ///   - projectedGradient: [N × projectedWidth], scratch
    ///   - rowGradient: [N × d], overwritten
    func backward(
        _ nodes: borrowing SegmentedNodes, groups: Span<Int32>, slices: SliceGradients, rows: Matrix, descriptorGradient: Matrix,
        weights: ParameterVector, gradient: ParameterVector, buffers: Buffers, projectedGradient: Matrix, rowGradient: Matrix
    ) {
        let share = 1 / Float(attention.heads)
        let pooled = buffers.pooled.prefix(rows: groups.count - 1)
        let pooledGradient = buffers.pooledGradient.prefix(rows: groups.count - 1)
        for head in 0..<attention.heads {
            slices.bias(descriptorGradient, along: \.materials, into: gradient[messageBias].rows(head..<(head + 1)), scaledBy: share)
        }
        slices.product(pooled, descriptorGradient, along: \.materials, into: gradient[message], scaledBy: share)
        Product.multiply(descriptorGradient.plain, weights[message].transposed, into: pooledGradient, scaledBy: share)
        slices.sums.sum(slices.count, into: gradient.stretch(bias, through: power)) { slice, _, part in
            part.fill(0)
            attention.backward(
                nodes, groups: groups, only: slices.range(\.materials, ofSlice: slice), projected: buffers.projected,
                parameters: parameters(weights), attention: buffers.attention, pooledGradient: pooledGradient,
                projectedGradient: projectedGradient,
                gradient: parameters(ParameterVector(layout: gradient.layout, from: bias, values: part)))
        }
        slices.product(rows, projectedGradient, along: \.nodes, into: gradient[projection])
        Product.multiply(projectedGradient.plain, weights[projection].transposed, into: rowGradient)
    }
}
