import Datasets
import Kernels
import Materials

/// CGCNN: element vectors → convolutions over neighbours → mean over atoms → trunk → an output network for each target.
public struct CrystalModel {
    public let settings: CrystalSettings
    public let tasks: [Task]
    public let layout: ParameterLayout
    public let tables: EmbeddingTables
    let functions: DistanceFunctions
    let embedding: CrystalEmbedding
    let convolutions: [CrystalConvolution]
    let norms: [CrystalConvolution.Norms]
    let trunk: ResidualNetwork
    let outputs: [ResidualNetwork]

    /// - Parameters:
    ///   - tasks: one for each target
    ///   - tables: inputs, or where trainable embeddings begin
    /// - Throws: `ModelError`
    public init(_ settings: CrystalSettings, tasks: [Task], tables: EmbeddingTables) throws(ModelError) {
        try settings.validate()
        try ModelBounds.check(tasks)
        let functions = DistanceFunctions(cutoff: settings.graphs.cutoff, step: settings.step)
        var layout = ParameterLayout()
        embedding = CrystalEmbedding(settings, tables: tables, layout: &layout)
        let convolutions = (0..<settings.layers).map { index in
            CrystalConvolution("layers.\(index)", width: settings.nodeWidth, functions: functions.count, layout: &layout)
        }
        func network(_ name: String, inputs: Int, hidden: [Int], outputs: Int) -> ResidualNetwork {
            ResidualNetwork(
                name: name, inputs: inputs, hidden: hidden, outputs: outputs, isResidual: false, slope: Rectifier.leak, layout: &layout)
        }
        trunk = network("trunk", inputs: settings.nodeWidth, hidden: settings.trunk, outputs: settings.output[0])
        outputs = tasks.enumerated().map { index, task in
            network("outputs.\(index)", inputs: settings.output[0], hidden: Array(settings.output.dropFirst()), outputs: task.outputs)
        }
        norms = convolutions.map { CrystalConvolution.Norms($0, layout: &layout) }
        try ModelBounds.check(layout)
        self.convolutions = convolutions
        self.functions = functions
        self.settings = settings
        self.tasks = tasks
        self.layout = layout
        self.tables = tables
    }

    /// Rows that products are made of: those there are, and where they are few some idle ones below them, because products of fewer rows have
    /// other bits (`Product`).
    static func rows(_ count: Int) -> Int { max(count, Product.leastRows) }

    /// Of a forward pass through trunk and outputs, for each row.
    private var networkOperations: Int { outputs.reduce(trunk.operations) { $0 + $1.operations } }

    /// Raw outputs by the running means of normalisations.
    func predict(_ batch: borrowing GraphBatch, _ graph: borrowing GraphEdges, weights: ParameterVector, workspace: CrystalWorkspace) {
        var v = enter(batch, weights: weights, workspace: workspace)
        for (index, convolution) in convolutions.enumerated() {
            let buffers = workspace.layers[index]
            convolution.predict(
                graph, v, norms: norms[index], weights: weights, buffers: buffers, scratch: workspace.scratch, account: workspace.account)
            v = buffers.output.prefix(rows: v.rows)
        }
        leave(batch, v, weights: weights, workspace: workspace)
    }

    /// Raw outputs by the statistics of this batch, of which this may be a part.
    func learn(
        _ batch: borrowing GraphBatch, _ graph: borrowing GraphEdges, weights: ParameterVector, workspace: CrystalWorkspace, shared: some BatchSums
    ) throws {
        var v = enter(batch, weights: weights, workspace: workspace)
        for (index, convolution) in convolutions.enumerated() {
            let buffers = workspace.layers[index]
            try convolution.forward(
                batch, graph, v, norms: norms[index], weights: weights, buffers: buffers, scratch: workspace.scratch, sums: workspace.sums,
                shared: shared, account: workspace.account)
            v = buffers.output.prefix(rows: v.rows)
        }
        leave(batch, v, weights: weights, workspace: workspace)
    }

