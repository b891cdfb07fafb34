import Datasets
import Kernels

/// A node's first vector, E x_el + b, made once for each distinct element of a slice.
struct CrystalEmbedding {
    /// E, [n × d], and b.
    let weight: ParameterBlock
    let bias: ParameterBlock
    /// The element vectors, where they are learnt.
    let table: ParameterBlock?

    init(_ settings: CrystalSettings, tables: EmbeddingTables, layout: inout ParameterLayout) {
        let features = tables.elements.columns
        weight = layout.add("embedding.element.weight", rows: features, columns: settings.nodeWidth, .uniform(fanIn: features))
        bias = layout.add("embedding.element.bias", rows: 1, columns: settings.nodeWidth, .uniform(fanIn: features))
        table = settings.trainableEmbeddings
            ? layout.add("embedding.element.table", rows: tables.elements.rows, columns: features, .given) : nil
    }

    struct Buffers {
        /// Of the distinct elements, [elements × n], and what they become, [elements × d].
        let vectors: Matrix
        let terms: Matrix
        let termGradients: Matrix

        init(_ embedding: CrystalEmbedding, elements: Int, for purpose: ModelPurpose) {
            vectors = Matrix(rows: elements, columns: embedding.weight.rows)
            terms = Matrix(rows: elements, columns: embedding.weight.columns)
            termGradients = Matrix(rows: purpose == .training ? elements : 0, columns: embedding.weight.columns)
        }
    }

    /// Rows that products of elements are made of.
    private func rows(_ batch: borrowing GraphBatch) -> Int { max(batch.elements.count, Product.leastRows) }

    /// Of the products of a forward pass.
    func operations(of batch: borrowing GraphBatch) -> Int { 2 * rows(batch) * weight.count }

    /// - Parameter v: [nodes × d], overwritten
    func forward(_ batch: borrowing GraphBatch, tables: EmbeddingTables, weights: ParameterVector, buffers: Buffers, into v: Matrix) {
        let vectors = buffers.vectors.prefix(rows: rows(batch))
        let terms = buffers.terms.prefix(rows: rows(batch))
        Rows.gather(table.map { weights[$0] } ?? tables.elements, batch.elements.span, into: vectors)
        affine(vectors, weights[weight], weights[bias], into: terms)
        Rows.gather(terms, batch.elementIndex.span, into: v)
    }

    /// - Parameter slopes: δv, [nodes × d]
    func backward(
        _ batch: borrowing GraphBatch, slopes: Matrix, slices: SliceGradients, weights: ParameterVector, gradient: ParameterVector, buffers: Buffers
    ) {
        let vectors = buffers.vectors.prefix(rows: rows(batch))
        let terms = buffers.termGradients.prefix(rows: rows(batch))
        terms.fill(0)
        Rows.scatter(slopes, only: 0..<batch.nodeCount, to: terms, from: 0, batch.elementIndex.span)
        slices.product(vectors, terms, along: \.elements, into: gradient[weight])
        slices.bias(terms, along: \.elements, into: gradient[bias])
        guard let table else { return }
        Product.multiply(terms.plain, weights[weight].transposed, into: vectors)
        slices.sums.sum(slices.count, into: gradient[table]) { slice, tile, part in
            part.fill(0)
            Rows.scatter(vectors, only: slices.range(\.elements, ofSlice: slice), to: part, from: tile.lowerBound, batch.elements.span)
        }
    }
}
