import Datasets
import Kernels

/// A layer of a Transformer that normalises what enters its branches (Vaswani et al. 2017; Xiong et al. 2020):
/// x ← x + W_o attention(LN(x)), x ← x + W₂ max(W₁ LN(x), 0), with biases.
struct TransformerLayer {
    /// γ and β of a layer normalisation.
    struct Norm {
        let gain: ParameterBlock
        let bias: ParameterBlock

        init(_ name: String, width: Int, layout: inout ParameterLayout) {
            gain = layout.add("\(name).gain", rows: 1, columns: width, .one)
            bias = layout.add("\(name).bias", rows: 1, columns: width, .zero)
        }
    }

    /// x·W + b.
    struct Affine {
        let weight: ParameterBlock
        let bias: ParameterBlock

        init(_ name: String, _ inputs: Int, _ outputs: Int, layout: inout ParameterLayout) {
            weight = layout.add("\(name).weight", rows: inputs, columns: outputs, .uniform(fanIn: inputs))
            bias = layout.add("\(name).bias", rows: 1, columns: outputs, .zero)
        }
    }

    let attention: CausalAttention
    let firstNorm: Norm
    let project: Affine
    let mix: Affine
    let secondNorm: Norm
    let widen: Affine
    let narrow: Affine

    init(_ name: String, _ settings: GeneratorSettings, layout: inout ParameterLayout) {
        let width = settings.width
        attention = CausalAttention(heads: settings.heads, width: width)
        firstNorm = Norm("\(name).norm1", width: width, layout: &layout)
        project = Affine("\(name).attention.in", width, 3 * width, layout: &layout)
        mix = Affine("\(name).attention.out", width, width, layout: &layout)
        secondNorm = Norm("\(name).norm2", width: width, layout: &layout)
        widen = Affine("\(name).inner", width, settings.inner, layout: &layout)
        narrow = Affine("\(name).outer", settings.inner, width, layout: &layout)
    }

    /// Of a forward pass's products, for each token.
    var operations: Int { 2 * [project, mix, widen, narrow].reduce(0) { $0 + $1.weight.count } }

    /// What one layer's forward pass leaves for its backward pass.
    struct Buffers {
        let normal: Matrix
        let statistics: Matrix
        let qkv: Matrix
        let shares: Matrix
        let attended: Matrix
        let middle: Matrix
        let secondNormal: Matrix
        let secondStatistics: Matrix
        let inner: Matrix
        let output: Matrix

        init(_ settings: GeneratorSettings, rows: Int, shareColumns: Int) {
            let width = settings.width
            normal = Matrix(rows: rows, columns: width)
            statistics = Matrix(packedRows: rows, columns: 2)
            qkv = Matrix(rows: rows, columns: 3 * width)
            shares = Matrix(rows: rows, columns: shareColumns)
            attended = Matrix(rows: rows, columns: width)
            middle = Matrix(rows: rows, columns: width)
            secondNormal = Matrix(rows: rows, columns: width)
            secondStatistics = Matrix(packedRows: rows, columns: 2)
            inner = Matrix(rows: rows, columns: settings.inner)
            output = Matrix(rows: rows, columns: width)
        }
    }

    /// What all layers use one after the other.
    struct Scratch {
        let branch: Matrix
        let inner: Matrix
        let qkv: Matrix
        let products: Matrix
        let energies: Matrix

        init(_ settings: GeneratorSettings, rows: Int, gradientRows: Int, shareColumns: Int) {
            branch = Matrix(rows: rows, columns: settings.width)
            inner = Matrix(rows: gradientRows, columns: settings.inner)
            qkv = Matrix(rows: gradientRows, columns: 3 * settings.width)
            products = Matrix(rows: gradientRows, columns: settings.width)
            energies = Matrix(rows: 1, columns: shareColumns)
        }
    }

