import Datasets
import Kernels

/// The first message layer's P, Q, R, S with one product row per distinct embedding and not per node
/// (mathematics, "The first layer per distinct embedding"). Exact: `W h = W·elements[e] + W·positions[y] + w · W·direction`.
struct FirstProjection {
    /// The projected terms, and their gradients.
    struct Buffers {
        let projected: NodeTerms
        let gradients: NodeTerms

        /// - Parameter slices: 0 where no gradients are wanted
        init(_ layer: MessageLayer, elements: Int, positions: Int?, slices: Int) {
            let width = layer.attention.projectedWidth
            projected = NodeTerms(elements: elements, positions: positions, directions: 1, width: width)
            gradients =
                slices == 0
                ? NodeTerms(elements: 0, positions: positions.map { _ in 0 }, directions: 0, width: width)
                : NodeTerms(elements: elements, positions: positions, directions: slices, width: width)
        }
    }

    let layer: MessageLayer

    /// - Parameters:
    ///   - rows: [N × d], overwritten with h
    ///   - projected: [N × projectedWidth], overwritten with W h
    func forward(
        _ batch: borrowing Batch, terms: NodeTerms, weights: ParameterVector, buffers: Buffers, rows: Matrix, projected: Matrix
    ) {
        let terms = terms.used(by: batch)
        let wide = buffers.projected.used(by: batch)
        layer.project(terms.elements, weights: weights, into: wide.elements)
        if let positions = terms.positions, let into = wide.positions { layer.project(positions, weights: weights, into: into) }
        layer.project(terms.direction, weights: weights, into: wide.direction)
        assemble(batch, terms, into: rows)
        assemble(batch, wide, into: projected)
    }

    /// Every slice has terms of its own, and a row of `direction` for the gradient of the one direction.
    ///
    /// - Parameters:
    ///   - rowGradient: [N × d], δh along the residual path
    ///   - projectedGradient: [N × projectedWidth]
    ///   - termGradients: overwritten
    func backward(
        _ batch: borrowing Batch, slices: SliceGradients, terms: NodeTerms, rowGradient: Matrix, projectedGradient: Matrix,
        weights: ParameterVector, gradient: ParameterVector, buffers: Buffers, termGradients: NodeTerms
    ) {
        let terms = terms.used(by: batch)
        let wide = buffers.gradients.used(by: batch)
        let slopes = termGradients.used(by: batch)
        wide.fill(0)
        slopes.fill(0)
        scatter(batch, slices, projectedGradient, into: wide)
        scatter(batch, slices, rowGradient, into: slopes)
        slices.sums.sum(slices.count, into: gradient[layer.projection]) { slice, inputs, part in
            let elements = slices.range(\.elements, ofSlice: slice)
            multiply(terms.elements.rows(elements), wide.elements.rows(elements), inputs, into: part)
            if let positions = terms.positions, let widePositions = wide.positions {
                let rows = slices.range(\.positions, ofSlice: slice)
                multiply(positions.rows(rows), widePositions.rows(rows), inputs, into: part, adding: 1)
            }
            multiply(terms.direction, wide.direction.rows(slice..<(slice + 1)), inputs, into: part, adding: 1)
        }
        layer.addGradient(ofRows: slopes.elements, from: wide.elements, weights: weights)
        if let into = slopes.positions, let widePositions = wide.positions {
            layer.addGradient(ofRows: into, from: widePositions, weights: weights)
        }
        layer.addGradient(ofRows: slopes.direction, from: wide.direction, weights: weights)
    }

    private func multiply(_ terms: Matrix, _ slopes: Matrix, _ inputs: Range<Int>, into part: Matrix, adding: Float = 0) {
        Product.multiply(terms.columns(inputs).transposed, slopes.plain, into: part, adding: adding)
    }

    private func assemble(_ batch: borrowing Batch, _ terms: NodeTerms, into rows: Matrix) {
        Rows.assemble(
            terms.elements, batch.elementIndex.span, terms.positions, batch.positionIndex.span, direction: terms.direction,
            scales: batch.weights.span, into: rows)
    }

    private func scatter(_ batch: borrowing Batch, _ slices: SliceGradients, _ rows: Matrix, into terms: NodeTerms) {
        for slice in 0..<slices.count {
            Rows.scatter(
                rows, only: slices.range(\.nodes, ofSlice: slice), terms.elements, batch.elementIndex.span, terms.positions,
                batch.positionIndex.span, direction: terms.direction.rows(slice..<(slice + 1)), scales: batch.weights.span)
        }
    }
}
