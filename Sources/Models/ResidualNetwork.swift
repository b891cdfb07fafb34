import Datasets
import Kernels

/// Blocks `x ← relu(Wx + b) + W_r x` (W_r without bias; the identity where sizes agree), then an affine map (Mathematics.md §1).
struct ResidualNetwork {
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
    let last: ParameterBlock
    let lastBias: ParameterBlock

    init(name: String, inputs: Int, hidden: [Int], outputs: Int, isResidual: Bool, layout: inout ParameterLayout) {
        var width = inputs
        var blocks: [Block] = []
        for (index, next) in hidden.enumerated() {
            let skip = !isResidual ? Skip.nothing : width == next ? .input : .matrix
            let weight = layout.add(
                "\(name).\(index).weight", rows: width, columns: skip == .matrix ? 2 * next : next, .uniform(fanIn: width))
            let bias = layout.add("\(name).\(index).bias", rows: 1, columns: next, .uniform(fanIn: width))
            blocks.append(Block(inputs: width, outputs: next, weight: weight, bias: bias, skip: skip))
            width = next
        }
        self.blocks = blocks
        last = layout.add("\(name).last.weight", rows: width, columns: outputs, .uniform(fanIn: width))
        lastBias = layout.add("\(name).last.bias", rows: 1, columns: outputs, .uniform(fanIn: width))
    }

    /// Of a forward pass, for each row.
    var operations: Int { 2 * (blocks.reduce(last.count) { $0 + $1.weight.count }) }

    struct Buffers {
        /// For each block, W x + b (and W_r x beside it), and what leaves the block.
        let inner: [Matrix]
        let outputs: [Matrix]
        let innerGradients: [Matrix]
        let outputGradients: [Matrix]
        let last: Matrix

        init(_ network: ResidualNetwork, rows: Int) {
            inner = network.blocks.map { Matrix(rows: rows, columns: $0.weight.columns) }
            outputs = network.blocks.map { Matrix(rows: rows, columns: $0.outputs) }
            innerGradients = network.blocks.map { Matrix(rows: rows, columns: $0.weight.columns) }
            outputGradients = network.blocks.map { Matrix(rows: rows, columns: $0.outputs) }
            last = Matrix(rows: rows, columns: network.last.columns)
        }
    }

    /// - Returns: the network's output, a view of `buffers.last`
    func forward(_ input: Matrix, weights: ParameterVector, buffers: Buffers) -> Matrix {
        let rows = input.rows
        var x = input
        for (index, block) in blocks.enumerated() {
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
                Rectifier.apply(to: output)
            }
            x = output
        }
        let result = buffers.last.prefix(rows: rows)
        affine(x, weights[last], weights[lastBias], into: result)
        return result
    }

    /// - Parameters:
    ///   - outputGradient: δ of the network's output
    ///   - inputGradient: overwritten, or gained where several networks share an input (`adding` 1)
    func backward(
        _ input: Matrix, slices: SliceGradients, outputGradient: Matrix, weights: ParameterVector, gradient: ParameterVector,
        buffers: Buffers, inputGradient: Matrix, adding: Float = 0
    ) {
        let rows = input.rows
        let count = blocks.count
        func entering(_ index: Int) -> Matrix { index == 0 ? input : buffers.outputs[index - 1].prefix(rows: rows) }

        slices.product(entering(count), outputGradient, along: \.materials, into: gradient[last])
        slices.bias(outputGradient, along: \.materials, into: gradient[lastBias])
        let below = count == 0 ? inputGradient : buffers.outputGradients[count - 1].prefix(rows: rows)
        Product.multiply(outputGradient.plain, weights[last].transposed, into: below, adding: count == 0 ? adding : 0)

        for index in (0..<count).reversed() {
            let block = blocks[index]
            let slope = buffers.outputGradients[index].prefix(rows: rows)
            let inner = buffers.inner[index].prefix(rows: rows).columns(0..<block.outputs)
            let innerGradient = buffers.innerGradients[index].prefix(rows: rows)
            let rectified = innerGradient.columns(0..<block.outputs)
            Rectifier.gate(slope, by: inner, into: rectified)
            slices.bias(rectified, along: \.materials, into: gradient[block.bias])
            if block.skip == .matrix { innerGradient.columns(block.outputs..<(2 * block.outputs)).copy(from: slope) }
            slices.product(entering(index), innerGradient, along: \.materials, into: gradient[block.weight])

            let target = index == 0 ? inputGradient : buffers.outputGradients[index - 1].prefix(rows: rows)
            var kept: Float = index == 0 ? adding : 0
            if block.skip == .input {
                if kept == 0 { target.copy(from: slope) } else { Rows.add(slope, to: target) }
                kept = 1
            }
            Product.multiply(innerGradient.plain, weights[block.weight].transposed, into: target, adding: kept)
        }
    }
}

/// out = x·W + b.
func affine(_ x: Matrix, _ weight: Matrix, _ bias: Matrix, into out: Matrix) {
    Rows.broadcast(bias, into: out)
    Product.multiply(x.plain, weight.plain, into: out, adding: 1)
}
