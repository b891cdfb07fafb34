import Datasets
import Kernels

/// How large a batch can be: what buffers are sized by.
public struct BatchBounds: Sendable, Equatable {
    public var materials: Int
    public var nodes: Int
    public var largestSet: Int
    /// Distinct elements and Wyckoff positions, summed over slices.
    public var elements: Int
    public var positions: Int
    public var slices: Int
    /// Nodes of the largest block.
    public var block: Int

    public init(materials: Int, nodes: Int, largestSet: Int, elements: Int, positions: Int, slices: Int, block: Int) {
        self.materials = materials
        self.nodes = nodes
        self.largestSet = largestSet
        self.elements = elements
        self.positions = positions
        self.slices = slices
        self.block = block
    }

    /// Of nothing.
    public static let none = BatchBounds(materials: 0, nodes: 0, largestSet: 0, elements: 0, positions: 0, slices: 0, block: 0)

    public init(of batch: borrowing Batch) {
        self.init(
            materials: batch.count, nodes: batch.nodeCount, largestSet: batch.largestSet, elements: batch.elements.count,
            positions: batch.positions.count, slices: batch.sliceCount, block: batch.largestBlock)
    }

    /// Room for both.
    public func union(_ other: BatchBounds) -> BatchBounds {
        BatchBounds(
            materials: max(materials, other.materials), nodes: max(nodes, other.nodes), largestSet: max(largestSet, other.largestSet),
            elements: max(elements, other.elements), positions: max(positions, other.positions),
            slices: max(slices, other.slices), block: max(block, other.block))
    }
}

/// Every buffer of a forward and a backward pass, sized once for the largest batch: a step allocates nothing. Prediction keeps one layer's.
public struct Workspace {
    public let bounds: BatchBounds
    let embedding: NodeEmbedding.Buffers
    let first: FirstProjection.Buffers
    /// [N × d], what enters the first layer.
    let nodes: Matrix
    let layers: [MessageLayer.Buffers]
    let pooling: SetPooling.Buffers
    let trunk: ResidualNetwork.Buffers?
    let outputs: [ResidualNetwork.Buffers]
    let scratch: PairAttention.Scratch
    let sums: SliceSums
    let products: SlicedProduct
    let gradients: Gradients
    let transposed: TransposedWeights
    let account: PhaseAccount?

    struct Gradients {
        let results: [Matrix]
        let features: Matrix
        let descriptor: Matrix
        let nodes: Matrix
        let nextNodes: Matrix
        let block: MessageLayer.BlockGradients

        init(_ model: SetModel, materials: Int, nodes count: Int, block: Int) {
            results = model.tasks.map { Matrix(rows: materials, columns: $0.outputs) }
            features = Matrix(rows: materials, columns: model.configuration.output[0])
            descriptor = Matrix(rows: materials, columns: model.configuration.nodeWidth)
            nodes = Matrix(rows: count, columns: model.configuration.nodeWidth)
            nextNodes = Matrix(rows: count, columns: model.configuration.nodeWidth)
            self.block = MessageLayer.BlockGradients(model.layers[0], block: block)
        }
    }

    /// - Parameter account: told of every phase
    public init(_ model: SetModel, bounds: BatchBounds, for purpose: ModelPurpose, account: PhaseAccount? = nil) {
        self.bounds = bounds
        self.account = account
        let (nodes, materials) = (bounds.nodes, max(bounds.materials, Product.leastRows))
        let slices = purpose == .training ? bounds.slices : 0
        embedding = NodeEmbedding.Buffers(
            model.embedding, tables: model.tables, elements: bounds.elements, positions: bounds.positions, slices: slices)
        first = FirstProjection.Buffers(
            model.layers[0], elements: bounds.elements, positions: model.tables.positions == nil ? nil : bounds.positions, slices: slices)
        self.nodes = Matrix(rows: nodes, columns: model.configuration.nodeWidth)
        switch purpose {
        case .training:
            layers = model.layers.map { MessageLayer.Buffers($0, nodes: nodes, block: bounds.block, keepingProjected: true) }
        case .prediction:
            // Rows that leave a layer enter the next one while its own are written, so outputs alternate and the rest is shared.
            let pair = (0..<2).map { _ in
                MessageLayer.Buffers(model.layers[0], nodes: nodes, block: bounds.block, keepingProjected: false)
            }
            layers = model.layers.indices.map { pair[$0 % 2] }
        }
        pooling = SetPooling.Buffers(
            model.pooling, nodes: nodes, block: bounds.block, materials: materials, keepingProjected: purpose == .training)
        trunk = model.trunk.map { ResidualNetwork.Buffers($0, rows: materials) }
        outputs = model.outputs.map { ResidualNetwork.Buffers($0, rows: materials) }
        scratch = PairAttention.Scratch(
            largestSegment: bounds.largestSet, widest: max(model.configuration.gateWidth, model.configuration.messageWidth))
        sums = SliceSums(slices: slices, widest: model.widestGradient)
        let used = purpose == .training ? bounds : .none
        let room = model.productBounds(used)
        products = SlicedProduct(slices: slices, rows: room.rows, elements: room.elements)
        gradients = Gradients(model, materials: purpose == .training ? materials : 0, nodes: used.nodes, block: used.block)
        transposed = TransposedWeights(model, isUsed: purpose == .training)
    }

    /// Whether a batch fits.
    public func holds(_ other: BatchBounds) -> Bool { bounds.union(other) == bounds }

    /// The raw outputs of the last forward pass, for each target.
    public func results(rows: Int) -> [Matrix] { outputs.map { $0.last.prefix(rows: rows) } }

    /// Where the loss leaves its gradient with respect to the raw outputs, for each target.
    public func resultGradients(rows: Int) -> [Matrix] { gradients.results.map { $0.prefix(rows: rows) } }
}
