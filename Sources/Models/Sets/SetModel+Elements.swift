import Kernels

extension SetModel {
    /// What a member has learnt of the elements: of each the term that enters the first layer, E·x + b.
    ///
    /// - Returns: [119][element width], row = atomic number
    public func learntElements(_ weights: ParameterVector) -> [[Float]] {
        let vectors = embeddingTables(in: weights).elements
        let terms = Matrix(rows: vectors.rows, columns: embedding.elementWidth)
        Rows.broadcast(weights[embedding.elementBias], into: terms)
        Product.multiply(vectors.plain, weights[embedding.element].plain, into: terms, adding: 1)
        return (0..<terms.rows).map { row in (0..<terms.columns).map { terms[row, $0] } }
    }
}