    /// - Returns: what enters the first convolution
    private func enter(_ batch: borrowing GraphBatch, weights: ParameterVector, workspace: CrystalWorkspace) -> Matrix {
        workspace.account?.enter(.embedding, .forward, operations: embedding.operations(of: batch))
        let v = workspace.nodes.prefix(rows: Self.rows(batch.nodeCount))
        embedding.forward(batch, tables: tables, weights: weights, buffers: workspace.embedding, into: v)
        return v
    }

    /// From the nodes to the outputs.
    private func leave(_ batch: borrowing GraphBatch, _ v: Matrix, weights: ParameterVector, workspace: CrystalWorkspace) {
        let rows = Self.rows(batch.count)
        workspace.account?.enter(.pooling, .forward)
        NodeUpdate.pool(v, starts: batch.nodeStarts.span, multiplicities: batch.multiplicities.span, into: workspace.crystals)
        workspace.account?.enter(.networks, .forward, operations: rows * networkOperations)
        let features = trunk.forward(workspace.crystals.prefix(rows: rows), weights: weights, buffers: workspace.trunk)
        Rectifier.apply(to: features)
        for (network, buffers) in zip(outputs, workspace.outputs) { _ = network.forward(features, weights: weights, buffers: buffers) }
        workspace.account?.enter(.rest, .forward)
    }

    /// The gradient of the loss, every learnt element of it, from `workspace.resultGradients`; after `learn` of the same batch.
    func backward(
        _ batch: borrowing GraphBatch, _ graph: borrowing GraphEdges, weights: ParameterVector, gradient: ParameterVector,
        workspace: CrystalWorkspace, shared: some BatchSums
    ) throws {
        let (materials, nodes) = (Self.rows(batch.count), Self.rows(batch.nodeCount))
        let slices = SliceGradients(slices: batch.slices, sums: workspace.sums, products: workspace.products)
        let account = workspace.account
        let slopes = workspace.nodeGradient.prefix(rows: nodes)
        if batch.count > 0 {
            account?.enter(.networks, .backward, operations: 2 * materials * networkOperations)
            let crystals = workspace.crystals.prefix(rows: materials)
            let features = workspace.trunk.last.prefix(rows: materials)
            let featureGradient = workspace.featureGradient.prefix(rows: materials)
            for (index, network) in outputs.enumerated() {
                network.backward(
                    features, slices: slices, outputGradient: workspace.resultGradients[index].prefix(rows: materials), weights: weights,
                    gradient: gradient, buffers: workspace.outputs[index], inputGradient: featureGradient, adding: index == 0 ? 0 : 1)
            }
            Rectifier.gate(featureGradient, by: features, into: featureGradient)
            let crystalGradient = workspace.crystalGradient.prefix(rows: materials)
            trunk.backward(
                crystals, slices: slices, outputGradient: featureGradient, weights: weights, gradient: gradient, buffers: workspace.trunk,
                inputGradient: crystalGradient)
            account?.enter(.pooling, .backward)
            NodeUpdate.poolBackward(
                crystalGradient, out: crystals, starts: batch.nodeStarts.span, multiplicities: batch.multiplicities.span, into: slopes)
        }
        for index in convolutions.indices.reversed() {
            let v = (index == 0 ? workspace.nodes : workspace.layers[index - 1].output).prefix(rows: nodes)
            try convolutions[index].backward(
                batch, graph, v, slopes: slopes, norms: norms[index], weights: weights, gradient: gradient, buffers: workspace.layers[index],
                scratch: workspace.scratch, slices: slices, shared: shared, account: account)
        }
        account?.enter(.embedding, .backward, operations: 2 * embedding.operations(of: batch))
        if batch.count > 0 {
            embedding.backward(batch, slopes: slopes, slices: slices, weights: weights, gradient: gradient, buffers: workspace.embedding)
        }
        account?.enter(.rest, .backward)
    }

    func keepStatistics(_ workspace: CrystalWorkspace, in weights: ParameterVector) {
        for (norms, buffers) in zip(norms, workspace.layers) {
            norms.edges.keep(buffers.edgeNorm, in: weights)
            norms.nodes.keep(buffers.nodeNorm, in: weights)
        }
    }
}
