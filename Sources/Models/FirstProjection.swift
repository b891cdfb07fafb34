import Datasets
import Kernels

/// The first message layer's P, Q, R, S with one product row per distinct embedding and not per node
/// (mathematics, "The first layer per distinct embedding"). Exact: `W h = W·elements[e] + W·positions[y] + w · W·direction`.
struct FirstProjection {
    /// The projected terms, and their gradients.
    struct Buffers {
        let projected: NodeTerms
        let gradients: NodeTerms

        init(_ layer: MessageLayer, elements: Int, positions: Int?) {
            let width = layer.attention.projectedWidth
            projected = NodeTerms(elements: elements, positions: positions, width: width)
            gradients = NodeTerms(elements: elements, positions: positions, width: width)
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

    /// - Parameters:
    ///   - rowGradient: [N × d], δh along the residual path
    ///   - projectedGradient: [N × projectedWidth]
    ///   - termGradients: overwritten
    func backward(
        _ batch: borrowing Batch, terms: NodeTerms, rowGradient: Matrix, projectedGradient: Matrix, weights: ParameterVector,
        gradient: ParameterVector, buffers: Buffers, termGradients: NodeTerms
    ) {
        let terms = terms.used(by: batch)
        let wide = buffers.gradients.used(by: batch)
        let slopes = termGradients.used(by: batch)
        wide.fill(0)
        slopes.fill(0)
        scatter(batch, projectedGradient, into: wide)
        scatter(batch, rowGradient, into: slopes)
        layer.unproject(wide.elements, rows: terms.elements, weights: weights, gradient: gradient, rowGradient: slopes.elements)
        if let positions = terms.positions, let widePositions = wide.positions, let into = slopes.positions {
            layer.unproject(widePositions, rows: positions, weights: weights, gradient: gradient, rowGradient: into)
        }
        layer.unproject(wide.direction, rows: terms.direction, weights: weights, gradient: gradient, rowGradient: slopes.direction)
    }

    private func assemble(_ batch: borrowing Batch, _ terms: NodeTerms, into rows: Matrix) {
        Rows.assemble(
            terms.elements, batch.elementIndex.span, terms.positions, batch.positionIndex.span, direction: terms.direction,
            scales: batch.weights.span, into: rows)
    }

    private func scatter(_ batch: borrowing Batch, _ rows: Matrix, into terms: NodeTerms) {
        Rows.scatter(
            rows, terms.elements, batch.elementIndex.span, terms.positions, batch.positionIndex.span, direction: terms.direction,
            scales: batch.weights.span)
    }
}
