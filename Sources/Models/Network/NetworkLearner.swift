import Datasets
import Kernels

/// A network on features at work on rows of a data set.
public struct NetworkLearner: GradientLearner {
    public let model: NetworkModel
    public let account: PhaseAccount?
    private let features: StoredFeatures
    private let purpose: ModelPurpose
    private var workspace: NetworkWorkspace
    /// Rows in hand, and where their slices begin and at last end.
    private var count = 0
    private var slices: [Batch.Boundary] = []
    /// Whether units of the rows in hand are dropped.
    private var isDropping = false

    /// - Throws: `DatasetError` where features are not as they should be
    init(_ model: NetworkModel, inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws(DatasetError) {
        self.model = model
        self.account = account
        self.purpose = purpose
        features = try inputs.dataset.features(model.scaling.features.schema.name)
        precondition(features.schema.columns.count == model.scaling.means.count, "features that have been compared with the model's")
        workspace = NetworkWorkspace(model, rows: 0, slices: 0, for: purpose)
    }

    /// Rows that products are made of: those in hand, and where they are few some idle ones below them, because products of fewer rows have
    /// other bits (`Product`).
    private var productRows: Int { max(count, Product.leastRows) }

    public mutating func reserve(for batches: [(rows: ArraySlice<Int>, sliceSize: Int)], draws: EpochDraws?) {
        let rows = batches.map(\.rows.count).max() ?? 0
        makeRoom(rows: rows, slices: batches.map { Self.slices($0.rows.count, of: $0.sliceSize) }.max() ?? 0)
    }

    private static func slices(_ rows: Int, of size: Int) -> Int { (rows + size - 1) / size }

    private mutating func makeRoom(rows: Int, slices: Int) {
        guard !workspace.holds(rows: rows, slices: slices) else { return }
        let (rows, slices) = (max(rows, workspace.rows), max(slices, workspace.slices))
        // The old one goes first: both together would be the largest thing in memory.
        workspace = NetworkWorkspace(model, rows: 0, slices: 0, for: purpose)
        workspace = NetworkWorkspace(model, rows: rows, slices: slices, for: purpose)
    }

    public mutating func layOut(_ rows: ArraySlice<Int>, sliceSize: Int?, draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        defer { account?.enter(.rest, .forward) }
        let size = max(sliceSize ?? rows.count, 1)
        makeRoom(rows: rows.count, slices: Self.slices(rows.count, of: size))
        count = rows.count
        slices.removeAll(keepingCapacity: true)
        for first in stride(from: 0, to: count, by: size) { slices.append(Batch.Boundary(materials: first)) }
        slices.append(Batch.Boundary(materials: count))
        isDropping = draws != nil && workspace.dropout != nil
        let random = draws?.random(.dropout)
        for (place, row) in rows.enumerated() {
            let target = workspace.input.rows(place..<(place + 1))
            features.withNumbers(of: row) { model.scaling.layOut($0, into: target) }
            if let random { workspace.dropout?.draw(random, row: row, at: place) }
        }
    }

    public func outputs(weights: ParameterVector) -> [Matrix] {
        account?.enter(.networks, .forward, operations: productRows * model.operations)
        model.forward(rows: productRows, weights: weights, workspace: workspace, dropout: isDropping ? workspace.dropout : nil)
        account?.enter(.rest, .forward)
        return workspace.outputs.map { $0.last.prefix(rows: count) }
    }

    public var representation: Matrix? {
        let input = workspace.input.prefix(rows: count)
        return model.trunk.entering(model.trunk.blocks.count, input: input, buffers: workspace.trunk)
    }

    public func outputGradients(rows: Int) -> [Matrix] { workspace.resultGradients.map { $0.prefix(rows: rows) } }

    public func backward(weights: ParameterVector, gradient: ParameterVector, includingMessages: Bool, sums: some BatchSums) {
        account?.enter(.networks, .backward, operations: 2 * productRows * model.operations)
        let sliced = SliceGradients(slices: slices, sums: workspace.sums, products: workspace.products)
        model.backward(
            rows: productRows, slices: sliced, weights: weights, gradient: gradient, workspace: workspace,
            dropout: isDropping ? workspace.dropout : nil)
        account?.enter(.rest, .backward)
    }
}
