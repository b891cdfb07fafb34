import Datasets
import Kernels

/// Roost and Wren: a set of nodes → message layers → attention pooling → mean over representations → output networks, one for each target.
///
/// The description of a model and the places of its parameters in the flat vector; the numbers themselves are brought by the caller,
/// so that one model serves training, its best weights, its average and every member of an ensemble.
public struct SetModel {
    public let configuration: SetSettings
    public let tasks: [Task]
    public let layout: ParameterLayout
    public let tables: EmbeddingTables
    let embedding: NodeEmbedding
    let layers: [MessageLayer]
    let pooling: SetPooling
    /// nil where the outputs are affine in the descriptor.
    let trunk: ResidualNetwork?
    let outputs: [ResidualNetwork]
    /// Parameters that an ablation keeps at zero.
    private let held: [ParameterBlock]

    /// - Parameters:
    ///   - tasks: one for each target
    ///   - tables: inputs, or where trainable embeddings begin
    /// - Throws: `ModelError.size`
    public init(_ configuration: SetSettings, tasks: [Task], tables: EmbeddingTables) throws(ModelError) {
        try configuration.validate()
        try ModelBounds.check(tasks)
        var layout = ParameterLayout()
        embedding = NodeEmbedding(configuration, tables: tables, layout: &layout)
        layers = (0..<configuration.layers).map { MessageLayer(configuration, index: $0, layout: &layout) }
        pooling = SetPooling(configuration, layout: &layout)
        let isResidual = configuration.has(.outputResiduals)
        let hasNetwork = configuration.has(.outputNetwork)
        trunk =
            hasNetwork
            ? ResidualNetwork(
                name: "trunk", inputs: configuration.nodeWidth, hidden: configuration.trunk, outputs: configuration.output[0],
                isResidual: isResidual, layout: &layout) : nil
        outputs = tasks.enumerated().map { index, task in
            ResidualNetwork(
                name: "outputs.\(index)", inputs: hasNetwork ? configuration.output[0] : configuration.nodeWidth,
                hidden: hasNetwork ? Array(configuration.output.dropFirst()) : [], outputs: task.outputs, isResidual: isResidual,
                layout: &layout)
        }
        held =
            (configuration.has(.attention) ? [] : layers.map(\.heads.gate) + [pooling.heads.gate])
            + (configuration.has(.attentionWeights) ? [] : layers.map(\.heads.power) + [pooling.heads.power])
        try ModelBounds.check(layout)
        self.configuration = configuration
        self.tasks = tasks
        self.layout = layout
        self.tables = tables
    }

    /// Where in the vector of parameters what comes after the message layers begins: the pooling, the trunk, the outputs.
    public var firstAfterMessages: Int? { pooling.heads.projection.offset }

    /// Columns of the widest matrix that is summed over slices; what a head of an attention learns is summed as one row.
    var widestGradient: Int { max(layers[0].heads.shape.count, pooling.heads.shape.count, layout.blocks.map(\.columns).max() ?? 0) }

    /// What the products of gradients take, which are summed over nodes, distinct embeddings or materials.
    func productBounds(_ bounds: BatchBounds) -> (rows: Int, elements: Int) {
        let materials = max(bounds.materials, Product.leastRows)
        let rows = max(bounds.nodes, materials, bounds.elements, bounds.positions, bounds.slices)
        let widest = layout.blocks.map(\.columns).max() ?? 0
        return (
            rows,
            max(SlicedProduct.room(rows: rows, columns: configuration.nodeWidth), SlicedProduct.room(rows: materials, columns: widest))
        )
    }

    /// Of a forward pass through trunk and outputs, for each row.
    private var networkOperations: Int { outputs.reduce(trunk?.operations ?? 0) { $0 + $1.operations } }

    /// The weights that member `member` begins with.
    public func initialWeights(seed: UInt64, member: Int) -> ParameterVector {
        let weights = ParameterVector(layout: layout)
        weights.initialise(seed: seed, member: member)
        fillTables(of: weights)
        return weights
    }

    /// Learnt embeddings begin at the tables.
    func fillTables(of weights: ParameterVector) {
        if let table = embedding.elementTable { weights[table].copy(from: tables.elements) }
        if let table = embedding.wyckoffTable, let positions = tables.positions { weights[table].copy(from: positions) }
    }

