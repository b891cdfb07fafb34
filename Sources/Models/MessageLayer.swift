import Datasets
import Kernels

/// `h_i ← h_i + ⟨Σ_j a_ij g(h_i ⊕ h_j)⟩_heads` (thesis eqs 4.2–4.4), factorised (mathematics §1).
///
/// The first matrices of f and g of a head are one: W = [A_f | B_f | A_g | B_g], so that one product gives P, Q, R and S.
///
/// Goes through the batch a head and a block at a time, so that what is projected meets the attention while it is in the cache.
struct MessageLayer {
    let attention: PairAttention
    let heads: Int
    let width: Int
    /// Whether messages are added to what enters.
    let isResidual: Bool
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
            gateWidth: configuration.gateWidth, messageWidth: configuration.messageWidth, pairsSelf: configuration.selfPairs)
        heads = configuration.heads
        isResidual = configuration.has(.messageResiduals)
        let name = "layers.\(index)"
        projection = layout.add("\(name).projection", rows: width, columns: heads * attention.projectedWidth, .uniform(fanIn: 2 * width))
        bias = layout.add("\(name).projection.bias", rows: 1, columns: heads * attention.biasWidth, .uniform(fanIn: 2 * width))
        gate = layout.add(
            "\(name).gate", rows: heads, columns: attention.gateWidth,
            configuration.has(.attention) ? .uniform(fanIn: attention.gateWidth) : .zero)
        power = layout.add("\(name).power", rows: 1, columns: heads, configuration.has(.attentionWeights) ? .normal : .zero)
        message = layout.add("\(name).message", rows: heads * attention.attendedWidth, columns: width, .uniform(fanIn: attention.messageWidth))
        messageBias = layout.add("\(name).message.bias", rows: heads, columns: width, .uniform(fanIn: attention.messageWidth))
    }

    /// What forward leaves; backward needs all of it.
    struct Buffers {
        /// P, Q, R, S of every node; of the nodes of one block where no gradient is wanted.
        let projected: Matrix
        let keepsProjected: Bool
        let attended: Matrix
        let normaliser: Matrix
        /// The rows that leave the layer.
        let output: Matrix

        init(_ layer: MessageLayer, nodes: Int, block: Int, keepingProjected: Bool) {
            projected = Matrix(rows: keepingProjected ? nodes : block, columns: layer.heads * layer.attention.projectedWidth)
            keepsProjected = keepingProjected
            attended = Matrix(rows: nodes, columns: layer.heads * layer.attention.attendedWidth)
            normaliser = Matrix(rows: nodes, columns: 2 * layer.heads)
            output = Matrix(rows: nodes, columns: layer.width)
        }

        func projected(_ nodes: Range<Int>) -> Matrix { projected.rows(keepsProjected ? nodes : 0..<nodes.count) }
    }

    /// Scratch of one block and head of the backward pass.
    struct BlockGradients {
        let projected: Matrix
        let attended: Matrix
        let head: Matrix

        init(_ layer: MessageLayer, block: Int) {
            projected = Matrix(rows: block, columns: layer.attention.projectedWidth)
            attended = Matrix(rows: block, columns: layer.attention.attendedWidth)
            head = Matrix(packedRows: block == 0 ? 0 : 1, columns: layer.head.count)
        }
    }

    var head: HeadShape {
        HeadShape(
            width: width, projectedWidth: attention.projectedWidth, biasWidth: attention.biasWidth, gateWidth: attention.gateWidth)
    }

    /// A head's share of some nodes of a slice.
    struct Piece {
        let slice: Int
        let head: Int
        let nodes: Range<Int>
        /// Whether these are the slice's first nodes.
        let isFirst: Bool
    }

    func projectedColumns(_ head: Int) -> Range<Int> { range(head, attention.projectedWidth) }

    private func range(_ head: Int, _ width: Int) -> Range<Int> { (head * width)..<((head + 1) * width) }

    private func parameters(_ vector: ParameterVector, head: Int) -> PairAttention.Parameters {
        PairAttention.Parameters(
            bias: vector[bias].columns(range(head, attention.biasWidth)), gate: vector[gate].rows(head..<(head + 1)),
            power: vector[power].columns(head..<(head + 1)))
    }

    /// - Parameter project: writes P, Q, R, S of a head for some nodes
    func forward(
        _ batch: borrowing Batch, input: Matrix, weights: ParameterVector, buffers: Buffers, scratch: PairAttention.Scratch,
        account: PhaseAccount?, project: (_ head: Int, _ nodes: Range<Int>, _ projected: Matrix) -> Void
    ) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        for head in 0..<heads {
            for block in 0..<(batch.blocks.count - 1) {
                let (first, last) = (batch.blocks[block], batch.blocks[block + 1])
                let rows = first.nodes..<last.nodes
                let projected = buffers.projected(rows).columns(projectedColumns(head))
                project(head, rows, projected)
                account?.enter(.pairs, .forward)
                attention.forward(
                    nodes, segments: first.sets..<last.sets, projected: projected, parameters: parameters(weights, head: head),
                    attended: buffers.attended.rows(rows).columns(range(head, attention.attendedWidth)),
                    normaliser: buffers.normaliser.rows(rows).columns(range(head, 2)), scratch: scratch)
            }
        }
        account?.enter(.secondLayers, .forward, operations: 2 * nodes.nodeCount * heads * attention.attendedWidth * width)
        let output = buffers.output.prefix(rows: nodes.nodeCount)
        let share = 1 / Float(heads)
        if isResidual { output.copy(from: input) } else { output.fill(0) }
        for head in 0..<heads {
            Rows.broadcast(weights[messageBias].rows(head..<(head + 1)), into: output, scaledBy: share, adding: true)
        }
        for block in 0..<(batch.blocks.count - 1) {
            let rows = batch.blocks[block].nodes..<batch.blocks[block + 1].nodes
            Product.multiply(buffers.attended.rows(rows).plain, weights[message].plain, into: output.rows(rows), scaledBy: share, adding: 1)
        }
    }

    /// From δ of the output to the gradients of the parameters and δ of the projected rows, which is handed on piece by piece; the residual
    /// path keeps `outputGradient` as it is.
    ///
    /// - Parameters:
    ///   - unproject: takes δ of P, Q, R, S; `part` is the slice's gradient of W's columns of this head
    ///   - endSlice: after the last piece of a slice and head, with the same `part`
    func backward(
        _ batch: borrowing Batch, slices: SliceGradients, outputGradient: Matrix, weights: ParameterVector,
        transposed: TransposedWeights.Attention, gradient: ParameterVector, buffers: Buffers, block own: BlockGradients, scratch: PairAttention.Scratch,
        account: PhaseAccount?,
        unproject: (_ piece: Piece, _ projectedGradient: Matrix, _ part: Matrix) -> Void,
        endSlice: (_ slice: Int, _ head: Int, _ part: Matrix) -> Void
    ) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        let share = 1 / Float(heads)
        account?.enter(.secondLayers, .backward, operations: 4 * nodes.nodeCount * heads * attention.attendedWidth * width)
        // The same for every head.
        let biases = gradient[messageBias]
        slices.bias(outputGradient, along: \.nodes, into: biases.rows(0..<1), scaledBy: share)
        for head in 1..<heads { biases.rows(head..<(head + 1)).copy(from: biases.rows(0..<1)) }
        slices.product(
            buffers.attended.prefix(rows: nodes.nodeCount), outputGradient, along: \.nodes, into: gradient[message], scaledBy: share)
        for head in 0..<heads {
            let sum = HeadGradient(self.head, own.head)
            let back = transposed.message.columns(range(head, attention.attendedWidth))
            slices.sums.sum(slices.count, into: sum.row) { slice, _, values in
                let part = HeadGradient(self.head, values)
                part.clearParameters()
                let blocks = slices.range(\.blocks, ofSlice: slice)
                for block in blocks {
                    let (first, last) = (slices.blocks[block], slices.blocks[block + 1])
                    let rows = first.nodes..<last.nodes
                    let attendedGradient = own.attended.prefix(rows: rows.count)
                    let projectedGradient = own.projected.prefix(rows: rows.count)
                    account?.enter(.secondLayers, .backward)
                    Product.multiply(outputGradient.rows(rows).plain, back.plain, into: attendedGradient, scaledBy: share)
                    account?.enter(.pairs, .backward)
                    attention.backward(
                        nodes, segments: first.sets..<last.sets, projected: buffers.projected(rows).columns(projectedColumns(head)),
                        parameters: parameters(weights, head: head), normaliser: buffers.normaliser.rows(rows).columns(range(head, 2)),
                        attendedGradient: attendedGradient, projectedGradient: projectedGradient, gradient: part.parameters, scratch: scratch)
                    account?.enter(.firstLayers, .backward)
                    unproject(
                        Piece(slice: slice, head: head, nodes: rows, isFirst: block == blocks.lowerBound), projectedGradient, part.projection)
                }
                endSlice(slice, head, part.projection)
            }
            sum.copy(toProjection: gradient[projection].columns(projectedColumns(head)), parameters: parameters(gradient, head: head))
        }
    }

    /// P, Q, R, S of one head from the nodes' rows.
    func project(_ rows: Matrix, head: Int, weights: ParameterVector, into projected: Matrix) {
        Product.multiply(rows.plain, weights[projection].columns(projectedColumns(head)).plain, into: projected)
    }

    /// The gradient of `project`.
    ///
    /// - Parameters:
    ///   - rows, rowGradient: of all nodes; the latter is added to
    ///   - part: of W's columns of this head; overwritten, or added to where the piece is not the first
    func unproject(
        _ piece: Piece, _ projectedGradient: Matrix, rows: Matrix, transposed: TransposedWeights.Attention, rowGradient: Matrix, part: Matrix
    ) {
        let back = transposed.projection.rows(projectedColumns(piece.head))
        Product.multiply(rows.rows(piece.nodes).transposed, projectedGradient.plain, into: part, adding: piece.isFirst ? 0 : 1)
        Product.multiply(projectedGradient.plain, back.plain, into: rowGradient.rows(piece.nodes), adding: 1)
    }
}
