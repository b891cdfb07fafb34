import Datasets
import Kernels

/// Residual blocks, then an affine map (Mathematics.md §1).
struct ResidualNetwork {
    let hidden: ResidualBlocks
    let last: ParameterBlock
    let lastBias: ParameterBlock

    /// - Parameter slope: of plain blocks' units below zero
    init(
        name: String, inputs: Int, hidden: [Int], outputs: Int, isResidual: Bool, slope: Float = 0, layout: inout ParameterLayout
    ) {
        self.hidden = ResidualBlocks(name: name, inputs: inputs, hidden: hidden, isResidual: isResidual, slope: slope, layout: &layout)
        let width = self.hidden.outputs
        last = layout.add("\(name).last.weight", rows: width, columns: outputs, .uniform(fanIn: width))
        lastBias = layout.add("\(name).last.bias", rows: 1, columns: outputs, .uniform(fanIn: width))
    }

    var blocks: [ResidualBlocks.Block] { hidden.blocks }

    /// Of a forward pass, for each row.
    var operations: Int { hidden.operations + 2 * last.count }

    struct Buffers {
        let hidden: ResidualBlocks.Buffers
        let last: Matrix

        init(_ network: ResidualNetwork, rows: Int) {
            hidden = ResidualBlocks.Buffers(network.hidden, rows: rows, gradientRows: rows)
            last = Matrix(rows: rows, columns: network.last.columns)
        }
    }

    /// - Returns: the network's output, a view of `buffers.last`
    func forward(_ input: Matrix, weights: ParameterVector, buffers: Buffers) -> Matrix {
        let x = hidden.forward(input, weights: weights, buffers: buffers.hidden)
        let result = buffers.last.prefix(rows: input.rows)
        affine(x, weights[last], weights[lastBias], into: result)
        return result
    }

    /// - Parameters:
    ///   - outputGradient: δ of the network's output
    ///   - inputGradient: overwritten, or gained where several networks share an input (`adding` 1); nil where nobody asks for it
    func backward(
        _ input: Matrix, slices: SliceGradients, outputGradient: Matrix, weights: ParameterVector, gradient: ParameterVector,
        buffers: Buffers, inputGradient: Matrix?, adding: Float = 0
    ) {
        let x = hidden.entering(hidden.blocks.count, input: input, buffers: buffers.hidden)
        slices.product(x, outputGradient, along: \.materials, into: gradient[last])
        slices.bias(outputGradient, along: \.materials, into: gradient[lastBias])
        let inner = hidden.outputGradient(rows: input.rows, buffers: buffers.hidden)
        if let below = inner ?? inputGradient {
            Product.multiply(outputGradient.plain, weights[last].transposed, into: below, adding: inner == nil ? adding : 0)
        }
        hidden.backward(
            input, slices: slices, weights: weights, gradient: gradient, buffers: buffers.hidden, inputGradient: inputGradient, adding: adding)
    }
}

/// out = x·W + b.
func affine(_ x: Matrix, _ weight: Matrix, _ bias: Matrix, into out: Matrix) {
    Rows.broadcast(bias, into: out)
    Product.multiply(x.plain, weight.plain, into: out, adding: 1)
}
