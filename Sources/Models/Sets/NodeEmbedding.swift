import Datasets
import Kernels

/// A node's first vector as a sum of a term per distinct element, a term per distinct Wyckoff position and a term linear in its weight:
/// `h = elements[e] + positions[y] + w · direction`, all of the node's width d.
struct NodeTerms {
    /// [distinct elements × d]
    let elements: Matrix
    /// [distinct positions × d]
    let positions: Matrix?
    /// [1 × d]; of gradients a row for each slice
    let direction: Matrix

    init(elements: Int, positions: Int?, directions: Int, width: Int) {
        self.init(
            elements: Matrix(rows: elements, columns: width), positions: positions.map { Matrix(rows: $0, columns: width) },
            direction: Matrix(rows: directions, columns: width))
    }

    private init(elements: Matrix, positions: Matrix?, direction: Matrix) {
        self.elements = elements
        self.positions = positions
        self.direction = direction
    }

    /// The rows that a batch uses.
    func used(by batch: borrowing Batch) -> NodeTerms {
        NodeTerms(
            elements: elements.prefix(rows: batch.elements.count), positions: positions?.prefix(rows: batch.positions.count),
            direction: direction.prefix(rows: min(direction.rows, batch.sliceCount)))
    }

    /// Some columns of some nodes' rows from the terms.
    func assemble(_ batch: borrowing Batch, _ nodes: Range<Int>, columns: Range<Int>, into rows: Matrix) {
        Rows.assemble(
            nodes, elements.columns(columns), batch.elementIndex.span, positions?.columns(columns), batch.positionIndex.span,
            direction: direction.columns(columns), scales: batch.weights.span, into: rows)
    }

    /// The gradient of `assemble` for nodes of one slice.
    func scatter(_ batch: borrowing Batch, _ nodes: Range<Int>, slice: Int, columns: Range<Int>, from rows: Matrix) {
        Rows.scatter(
            nodes, rows, elements.columns(columns), batch.elementIndex.span, positions?.columns(columns), batch.positionIndex.span,
            direction: direction.rows(slice..<(slice + 1)).columns(columns), scales: batch.weights.span)
    }

    func fill(_ value: Float) {
        elements.fill(value)
        positions?.fill(value)
        direction.fill(value)
    }
}

/// Roost: `h = [E·x_el + b ; w]`. Wren: `h = (E_el·x_el + b) ⊕ (E_wy·[x_wy ; w] + b)` (Mathematics.md §1).
struct NodeEmbedding {
    let elementWidth: Int
    let wyckoffWidth: Int
    let width: Int
    /// Whether a node's vector tells its weight.
    let hasWeights: Bool
    /// [n × elementWidth] and its bias.
    let element: ParameterBlock
    let elementBias: ParameterBlock
    /// [columns of the Wyckoff table + 1 × wyckoffWidth], the weight's row last, and its bias; nil for Roost.
    let wyckoff: ParameterBlock?
    let wyckoffBias: ParameterBlock?
    /// The tables, where they are learnt.
    let elementTable: ParameterBlock?
    let wyckoffTable: ParameterBlock?

    init(_ configuration: SetSettings, tables: EmbeddingTables, layout: inout ParameterLayout) {
        elementWidth = configuration.elementWidth
        wyckoffWidth = configuration.wyckoffWidth
        width = configuration.nodeWidth
        hasWeights = configuration.has(.nodeWeights)
        let features = tables.elements.columns
        element = layout.add("embedding.element.weight", rows: features, columns: elementWidth, .uniform(fanIn: features))
        elementBias = layout.add("embedding.element.bias", rows: 1, columns: elementWidth, .uniform(fanIn: features))
        if let positions = tables.positions {
            let inputs = positions.columns + 1
            wyckoff = layout.add("embedding.wyckoff.weight", rows: inputs, columns: wyckoffWidth, .uniform(fanIn: inputs))
            wyckoffBias = layout.add("embedding.wyckoff.bias", rows: 1, columns: wyckoffWidth, .uniform(fanIn: inputs))
        } else {
            wyckoff = nil
            wyckoffBias = nil
        }
        if configuration.trainableEmbeddings {
            elementTable = layout.add("embedding.element.table", rows: tables.elements.rows, columns: features, .given)
            wyckoffTable = tables.positions.map { layout.add("embedding.wyckoff.table", rows: $0.rows, columns: $0.columns, .given) }
        } else {
            elementTable = nil
            wyckoffTable = nil
        }
    }

    /// The inputs of one batch and what is made of them.
    struct Buffers {
        let elementVectors: Matrix
        let positionVectors: Matrix?
        let terms: NodeTerms
        let termGradients: NodeTerms

