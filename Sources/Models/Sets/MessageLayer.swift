import Datasets
import Kernels

/// `h_i ← h_i + ⟨Σ_j a_ij g(h_i ⊕ h_j)⟩_heads` (thesis eqs 4.2–4.4), factorised (Mathematics.md §1).
///
/// The first matrices of f and g of a head are one: W = [A_f | B_f | A_g | B_g], so that one product gives P, Q, R and S.
///
/// Goes through the batch a head and a block at a time, so that what is projected meets the attention while it is in the cache.
struct MessageLayer {
    let attention: PairAttention
    let heads: AttentionHeads
    /// Whether messages are added to what enters.
    let isResidual: Bool

    init(_ configuration: SetSettings, index: Int, layout: inout ParameterLayout) {
        attention = PairAttention(
            gateWidth: configuration.gateWidth, messageWidth: configuration.messageWidth, pairsSelf: configuration.selfPairs)
        isResidual = configuration.has(.messageResiduals)
        let width = configuration.nodeWidth
        heads = AttentionHeads(
            "layers.\(index)", count: configuration.heads,
            shape: HeadShape(
                width: width, projectedWidth: attention.projectedWidth, biasWidth: attention.biasWidth, gateWidth: attention.gateWidth),
            attendedWidth: attention.attendedWidth, fanIn: 2 * width, configuration: configuration, layout: &layout)
    }

    /// Columns of the rows that enter and leave.
    var width: Int { heads.shape.width }

    /// Columns of P, Q, R and S of all heads.
    var projectedWidth: Int { heads.projection.columns }

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
            projected = Matrix(rows: keepingProjected ? nodes : block, columns: layer.projectedWidth)
            keepsProjected = keepingProjected
            attended = Matrix(rows: nodes, columns: layer.heads.count * layer.attention.attendedWidth)
            normaliser = Matrix(rows: nodes, columns: 2 * layer.heads.count)
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
            head = Matrix(packedRows: block == 0 ? 0 : 1, columns: layer.heads.shape.count)
        }
    }

    /// A head's share of some nodes of a slice.
    struct Piece {
        let slice: Int
        let head: Int
        let nodes: Range<Int>
        /// Whether these are the slice's first nodes.
        let isFirst: Bool
    }

    /// - Parameter project: writes P, Q, R, S of a head for some nodes
    func forward(
        _ batch: borrowing Batch, input: Matrix, weights: ParameterVector, buffers: Buffers, scratch: PairAttention.Scratch,
        account: PhaseAccount?, project: (_ head: Int, _ nodes: Range<Int>, _ projected: Matrix) -> Void
    ) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        for head in 0..<heads.count {
            for block in 0..<(batch.blocks.count - 1) {
                let (first, last) = (batch.blocks[block], batch.blocks[block + 1])
                let rows = first.nodes..<last.nodes
                let projected = buffers.projected(rows).columns(heads.projectedColumns(head))
                project(head, rows, projected)
                account?.enter(.pairs, .forward)
                attention.forward(
                    nodes, segments: first.sets..<last.sets, projected: projected, parameters: heads.parameters(weights, head: head),
                    attended: buffers.attended.rows(rows).columns(heads.attendedColumns(head)),
                    normaliser: buffers.normaliser.rows(rows).columns((2 * head)..<(2 * head + 2)), scratch: scratch)
            }
        }
        account?.enter(.secondLayers, .forward, operations: 2 * nodes.nodeCount * heads.message.count)
        let output = buffers.output.prefix(rows: nodes.nodeCount)
        if isResidual { output.copy(from: input) } else { output.fill(0) }
        heads.addMessageBiases(weights, to: output)
        for block in 0..<(batch.blocks.count - 1) {
            let rows = batch.blocks[block].nodes..<batch.blocks[block + 1].nodes
            Product.multiply(
                buffers.attended.rows(rows).plain, weights[heads.message].plain, into: output.rows(rows), scaledBy: heads.share, adding: 1)
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
        transposed: TransposedWeights.Attention, gradient: ParameterVector, buffers: Buffers, block own: BlockGradients,
        scratch: PairAttention.Scratch, account: PhaseAccount?,
        unproject: (_ piece: Piece, _ projectedGradient: Matrix, _ part: Matrix) -> Void,
        endSlice: (_ slice: Int, _ head: Int, _ part: Matrix) -> Void
    ) {
        let nodes = SegmentedNodes(starts: batch.starts.span, logWeights: batch.logWeights.span, logCounts: batch.logCounts.span)
        account?.enter(.secondLayers, .backward, operations: 4 * nodes.nodeCount * heads.message.count)
        heads.messageGradients(
            slices, attended: buffers.attended.prefix(rows: nodes.nodeCount), outputGradient: outputGradient, along: \.nodes, into: gradient)
        for head in 0..<heads.count {
            let sum = HeadGradient(heads.shape, own.head)
            let back = transposed.message.columns(heads.attendedColumns(head))
            slices.sums.sum(slices.count, into: sum.row) { slice, _, values in
                let part = HeadGradient(heads.shape, values)
                part.clearParameters()
                let blocks = slices.range(\.blocks, ofSlice: slice)
                for block in blocks {
                    let (first, last) = (slices.blocks[block], slices.blocks[block + 1])
                    let rows = first.nodes..<last.nodes
                    let attendedGradient = own.attended.prefix(rows: rows.count)
                    let projectedGradient = own.projected.prefix(rows: rows.count)
                    account?.enter(.secondLayers, .backward)
                    Product.multiply(outputGradient.rows(rows).plain, back.plain, into: attendedGradient, scaledBy: heads.share)
                    account?.enter(.pairs, .backward)
                    attention.backward(
                        nodes, segments: first.sets..<last.sets, projected: buffers.projected(rows).columns(heads.projectedColumns(head)),
                        parameters: heads.parameters(weights, head: head), normaliser: buffers.normaliser.rows(rows).columns((2 * head)..<(2 * head + 2)),
                        attendedGradient: attendedGradient, projectedGradient: projectedGradient, gradient: part.parameters, scratch: scratch)
                    account?.enter(.firstLayers, .backward)
                    unproject(
                        Piece(slice: slice, head: head, nodes: rows, isFirst: block == blocks.lowerBound), projectedGradient, part.projection)
                }
                endSlice(slice, head, part.projection)
            }
            heads.copy(sum, head: head, to: gradient)
        }
    }

    /// P, Q, R, S of one head from the nodes' rows.
    func project(_ rows: Matrix, head: Int, weights: ParameterVector, into projected: Matrix) {
        Product.multiply(rows.plain, weights[heads.projection].columns(heads.projectedColumns(head)).plain, into: projected)
    }

    /// The gradient of `project`.
    ///
    /// - Parameters:
    ///   - rows, rowGradient: of all nodes; the latter is added to
    ///   - part: of W's columns of this head; overwritten, or added to where the piece is not the first
    func unproject(
        _ piece: Piece, _ projectedGradient: Matrix, rows: Matrix, transposed: TransposedWeights.Attention, rowGradient: Matrix, part: Matrix
    ) {
        let back = transposed.projection.rows(heads.projectedColumns(piece.head))
        Product.multiply(rows.rows(piece.nodes).transposed, projectedGradient.plain, into: part, adding: piece.isFirst ? 0 : 1)
        Product.multiply(projectedGradient.plain, back.plain, into: rowGradient.rows(piece.nodes), adding: 1)
    }
}
