import Datasets
import Kernels

/// Blocks `x ← relu(Wx + b) + W_r x` one after the other, W_r without bias and the identity where sizes agree; plain ones leave out the sum
/// (Mathematics.md §1).
struct ResidualBlocks {
    /// What a block adds its output to.
    enum Skip { case input, matrix, nothing }

    struct Block {
        let inputs: Int
        let outputs: Int
        /// [inputs × outputs], or W and W_r side by side [inputs × 2·outputs]: one product for both.
        let weight: ParameterBlock
        let bias: ParameterBlock
        let skip: Skip
    }

    let blocks: [Block]
    /// Columns of what enters and what leaves.
    let inputs: Int
    let outputs: Int
    /// Of plain blocks' units below zero.
    private let slope: Float

    /// - Parameters:
    ///   - isRectified: whether weights begin as deep plain networks need it, and not as the reference's begin
    ///   - slope: of plain blocks' units below zero
    init(
        name: String, inputs: Int, hidden: [Int], isResidual: Bool, isRectified: Bool = false, slope: Float = 0, layout: inout ParameterLayout
    ) {
        precondition(slope == 0 || !isResidual, "a slope of plain blocks")
        self.slope = slope
        var width = inputs
        var blocks: [Block] = []
        for (index, next) in hidden.enumerated() {
            let skip = !isResidual ? Skip.nothing : width == next ? .input : .matrix
            let weight = layout.add(
                "\(name).\(index).weight", rows: width, columns: skip == .matrix ? 2 * next : next,
                isRectified ? .rectified(fanIn: width) : .uniform(fanIn: width))
            let bias = layout.add("\(name).\(index).bias", rows: 1, columns: next, isRectified ? .zero : .uniform(fanIn: width))
            blocks.append(Block(inputs: width, outputs: next, weight: weight, bias: bias, skip: skip))
            width = next
        }
        self.blocks = blocks
        self.inputs = inputs
        outputs = width
    }

    /// Of a forward pass, for each row.
    var operations: Int { 2 * blocks.reduce(0) { $0 + $1.weight.count } }

    struct Buffers {
        /// For each block, W x + b (and W_r x beside it), and what leaves the block.
        let inner: [Matrix]
        let outputs: [Matrix]
        let innerGradients: [Matrix]
        let outputGradients: [Matrix]

        /// - Parameter gradientRows: 0 where nothing goes backward
        init(_ network: ResidualBlocks, rows: Int, gradientRows: Int) {
            inner = network.blocks.map { Matrix(rows: rows, columns: $0.weight.columns) }
            outputs = network.blocks.map { Matrix(rows: rows, columns: $0.outputs) }
            innerGradients = network.blocks.map { Matrix(rows: gradientRows, columns: $0.weight.columns) }
            outputGradients = network.blocks.map { Matrix(rows: gradientRows, columns: $0.outputs) }
        }
    }

    /// What enters a block, or leaves the last one.
    func entering(_ index: Int, input: Matrix, buffers: Buffers) -> Matrix {
        index == 0 ? input : buffers.outputs[index - 1].prefix(rows: input.rows)
    }

    /// - Parameter dropout: what is left of the blocks' outputs; nil: all
    /// - Returns: what leaves the last block, a view of the buffers
    func forward(_ input: Matrix, weights: ParameterVector, buffers: Buffers, dropout: DropoutMasks? = nil) -> Matrix {
        let rows = input.rows
        for (index, block) in blocks.enumerated() {
            let x = entering(index, input: input, buffers: buffers)
            let inner = buffers.inner[index].prefix(rows: rows)
            let output = buffers.outputs[index].prefix(rows: rows)
            Product.multiply(x.plain, weights[block.weight].plain, into: inner)
            let affine = inner.columns(0..<block.outputs)
            switch block.skip {
            case .input: Rectifier.residual(affine, bias: weights[block.bias], skip: x, into: output)
            case .matrix:
                Rectifier.residual(affine, bias: weights[block.bias], skip: inner.columns(block.outputs..<(2 * block.outputs)), into: output)
            case .nothing:
                Rows.broadcast(weights[block.bias], into: affine, adding: true)
                output.copy(from: affine)
                Rectifier.apply(to: output, slope: slope)
            }
            if let factors = dropout?.factors(after: index, rows: rows) { Rows.multiply(output, by: factors) }
        }
        return entering(blocks.count, input: input, buffers: buffers)
    }

    /// Where δ of what leaves the last block is expected; nil where there are no blocks.
    func outputGradient(rows: Int, buffers: Buffers) -> Matrix? { buffers.outputGradients.last?.prefix(rows: rows) }

    /// From δ of what leaves the last block, in `outputGradient`, which is spent.
    ///
    /// - Parameters:
    ///   - inputGradient: overwritten, or gained where several networks share an input (`adding` 1); nil where nobody asks for it
    ///   - dropout: of the forward pass
    func backward(
        _ input: Matrix, slices: SliceGradients, weights: ParameterVector, gradient: ParameterVector, buffers: Buffers,
        inputGradient: Matrix?, adding: Float = 0, dropout: DropoutMasks? = nil
    ) {
        let rows = input.rows
        for index in blocks.indices.reversed() {
            let block = blocks[index]
            let slope = buffers.outputGradients[index].prefix(rows: rows)
            if let factors = dropout?.factors(after: index, rows: rows) { Rows.multiply(slope, by: factors) }
            let inner = buffers.inner[index].prefix(rows: rows).columns(0..<block.outputs)
            let innerGradient = buffers.innerGradients[index].prefix(rows: rows)
            let rectified = innerGradient.columns(0..<block.outputs)
            Rectifier.gate(slope, by: inner, slope: self.slope, into: rectified)
            slices.bias(rectified, along: \.materials, into: gradient[block.bias])
            if block.skip == .matrix { innerGradient.columns(block.outputs..<(2 * block.outputs)).copy(from: slope) }
            slices.product(
                entering(index, input: input, buffers: buffers), innerGradient, along: \.materials, into: gradient[block.weight])

            guard let target = index == 0 ? inputGradient : buffers.outputGradients[index - 1].prefix(rows: rows) else { continue }
            var kept: Float = index == 0 ? adding : 0
            if block.skip == .input {
                if kept == 0 { target.copy(from: slope) } else { Rows.add(slope, to: target) }
                kept = 1
            }
            Product.multiply(innerGradient.plain, weights[block.weight].transposed, into: target, adding: kept)
        }
    }
}