        /// - Parameter slices: 0 where no gradients are wanted
        init(_ embedding: NodeEmbedding, tables: EmbeddingTables, elements: Int, positions: Int, slices: Int) {
            elementVectors = Matrix(rows: elements, columns: tables.elements.columns)
            positionVectors = tables.positions.map { Matrix(rows: positions, columns: $0.columns) }
            let used = tables.positions == nil ? nil : positions
            terms = NodeTerms(elements: elements, positions: used, directions: 1, width: embedding.width)
            termGradients = NodeTerms(
                elements: slices == 0 ? 0 : elements, positions: slices == 0 ? used.map { _ in 0 } : used, directions: slices,
                width: embedding.width)
        }
    }

    /// Of the products of a forward pass.
    func operations(of batch: borrowing Batch) -> Int {
        2 * (batch.elements.count * element.count + batch.positions.count * (wyckoff?.count ?? 0))
    }

    func forward(_ batch: borrowing Batch, tables: EmbeddingTables, weights: ParameterVector, buffers: Buffers) {
        let terms = buffers.terms.used(by: batch)
        let vectors = buffers.elementVectors.prefix(rows: batch.elements.count)
        Rows.gather(elementTable.map { weights[$0] } ?? tables.elements, batch.elements.span, into: vectors)
        let elements = terms.elements.columns(0..<elementWidth)
        Rows.broadcast(weights[elementBias], into: elements)
        Product.multiply(vectors, weights[element].plain, slices: batch.slices, along: \.elements, into: elements, adding: 1)

        guard let wyckoff, let wyckoffBias, let positions = terms.positions, let table = wyckoffTable.map({ weights[$0] }) ?? tables.positions,
            let used = buffers.positionVectors?.prefix(rows: batch.positions.count)
        else {
            terms.direction[0, width - 1] = hasWeights ? 1 : 0
            return
        }
        let inputs = table.columns
        let part = elementWidth..<width
        Rows.gather(table, batch.positions.span, into: used)
        Rows.broadcast(weights[wyckoffBias], into: positions.columns(part))
        Product.multiply(
            used, weights[wyckoff].rows(0..<inputs).plain, slices: batch.slices, along: \.positions, into: positions.columns(part), adding: 1)
        if hasWeights { terms.direction.columns(part).copy(from: weights[wyckoff].rows(inputs..<(inputs + 1))) }
    }

    /// Reads `buffers.termGradients`.
    func backward(
        _ batch: borrowing Batch, slices: SliceGradients, weights: ParameterVector, gradient: ParameterVector, buffers: Buffers
    ) {
        let slopes = buffers.termGradients.used(by: batch)
        let elementSlopes = slopes.elements.columns(0..<elementWidth)
        let vectors = buffers.elementVectors.prefix(rows: batch.elements.count)
        slices.product(vectors, elementSlopes, along: \.elements, into: gradient[element])
        slices.bias(elementSlopes, along: \.elements, into: gradient[elementBias])
        if let elementTable {
            Product.multiply(elementSlopes, weights[element].transposed, slices: batch.slices, along: \.elements, into: vectors)
            scatter(vectors, slices, along: \.elements, batch.elements, into: gradient[elementTable])
        }

        guard let wyckoff, let wyckoffBias, let positions = slopes.positions,
            let used = buffers.positionVectors?.prefix(rows: batch.positions.count)
        else { return }
        let inputs = used.columns
        let positionSlopes = positions.columns(elementWidth..<width)
        let matrix = gradient[wyckoff]
        slices.product(used, positionSlopes, along: \.positions, into: matrix.rows(0..<inputs))
        slices.sums.sum(slices.count, into: matrix.rows(inputs..<(inputs + 1))) { slice, _, part in
            if hasWeights { part.copy(from: slopes.direction.rows(slice..<(slice + 1)).columns(elementWidth..<width)) } else { part.fill(0) }
        }
        slices.bias(positionSlopes, along: \.positions, into: gradient[wyckoffBias])
        if let wyckoffTable {
            let back = weights[wyckoff].rows(0..<inputs).transposed
            Product.multiply(positionSlopes, back, slices: batch.slices, along: \.positions, into: used)
            scatter(used, slices, along: \.positions, batch.positions, into: gradient[wyckoffTable])
        }
    }

    /// The gradient of the rows that were gathered from a table.
    private func scatter(
        _ rows: Matrix, _ slices: SliceGradients, along: KeyPath<Batch.Boundary, Int>, _ index: [Int32], into table: Matrix
    ) {
        slices.sums.sum(slices.count, into: table) { slice, tile, part in
            part.fill(0)
            Rows.scatter(rows, only: slices.range(along, ofSlice: slice), to: part, from: tile.lowerBound, index.span)
        }
    }
}
