import Datasets
import Kernels

/// `h_i ← h_i + ⟨Σ_j a_ij g(h_i ⊕ h_j)⟩_heads` (thesis eqs 4.2–4.4), factorised (mathematics §1).
///
/// The first matrices of f and g of all heads are one: W = [A_f | B_f | A_g | B_g] per head, so that one product gives P, Q, R and S.
struct MessageLayer {
    let attention: PairAttention
    let width: Int
    /// W [d × heads·2·(gate + message)] and its biases.
    let projection: ParameterBlock
    let bias: ParameterBlock
    /// v [heads × gate] and p [1 × heads].
    let gate: ParameterBlock
    let power: ParameterBlock
    /// V [heads·message × d] and its biases [heads × d].
    let message: ParameterBlock
    let messageBias: ParameterBlock

    init(_ configuration: ModelConfiguration, index: Int, layout: inout ParameterLayout) {
        width = configuration.nodeWidth
        attention = PairAttention(
            heads: configuration.heads, gateWidth: configuration.gateWidth, messageWidth: configuration.messageWidth,
            pairsSelf: configuration.selfPairs)
        let heads = configuration.heads
        let name = "layers.\(index)"
        projection = layout.add("\(name).projection", rows: width, columns: attention.projectedWidth, .uniform(fanIn: 2 * width))
        bias = layout.add("\(name).projection.bias", rows: 1, columns: attention.biasWidth, .uniform(fanIn: 2 * width))
        gate = layout.add("\(name).gate", rows: heads, columns: attention.gateWidth, .uniform(fanIn: attention.gateWidth))
        power = layout.add("\(name).power", rows: 1, columns: heads, .normal)
        message = layout.add("\(name).message", rows: attention.attendedWidth, columns: width, .uniform(fanIn: attention.messageWidth))
        messageBias = layout.add("\(name).message.bias", rows: heads, columns: width, .uniform(fanIn: attention.messageWidth))
    }

    /// What backward needs of forward.
    struct Buffers {
        let projected: Matrix
        let attended: Matrix
        let normaliser: Matrix
        /// The rows that leave the layer.
        let output: Matrix

        init(_ layer: MessageLayer, nodes: Int) {
            projected = Matrix(rows: nodes, columns: layer.attention.projectedWidth)
            attended = Matrix(rows: nodes, columns: layer.attention.attendedWidth)
            normaliser = Matrix(rows: nodes, columns: 2 * layer.attention.heads)
            output = Matrix(rows: nodes, columns: layer.width)
        }
    }

    func parameters(_ vector: ParameterVector) -> PairAttention.Parameters {
        PairAttention.Parameters(bias: vector[bias], gate: vector[gate], power: vector[power])
    }

    /// P, Q, R, S of every node from its row.
    func project(_ rows: Matrix, weights: ParameterVector, into projected: Matrix) {
        Product.multiply(rows.plain, weights[projection].plain, into: projected)
    }

    /// The rest of the layer, once `buffers.projected` is there.
    func forward(
        _ nodes: borrowing SegmentedNodes, input: Matrix, weights: ParameterVector, buffers: Buffers, scratch: PairAttention.Scratch
    ) {
        let count = nodes.nodeCount
        let attended = buffers.attended.prefix(rows: count)
        let output = buffers.output.prefix(rows: count)
        attention.forward(
            nodes, projected: buffers.projected, parameters: parameters(weights), attended: attended, normaliser: buffers.normaliser,
            scratch: scratch)
        let share = 1 / Float(attention.heads)
        output.copy(from: input)
        for head in 0..<attention.heads {
            Rows.broadcast(weights[messageBias].rows(head..<(head + 1)), into: output, scaledBy: share, adding: true)
        }
        Product.multiply(attended.plain, weights[message].plain, into: output, scaledBy: share, adding: 1)
    }

    /// From δ of the output to δ of the projected rows; the residual path keeps `outputGradient` as it is.
    func backward(
        _ nodes: borrowing SegmentedNodes, slices: SliceGradients, outputGradient: Matrix, weights: ParameterVector,
        gradient: ParameterVector, buffers: Buffers, attendedGradient: Matrix, projectedGradient: Matrix, scratch: PairAttention.Scratch
    ) {
        let share = 1 / Float(attention.heads)
        let attended = buffers.attended.prefix(rows: nodes.nodeCount)
        for head in 0..<attention.heads {
            slices.bias(outputGradient, along: \.nodes, into: gradient[messageBias].rows(head..<(head + 1)), scaledBy: share)
        }
        slices.product(attended, outputGradient, along: \.nodes, into: gradient[message], scaledBy: share)
        Product.multiply(outputGradient.plain, weights[message].transposed, into: attendedGradient, scaledBy: share)
        slices.sums.sum(slices.count, into: gradient.stretch(bias, through: power)) { slice, _, part in
            part.fill(0)
            attention.backward(
                nodes, segments: slices.range(\.sets, ofSlice: slice), projected: buffers.projected, parameters: parameters(weights),
                normaliser: buffers.normaliser, attendedGradient: attendedGradient, projectedGradient: projectedGradient,
                gradient: parameters(ParameterVector(layout: gradient.layout, from: bias, values: part)), scratch: scratch)
        }
    }

    /// The gradient of `project`; what reaches the rows is added to `rowGradient`.
    func unproject(
        _ projectedGradient: Matrix, slices: SliceGradients, rows: Matrix, weights: ParameterVector, gradient: ParameterVector,
        rowGradient: Matrix
    ) {
        slices.product(rows, projectedGradient, along: \.nodes, into: gradient[projection])
        addGradient(ofRows: rowGradient, from: projectedGradient, weights: weights)
    }

    /// δrows += δprojected · Wᵀ.
    func addGradient(ofRows rowGradient: Matrix, from projectedGradient: Matrix, weights: ParameterVector) {
        Product.multiply(projectedGradient.plain, weights[projection].transposed, into: rowGradient, adding: 1)
    }
}
