import Datasets
import Kernels

/// How large a batch of graphs can be: what buffers are sized by.
struct GraphBounds: Equatable {
    var materials = 0
    var nodes = 0
    var edges = 0
    /// Distinct elements, summed over slices.
    var elements = 0
    var slices = 0

    init() {}

    init(of batch: borrowing GraphBatch) {
        (materials, nodes, edges) = (batch.count, batch.nodeCount, batch.edgeCount)
        (elements, slices) = (batch.elements.count, batch.sliceCount)
    }

    /// Room for both.
    func union(_ other: GraphBounds) -> GraphBounds {
        var union = GraphBounds()
        union.materials = max(materials, other.materials)
        union.nodes = max(nodes, other.nodes)
        union.edges = max(edges, other.edges)
        union.elements = max(elements, other.elements)
        union.slices = max(slices, other.slices)
        return union
    }
}

/// Every buffer of a forward and a backward pass, sized once for the largest batch: a step allocates nothing. Prediction keeps no edges.
struct CrystalWorkspace {
    let bounds: GraphBounds
    let account: PhaseAccount?
    /// The functions of every edge's distance, [edges × window], where they begin, and what the functions are.
    let functions: Matrix
    let embedding: CrystalEmbedding.Buffers
    /// What enters the first convolution, [nodes × d].
    let nodes: Matrix
    let layers: [CrystalConvolution.Buffers]
    let scratch: CrystalConvolution.Scratch
    /// [materials × d]
    let crystals: Matrix
    let trunk: ResidualNetwork.Buffers
    let outputs: [ResidualNetwork.Buffers]
    let sums: SliceSums
    let products: SlicedProduct
    /// Where the loss leaves its gradient with respect to the raw outputs, for each target.
    let resultGradients: [Matrix]
    let featureGradient: Matrix
    let crystalGradient: Matrix
    let nodeGradient: Matrix

    init(_ model: CrystalModel, bounds: GraphBounds, for purpose: ModelPurpose, account: PhaseAccount?) {
        self.bounds = bounds
        self.account = account
        let isTraining = purpose == .training
        let width = model.settings.nodeWidth
        let (materials, nodes) = (CrystalModel.rows(bounds.materials), CrystalModel.rows(bounds.nodes))
        let (elements, edges) = (CrystalModel.rows(bounds.elements), bounds.edges)
        functions = Matrix(rows: edges, columns: model.functions.window)
        embedding = CrystalEmbedding.Buffers(model.embedding, elements: elements, for: purpose)
        self.nodes = Matrix(rows: nodes, columns: width)
        if isTraining {
            layers = model.convolutions.map { _ in CrystalConvolution.Buffers(width: width, nodes: nodes, edges: edges) }
        } else {
            // What leaves a convolution enters the next one, so that two of them take turns.
            let pair = (0..<2).map { _ in CrystalConvolution.Buffers(width: width, nodes: nodes, edges: 0) }
            layers = model.convolutions.indices.map { pair[$0 % 2] }
        }
        scratch = CrystalConvolution.Scratch(width: width, nodes: nodes, edges: edges, for: purpose)
        crystals = Matrix(rows: materials, columns: width)
        trunk = ResidualNetwork.Buffers(model.trunk, rows: materials)
        outputs = model.outputs.map { ResidualNetwork.Buffers($0, rows: materials) }
        let slices = isTraining ? bounds.slices : 0
        let blocks = model.layout.blocks
        let widest = blocks.map(\.columns).max() ?? 0
        sums = SliceSums(slices: slices, widest: max(widest, model.convolutions.map(\.expansion.count).max() ?? 0))
        let rows = isTraining ? max(nodes, materials, elements) : 0
        let room = max(
            SlicedProduct.room(rows: isTraining ? nodes : 0, columns: 4 * width), SlicedProduct.room(rows: isTraining ? materials : 0, columns: widest),
            SlicedProduct.room(rows: isTraining ? elements : 0, columns: width))
        products = SlicedProduct(slices: slices, rows: rows, elements: room)
        let (materialSlopes, nodeSlopes) = isTraining ? (materials, nodes) : (0, 0)
        resultGradients = model.tasks.map { Matrix(rows: materialSlopes, columns: $0.outputs) }
        featureGradient = Matrix(rows: materialSlopes, columns: model.settings.output[0])
        crystalGradient = Matrix(rows: materialSlopes, columns: width)
        nodeGradient = Matrix(rows: nodeSlopes, columns: width)
    }

    /// Whether a batch fits.
    func holds(_ other: GraphBounds) -> Bool { bounds.union(other) == bounds }
}
