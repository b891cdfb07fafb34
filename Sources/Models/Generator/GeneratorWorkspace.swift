import Datasets
import Kernels

/// How much room a batch of sequences takes.
struct SequenceBounds: Equatable {
    var materials = 0
    var sequences = 0
    var tokens = 0
    var longest = 0
    var slices = 0

    func union(_ other: SequenceBounds) -> SequenceBounds {
        SequenceBounds(
            materials: max(materials, other.materials), sequences: max(sequences, other.sequences), tokens: max(tokens, other.tokens),
            longest: max(longest, other.longest), slices: max(slices, other.slices))
    }
}

/// Every buffer of a generator's forward and backward pass, sized once for the largest batch: a step allocates nothing.
struct GeneratorWorkspace {
    let bounds: SequenceBounds
    /// What enters the first layer, [tokens × d], and what leaves the last, normalised.
    let entering: Matrix
    let layers: [TransformerLayer.Buffers]
    let scratch: TransformerLayer.Scratch
    let statistics: Matrix
    let leaving: Matrix
    let elements: Head
    let symmetries: Head
    let positions: Head
    /// [materials × components] nats, and where the loss leaves its gradient with respect to them.
    let results: Matrix
    let resultGradients: Matrix
    /// [1 × sequences] how much of its material's probability each sequence has.
    let shares: Matrix
    /// δ of what leaves the last layer, [tokens × d].
    let slopes: Matrix
    /// nil where nothing is dropped.
    let dropout: DropoutMasks?
    let sums: SliceSums
    let products: SlicedProduct

    /// What one of the output networks works on.
    struct Head {
        /// What enters it, [rows × d].
        let input: Matrix
        let network: ResidualNetwork.Buffers
        let inputGradient: Matrix
        /// [1 × rows] of each prediction, and what the loss asks of it.
        let nats: Matrix
        let slopes: Matrix

        init(_ network: ResidualNetwork, rows: Int, gradientRows: Int, width: Int) {
            input = Matrix(rows: rows, columns: width)
            self.network = ResidualNetwork.Buffers(network, rows: rows)
            inputGradient = Matrix(rows: gradientRows, columns: width)
            nats = Matrix(packedRows: 1, columns: rows)
            slopes = Matrix(packedRows: 1, columns: gradientRows)
        }
    }

    init(_ model: GeneratorModel, bounds: SequenceBounds, for purpose: ModelPurpose) {
        self.bounds = bounds
        let settings = model.settings
        let (width, isTraining) = (settings.width, purpose == .training)
        let rows = Self.rows(bounds.tokens)
        // Of 2n + 1 tokens n + 1 tell elements and n positions.
        let (elementRows, positionRows) = (Self.rows((bounds.tokens + bounds.sequences) / 2), Self.rows(bounds.tokens / 2))
        let gradientRows = isTraining ? rows : 0
        let shareColumns = CausalAttention(heads: settings.heads, width: width).shareColumns(longest: max(bounds.longest, 1))
        entering = Matrix(rows: rows, columns: width)
        // Nobody goes backward through a prediction: its layers share their buffers.
        let shared = isTraining ? nil : TransformerLayer.Buffers(settings, rows: rows, shareColumns: shareColumns)
        layers = model.layers.map { _ in shared ?? TransformerLayer.Buffers(settings, rows: rows, shareColumns: shareColumns) }
        scratch = TransformerLayer.Scratch(settings, rows: rows, gradientRows: gradientRows, shareColumns: shareColumns)
        statistics = Matrix(packedRows: rows, columns: 2)
        leaving = Matrix(rows: rows, columns: width)
        func head(_ network: ResidualNetwork, _ rows: Int) -> Head {
            Head(network, rows: rows, gradientRows: isTraining ? rows : 0, width: width)
        }
        elements = head(model.elements, elementRows)
        symmetries = head(model.symmetries, positionRows)
        positions = head(model.positions, positionRows)
        results = Matrix(rows: bounds.materials, columns: Task.likelihoodParts.count)
        resultGradients = Matrix(rows: isTraining ? bounds.materials : 0, columns: Task.likelihoodParts.count)
        shares = Matrix(packedRows: 1, columns: bounds.sequences)
        slopes = Matrix(rows: gradientRows, columns: width)
        let drops = isTraining && settings.dropout > 0
        let branches = 2 * settings.layers
        dropout = drops
            ? DropoutMasks(
                widths: [Int](repeating: width, count: branches), rates: [Double](repeating: settings.dropout, count: branches), rows: rows) : nil
        let widest = model.layout.blocks.map(\.columns).max() ?? 0
        sums = SliceSums(slices: isTraining ? bounds.slices : 0, widest: widest)
        products = SlicedProduct(
            slices: isTraining ? bounds.slices : 0, rows: gradientRows, elements: SlicedProduct.room(rows: gradientRows, columns: widest))
    }

    func holds(_ other: SequenceBounds) -> Bool { bounds.union(other) == bounds }

    /// Rows that products are made of (`Product.leastRows`).
    static func rows(_ count: Int) -> Int { max(count, Product.leastRows) }
}
