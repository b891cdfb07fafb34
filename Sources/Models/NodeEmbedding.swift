import Datasets
import Kernels

/// A node's first vector as a sum of a term per distinct element, a term per distinct Wyckoff position and a term linear in its weight:
/// `h = elements[e] + positions[y] + w · direction`, all of the node's width d.
struct NodeTerms {
    /// [distinct elements × d]
    let elements: Matrix
    /// [distinct positions × d]
    let positions: Matrix?
    /// [1 × d]
    let direction: Matrix

    init(elements: Int, positions: Int?, width: Int) {
        self.init(
            elements: Matrix(rows: elements, columns: width), positions: positions.map { Matrix(rows: $0, columns: width) },
            direction: Matrix(rows: 1, columns: width))
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
            direction: direction)
    }

    func fill(_ value: Float) {
        elements.fill(value)
        positions?.fill(value)
        direction.fill(value)
    }
}

/// Roost: `h = [E·x_el + b ; w]`. Wren: `h = (E_el·x_el + b) ⊕ (E_wy·[x_wy ; w] + b)` (mathematics §1).
struct NodeEmbedding {
    let elementWidth: Int
    let wyckoffWidth: Int
    let width: Int
    /// [n × elementWidth] and its bias.
    let element: ParameterBlock
    let elementBias: ParameterBlock
    /// [444 + 1 × wyckoffWidth], the weight's row last, and its bias; nil for Roost.
    let wyckoff: ParameterBlock?
    let wyckoffBias: ParameterBlock?
    /// The tables, where they are learnt.
    let elementTable: ParameterBlock?
    let wyckoffTable: ParameterBlock?

    init(_ configuration: ModelConfiguration, tables: EmbeddingTables, layout: inout ParameterLayout) {
        elementWidth = configuration.elementWidth
        wyckoffWidth = configuration.wyckoffWidth
        width = configuration.nodeWidth
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

        init(_ embedding: NodeEmbedding, tables: EmbeddingTables, elements: Int, positions: Int) {
            elementVectors = Matrix(rows: elements, columns: tables.elements.columns)
            positionVectors = tables.positions.map { Matrix(rows: positions, columns: $0.columns) }
            terms = NodeTerms(elements: elements, positions: tables.positions == nil ? nil : positions, width: embedding.width)
            termGradients = NodeTerms(elements: elements, positions: tables.positions == nil ? nil : positions, width: embedding.width)
        }
    }

    func forward(_ batch: borrowing Batch, tables: EmbeddingTables, weights: ParameterVector, buffers: Buffers) {
        let terms = buffers.terms.used(by: batch)
        let vectors = buffers.elementVectors.prefix(rows: batch.elements.count)
        Rows.gather(elementTable.map { weights[$0] } ?? tables.elements, batch.elements.span, into: vectors)
        affine(vectors, weights[element], weights[elementBias], into: terms.elements.columns(0..<elementWidth))

        guard let wyckoff, let wyckoffBias, let positions = terms.positions, let table = wyckoffTable.map({ weights[$0] }) ?? tables.positions,
            let used = buffers.positionVectors?.prefix(rows: batch.positions.count)
        else {
            terms.direction[0, width - 1] = 1
            return
        }
        let inputs = table.columns
        let part = elementWidth..<width
        Rows.gather(table, batch.positions.span, into: used)
        affine(used, weights[wyckoff].rows(0..<inputs), weights[wyckoffBias], into: positions.columns(part))
        terms.direction.columns(part).copy(from: weights[wyckoff].rows(inputs..<(inputs + 1)))
    }

    /// Reads `buffers.termGradients`.
    func backward(_ batch: borrowing Batch, weights: ParameterVector, gradient: ParameterVector, buffers: Buffers) {
        let slopes = buffers.termGradients.used(by: batch)
        let elementSlopes = slopes.elements.columns(0..<elementWidth)
        Product.multiply(
            buffers.elementVectors.prefix(rows: batch.elements.count).transposed, elementSlopes.plain, into: gradient[element], adding: 1)
        Rows.sum(elementSlopes, into: gradient[elementBias])
        if let elementTable {
            let vectors = buffers.elementVectors.prefix(rows: batch.elements.count)
            Product.multiply(elementSlopes.plain, weights[element].transposed, into: vectors)
            Rows.scatter(vectors, to: gradient[elementTable], batch.elements.span)
        }

        guard let wyckoff, let wyckoffBias, let positions = slopes.positions,
            let used = buffers.positionVectors?.prefix(rows: batch.positions.count)
        else { return }
        let inputs = used.columns
        let positionSlopes = positions.columns(elementWidth..<width)
        let matrix = gradient[wyckoff]
        Product.multiply(used.transposed, positionSlopes.plain, into: matrix.rows(0..<inputs), adding: 1)
        Rows.sum(slopes.direction.columns(elementWidth..<width), into: matrix.rows(inputs..<(inputs + 1)))
        Rows.sum(positionSlopes, into: gradient[wyckoffBias])
        if let wyckoffTable {
            Product.multiply(positionSlopes.plain, weights[wyckoff].rows(0..<inputs).transposed, into: used)
            Rows.scatter(used, to: gradient[wyckoffTable], batch.positions.span)
        }
    }
}

/// out = x·W + b.
func affine(_ x: Matrix, _ weight: Matrix, _ bias: Matrix, into out: Matrix) {
    Rows.broadcast(bias, into: out)
    Product.multiply(x.plain, weight.plain, into: out, adding: 1)
}