    /// The element and Wyckoff vectors that these weights go with: learnt ones, or the fixed inputs.
    public func embeddingTables(in weights: ParameterVector) -> (elements: Matrix, positions: Matrix?) {
        (embedding.elementTable.map { weights[$0] } ?? tables.elements, embedding.wyckoffTable.map { weights[$0] } ?? tables.positions)
    }

    /// The raw outputs of a batch: one matrix [materials × outputs] for each target, views of the workspace.
    @discardableResult
    public func forward(_ batch: borrowing Batch, weights: ParameterVector, workspace: Workspace) -> [Matrix] {
        let count = batch.nodeCount
        let rows = Self.rows(of: batch)

        let account = workspace.account
        account?.enter(.embedding, .forward, operations: embedding.operations(of: batch))
        embedding.forward(batch, tables: tables, weights: weights, buffers: workspace.embedding)
        var h = workspace.nodes.prefix(rows: count)
        let first = FirstProjection(layer: layers[0])
        account?.enter(.firstLayers, .forward, operations: first.operations(of: batch))
        first.forward(
            batch, terms: workspace.embedding.terms, weights: weights, buffers: workspace.first, rows: h)
        for (index, layer) in layers.enumerated() {
            let buffers = workspace.layers[index]
            layer.forward(batch, input: h, weights: weights, buffers: buffers, scratch: workspace.scratch, account: account) {
                head, nodes, projected in
                account?.enter(.firstLayers, .forward, operations: index == 0 ? 0 : 2 * nodes.count * projected.columns * layer.width)
                if index == 0 {
                    workspace.first.projected.assemble(batch, nodes, columns: layer.heads.projectedColumns(head), into: projected)
                } else {
                    layer.project(h.rows(nodes), head: head, weights: weights, into: projected)
                }
            }
            h = buffers.output.prefix(rows: count)
        }
        account?.enter(.pooling, .forward, operations: pooling.operations(of: batch))
        pooling.forward(batch, rows: h, weights: weights, buffers: workspace.pooling)

        account?.enter(.networks, .forward, operations: rows * networkOperations)
        var features = workspace.pooling.descriptor.prefix(rows: rows)
        if let trunk, let buffers = workspace.trunk {
            features = trunk.forward(features, weights: weights, buffers: buffers)
            Rectifier.apply(to: features)
        }
        for (network, buffers) in zip(outputs, workspace.outputs) {
            _ = network.forward(features, weights: weights, buffers: buffers)
        }
        account?.enter(.rest, .forward)
        return workspace.results(rows: batch.count)
    }

    /// Rows that the networks of materials work on: those of the batch, and where they are few some idle ones below them, because products
    /// of fewer rows have other bits (`Product`).
    private static func rows(of batch: borrowing Batch) -> Int { max(batch.count, Product.leastRows) }

