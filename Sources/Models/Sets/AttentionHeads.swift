import Datasets
import Kernels

/// What all heads of an attention learn, in a message layer or in the pooling, and the sums over heads that are the same in both.
struct AttentionHeads {
    let count: Int
    let shape: HeadShape
    /// Columns that a head attends over.
    let attendedWidth: Int
    /// W [d × heads·projected] and its biases.
    let projection: ParameterBlock
    let bias: ParameterBlock
    /// v [heads × gate] and p [1 × heads].
    let gate: ParameterBlock
    let power: ParameterBlock
    /// V [heads·attended × d] and its biases [heads × d].
    let message: ParameterBlock
    let messageBias: ParameterBlock

    /// - Parameter fanIn: what a row of W's matrix meets, by which it is drawn
    init(
        _ name: String, count: Int, shape: HeadShape, attendedWidth: Int, fanIn: Int, configuration: SetSettings,
        layout: inout ParameterLayout
    ) {
        self.count = count
        self.shape = shape
        self.attendedWidth = attendedWidth
        projection = layout.add("\(name).projection", rows: shape.width, columns: count * shape.projectedWidth, .uniform(fanIn: fanIn))
        bias = layout.add("\(name).projection.bias", rows: 1, columns: count * shape.biasWidth, .uniform(fanIn: fanIn))
        gate = layout.add(
            "\(name).gate", rows: count, columns: shape.gateWidth,
            configuration.has(.attention) ? .uniform(fanIn: shape.gateWidth) : .zero)
        power = layout.add("\(name).power", rows: 1, columns: count, configuration.has(.attentionWeights) ? .normal : .zero)
        message = layout.add("\(name).message", rows: count * attendedWidth, columns: shape.width, .uniform(fanIn: attendedWidth))
        messageBias = layout.add("\(name).message.bias", rows: count, columns: shape.width, .uniform(fanIn: attendedWidth))
    }

    /// Of W, and of what it gives.
    func projectedColumns(_ head: Int) -> Range<Int> { range(head, shape.projectedWidth) }

    func attendedColumns(_ head: Int) -> Range<Int> { range(head, attendedWidth) }

    private func range(_ head: Int, _ width: Int) -> Range<Int> { (head * width)..<((head + 1) * width) }

    func parameters(_ vector: ParameterVector, head: Int) -> PairAttention.Parameters {
        PairAttention.Parameters(
            bias: vector[bias].columns(range(head, shape.biasWidth)), gate: vector[gate].rows(head..<(head + 1)),
            power: vector[power].columns(head..<(head + 1)))
    }

    /// Heads are averaged.
    var share: Float { 1 / Float(count) }

    /// output += the mean of the biases behind V.
    func addMessageBiases(_ weights: ParameterVector, to output: Matrix) {
        for head in 0..<count {
            Rows.broadcast(weights[messageBias].rows(head..<(head + 1)), into: output, scaledBy: share, adding: true)
        }
    }

    /// The gradients of V and of its biases.
    ///
    /// - Parameters:
    ///   - attended: [rows × heads·attended], as V met it
    ///   - outputGradient: [rows × d]
    func messageGradients(
        _ slices: SliceGradients, attended: Matrix, outputGradient: Matrix, along: KeyPath<Batch.Boundary, Int>, into gradient: ParameterVector
    ) {
        // The same for every head.
        let biases = gradient[messageBias]
        slices.bias(outputGradient, along: along, into: biases.rows(0..<1), scaledBy: share)
        for head in 1..<count { biases.rows(head..<(head + 1)).copy(from: biases.rows(0..<1)) }
        slices.product(attended, outputGradient, along: along, into: gradient[message], scaledBy: share)
    }

    /// Writes what a head's slices have summed up.
    func copy(_ sum: HeadGradient, head: Int, to gradient: ParameterVector) {
        sum.copy(toProjection: gradient[projection].columns(projectedColumns(head)), parameters: parameters(gradient, head: head))
    }
}