    /// - Parameters:
    ///   - x: [rows × d]; rows behind the last token are idle
    ///   - dropout: of the two branches; nil where nothing is dropped
    ///   - attend: from queries, keys and values to what is attended
    func forward(
        _ x: Matrix, weights: ParameterVector, buffers: Buffers, scratch: Scratch, dropout: (first: Matrix, second: Matrix)?,
        attend: (_ qkv: Matrix, _ attended: Matrix) -> Void
    ) {
        let rows = x.rows
        let (normal, qkv, attended) = (buffers.normal.prefix(rows: rows), buffers.qkv.prefix(rows: rows), buffers.attended.prefix(rows: rows))
        let (middle, second, inner) = (buffers.middle.prefix(rows: rows), buffers.secondNormal.prefix(rows: rows), buffers.inner.prefix(rows: rows))
        let branch = scratch.branch.prefix(rows: rows)
        LayerNorm.forward(x, gain: weights[firstNorm.gain], bias: weights[firstNorm.bias], statistics: buffers.statistics, into: normal)
        affine(normal, weights[project.weight], weights[project.bias], into: qkv)
        attend(qkv, attended)
        Product.multiply(attended.plain, weights[mix.weight].plain, into: branch)
        ResidualRows.add(branch, bias: weights[mix.bias], factors: dropout?.first, to: x, into: middle)
        LayerNorm.forward(
            middle, gain: weights[secondNorm.gain], bias: weights[secondNorm.bias], statistics: buffers.secondStatistics, into: second)
        Product.multiply(second.plain, weights[widen.weight].plain, into: inner)
        ResidualRows.rectify(inner, bias: weights[widen.bias])
        Product.multiply(inner.plain, weights[narrow.weight].plain, into: branch)
        ResidualRows.add(branch, bias: weights[narrow.bias], factors: dropout?.second, to: middle, into: buffers.output.prefix(rows: rows))
    }

    /// - Parameters:
    ///   - slopes: δ of what leaves the layer, [rows × d]; becomes that of what enters
    ///   - starts: where sequences begin
    func backward(
        _ x: Matrix, slopes: Matrix, starts: Span<Int32>, slices: SliceGradients, weights: ParameterVector, gradient: ParameterVector,
        buffers: Buffers, scratch: Scratch, dropout: (first: Matrix, second: Matrix)?
    ) {
        let rows = x.rows
        let (branch, products) = (scratch.branch.prefix(rows: rows), scratch.products.prefix(rows: rows))
        var delta = slopes
        if let dropout {
            Rows.multiply(slopes, by: dropout.second, into: branch)
            delta = branch
        }
        let inner = buffers.inner.prefix(rows: rows)
        let innerSlopes = scratch.inner.prefix(rows: rows)
        keep(narrow, inner, delta, slices, gradient)
        Product.multiply(delta.plain, weights[narrow.weight].transposed, into: innerSlopes)
        Rectifier.gate(innerSlopes, by: inner, into: innerSlopes)
        keep(widen, buffers.secondNormal.prefix(rows: rows), innerSlopes, slices, gradient)
        Product.multiply(innerSlopes.plain, weights[widen.weight].transposed, into: branch)
        secondNorm.backward(
            branch, x: buffers.middle.prefix(rows: rows), buffers.secondStatistics, products, slices, weights, gradient, addingTo: slopes)

        delta = slopes
        if let dropout {
            Rows.multiply(slopes, by: dropout.first, into: branch)
            delta = branch
        }
        keep(mix, buffers.attended.prefix(rows: rows), delta, slices, gradient)
        Product.multiply(delta.plain, weights[mix.weight].transposed, into: products)
        let qkvSlopes = scratch.qkv.prefix(rows: rows)
        attention.backward(
            products, qkv: buffers.qkv, starts: starts, shares: buffers.shares, scratch: scratch.energies, into: qkvSlopes)
        keep(project, buffers.normal.prefix(rows: rows), qkvSlopes, slices, gradient)
        Product.multiply(qkvSlopes.plain, weights[project.weight].transposed, into: branch)
        firstNorm.backward(branch, x: x, buffers.statistics, products, slices, weights, gradient, addingTo: slopes)
    }

    /// The gradient of a product's weights and bias.
    private func keep(_ affine: Affine, _ input: Matrix, _ slopes: Matrix, _ slices: SliceGradients, _ gradient: ParameterVector) {
        slices.product(input, slopes, along: \.materials, into: gradient[affine.weight])
        slices.bias(slopes, along: \.materials, into: gradient[affine.bias])
    }
}

extension TransformerLayer.Norm {
    func backward(
        _ slopes: Matrix, x: Matrix, _ statistics: Matrix, _ products: Matrix, _ slices: SliceGradients, _ weights: ParameterVector,
        _ gradient: ParameterVector, addingTo sum: Matrix
    ) {
        LayerNorm.backward(slopes, x: x, gain: weights[gain], statistics: statistics, products: products, addingTo: sum)
        slices.bias(products, along: \.materials, into: gradient[gain])
        slices.bias(slopes, along: \.materials, into: gradient[bias])
    }
}