    /// The gradient of the loss, every element of it, from `workspace.resultGradients`; after `forward` of the same batch.
    ///
    /// Each is a sum over the slices of the batch in a fixed tree (`SliceSums`).
    ///
    /// - Parameter includingMessages: false leaves the gradient before `firstAfterMessages` as it is, which is most of the work
    public func backward(
        _ batch: borrowing Batch, weights: ParameterVector, gradient: ParameterVector, workspace: Workspace, includingMessages: Bool = true
    ) {
        let materials = Self.rows(of: batch)
        let slopes = workspace.gradients
        let slices = SliceGradients(batch, sums: workspace.sums, products: workspace.products)
        let account = workspace.account
        account?.enter(.firstLayers, .backward)
        workspace.transposed.update(self, weights, includingMessages: includingMessages)
        account?.enter(.networks, .backward, operations: 2 * materials * networkOperations)

        let descriptor = workspace.pooling.descriptor.prefix(rows: materials)
        let descriptorGradient = slopes.descriptor.prefix(rows: materials)
        let features = workspace.trunk.map { $0.last.prefix(rows: materials) } ?? descriptor
        let featureGradient = trunk == nil ? descriptorGradient : slopes.features.prefix(rows: materials)
        for (index, network) in outputs.enumerated() {
            network.backward(
                features, slices: slices, outputGradient: slopes.results[index].prefix(rows: materials), weights: weights, gradient: gradient,
                buffers: workspace.outputs[index], inputGradient: featureGradient, adding: index == 0 ? 0 : 1)
        }
        if let trunk, let buffers = workspace.trunk {
            Rectifier.gate(featureGradient, by: features, into: featureGradient)
            trunk.backward(
                descriptor, slices: slices, outputGradient: featureGradient, weights: weights, gradient: gradient, buffers: buffers,
                inputGradient: descriptorGradient)
        }

        // δh, carried down the residual path where there is one: every layer hands on what it was given and what it adds to it.
        var delta = slopes.nodes.prefix(rows: batch.nodeCount)
        var next = slopes.nextNodes.prefix(rows: batch.nodeCount)
        account?.enter(.pooling, .backward, operations: 2 * pooling.operations(of: batch))
        pooling.backward(
            batch, slices: slices, rows: entering(layers.count, batch, workspace), descriptorGradient: descriptorGradient, weights: weights,
            transposed: workspace.transposed.pooling, gradient: gradient, buffers: workspace.pooling, rowGradient: delta)
        defer {
            for block in held { gradient[block].fill(0) }
            account?.enter(.rest, .backward)
        }
        guard includingMessages else { return }
        for index in layers.indices.dropFirst().reversed() {
            let h = entering(index, batch, workspace)
            let layer = layers[index]
            let transposed = workspace.transposed.layers[index]
            account?.enter(
                .firstLayers, .backward, operations: 4 * batch.nodeCount * layer.heads.projection.count)
            if layer.isResidual { next.copy(from: delta) } else { next.fill(0) }
            layer.backward(
                batch, slices: slices, outputGradient: delta, weights: weights, transposed: transposed, gradient: gradient,
                buffers: workspace.layers[index], block: slopes.block, scratch: workspace.scratch, account: account,
                unproject: { piece, projectedGradient, part in
                    layer.unproject(piece, projectedGradient, rows: h, transposed: transposed, rowGradient: next, part: part)
                }, endSlice: { _, _, _ in })
            swap(&delta, &next)
        }
        backwardFirstLayer(batch, slices, delta, weights: weights, gradient: gradient, workspace: workspace)
        account?.enter(.embedding, .backward, operations: embedding.operations(of: batch))
        embedding.backward(batch, slices: slices, weights: weights, gradient: gradient, buffers: workspace.embedding)
    }

    /// The rows that enter a layer, or the pooling.
    private func entering(_ index: Int, _ batch: borrowing Batch, _ workspace: Workspace) -> Matrix {
        (index == 0 ? workspace.nodes : workspace.layers[index - 1].output).prefix(rows: batch.nodeCount)
    }

    /// The first layer's gradients go to the terms that its rows were made of.
    private func backwardFirstLayer(
        _ batch: borrowing Batch, _ slices: SliceGradients, _ delta: Matrix, weights: ParameterVector, gradient: ParameterVector,
        workspace: Workspace
    ) {
        let first = FirstProjection(layer: layers[0])
        workspace.account?.enter(.firstLayers, .backward, operations: 2 * first.operations(of: batch))
        let terms = workspace.embedding.terms
        let termGradients = workspace.embedding.termGradients.used(by: batch)
        let wide = workspace.first.gradients.used(by: batch)
        termGradients.fill(0)
        wide.fill(0)
        for slice in 0..<slices.count where layers[0].isResidual {
            let nodes = slices.range(\.nodes, ofSlice: slice)
            termGradients.scatter(batch, nodes, slice: slice, columns: 0..<delta.columns, from: delta.rows(nodes))
        }
        layers[0].backward(
            batch, slices: slices, outputGradient: delta, weights: weights, transposed: workspace.transposed.layers[0], gradient: gradient,
            buffers: workspace.layers[0], block: workspace.gradients.block, scratch: workspace.scratch,
            account: workspace.account,
            unproject: { piece, projectedGradient, _ in
                let columns = layers[0].heads.projectedColumns(piece.head)
                wide.scatter(batch, piece.nodes, slice: piece.slice, columns: columns, from: projectedGradient)
            },
            endSlice: { slice, head, part in
                first.gradient(ofSlice: slice, head: head, slices, terms: terms, buffers: workspace.first, into: part)
            })
        workspace.account?.enter(.firstLayers, .backward)
        first.addGradients(
            batch, transposed: workspace.transposed.layers[0], buffers: workspace.first, to: workspace.embedding.termGradients)
    }
}
