import Kernels

/// Transposes of the matrices that backward meets once for every block: the product of a few rows with a transposed matrix would lay it out
/// anew each time, at half the speed.
struct TransposedWeights {
    struct Attention {
        /// Wᵀ [heads·projected × d]
        let projection: Matrix
        /// Vᵀ [d × heads·message]
        let message: Matrix
    }

    let layers: [Attention]
    let pooling: Attention

    /// - Parameter isUsed: false where no gradient is wanted, and so no room is needed
    init(_ model: SetModel, isUsed: Bool) {
        func room(_ block: ParameterBlock) -> Matrix { Matrix(rows: isUsed ? block.columns : 0, columns: block.rows) }
        layers = model.layers.map { Attention(projection: room($0.heads.projection), message: room($0.heads.message)) }
        pooling = Attention(projection: room(model.pooling.heads.projection), message: room(model.pooling.heads.message))
    }

    /// - Parameter includingMessages: false where the gradient of the message layers is not wanted
    func update(_ model: SetModel, _ weights: ParameterVector, includingMessages: Bool) {
        for (layer, transposes) in zip(model.layers, layers) where includingMessages {
            Rows.transpose(weights[layer.heads.projection], into: transposes.projection)
            Rows.transpose(weights[layer.heads.message], into: transposes.message)
        }
        Rows.transpose(weights[model.pooling.heads.projection], into: pooling.projection)
        Rows.transpose(weights[model.pooling.heads.message], into: pooling.message)
    }
}
