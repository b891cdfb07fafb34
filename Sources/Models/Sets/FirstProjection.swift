import Datasets
import Kernels

/// The first message layer's P, Q, R, S with one product row per distinct embedding and not per node
/// (Mathematics.md §1, "The first layer per distinct embedding"). Exact: `W h = W·elements[e] + W·positions[y] + w · W·direction`.
struct FirstProjection {
    /// The projected terms, and their gradients.
    struct Buffers {
        let projected: NodeTerms
        let gradients: NodeTerms

        /// - Parameter slices: 0 where no gradients are wanted
        init(_ layer: MessageLayer, elements: Int, positions: Int?, slices: Int) {
            let width = layer.projectedWidth
            projected = NodeTerms(elements: elements, positions: positions, directions: 1, width: width)
            gradients =
                slices == 0
                ? NodeTerms(elements: 0, positions: positions.map { _ in 0 }, directions: 0, width: width)
                : NodeTerms(elements: elements, positions: positions, directions: slices, width: width)
        }
    }

    let layer: MessageLayer

    /// Of the products of a forward pass.
    func operations(of batch: borrowing Batch) -> Int {
        2 * (batch.elements.count + batch.positions.count + 1) * layer.heads.projection.count
    }

    /// The terms through W, and h of every node.
    ///
    /// - Parameter rows: [N × d], overwritten with h
    func forward(_ batch: borrowing Batch, terms: NodeTerms, weights: ParameterVector, buffers: Buffers, rows: Matrix) {
        let terms = terms.used(by: batch)
        let wide = buffers.projected.used(by: batch)
        let matrix = weights[layer.heads.projection]
        Product.multiply(terms.elements, matrix.plain, slices: batch.slices, along: \.elements, into: wide.elements)
        if let positions = terms.positions, let into = wide.positions {
            Product.multiply(positions, matrix.plain, slices: batch.slices, along: \.positions, into: into)
        }
        Product.multiply(terms.direction.plain, matrix.plain, into: wide.direction)
        terms.assemble(batch, 0..<batch.nodeCount, columns: 0..<rows.columns, into: rows)
    }

    /// The gradient of W's columns of a head once those of the projected terms are complete. Every slice has terms of its own, and a row of
    /// `direction` for the gradient of the one direction.
    func gradient(
        ofSlice slice: Int, head: Int, _ slices: SliceGradients, terms: NodeTerms, buffers: Buffers, into part: Matrix
    ) {
        let wide = buffers.gradients
        let columns = layer.heads.projectedColumns(head)
        let elements = slices.range(\.elements, ofSlice: slice)
        Product.multiply(terms.elements.rows(elements).transposed, wide.elements.rows(elements).columns(columns).plain, into: part)
        if let positions = terms.positions, let widePositions = wide.positions {
            let rows = slices.range(\.positions, ofSlice: slice)
            Product.multiply(positions.rows(rows).transposed, widePositions.rows(rows).columns(columns).plain, into: part, adding: 1)
        }
        Product.multiply(terms.direction.transposed, wide.direction.rows(slice..<(slice + 1)).columns(columns).plain, into: part, adding: 1)
    }

    /// What reaches the terms through W is added to what reached them along the residual path.
    func addGradients(_ batch: borrowing Batch, transposed: TransposedWeights.Attention, buffers: Buffers, to termGradients: NodeTerms) {
        let wide = buffers.gradients.used(by: batch)
        let slopes = termGradients.used(by: batch)
        let back = transposed.projection.plain
        Product.multiply(wide.elements, back, slices: batch.slices, along: \.elements, into: slopes.elements, adding: 1)
        if let into = slopes.positions, let positions = wide.positions {
            Product.multiply(positions, back, slices: batch.slices, along: \.positions, into: into, adding: 1)
        }
        for slice in 0..<batch.sliceCount {
            let row = slice..<(slice + 1)
            Product.multiply(wide.direction.rows(row).plain, back, into: slopes.direction.rows(row), adding: 1)
        }
    }
}
