import Datasets
import Kernels

/// A set model at work on rows of a data set.
public struct SetLearner: GradientLearner {
    public let model: SetModel
    public let builder: BatchBuilder
    private var batch: Batch
    private var workspace: Workspace
    private let purpose: ModelPurpose
    public let account: PhaseAccount?

    public init(_ model: SetModel, builder: BatchBuilder, for purpose: ModelPurpose, account: PhaseAccount? = nil) {
        self.account = account
        self.model = model
        self.builder = builder
        self.purpose = purpose
        batch = Batch(positionCount: builder.positionCount)
        workspace = Workspace(model, bounds: .none, for: purpose, account: account)
    }

    public mutating func reserve(for batches: [(rows: ArraySlice<Int>, sliceSize: Int)], draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        defer { account?.enter(.rest, .forward) }
        var bounds = workspace.bounds
        for (rows, sliceSize) in batches where !rows.isEmpty {
            builder.fill(&batch, with: rows, sliceSize: sliceSize, representations: Self.representations(draws))
            bounds = bounds.union(BatchBounds(of: batch))
        }
        makeRoom(for: bounds)
    }

    private mutating func makeRoom(for bounds: BatchBounds) {
        guard !workspace.holds(bounds) else { return }
        let larger = workspace.bounds.union(bounds)
        // The old one goes first: both together would be the largest thing in memory.
        workspace = Workspace(model, bounds: .none, for: purpose, account: account)
        workspace = Workspace(model, bounds: larger, for: purpose, account: account)
    }

    public mutating func layOut(_ rows: ArraySlice<Int>, sliceSize: Int?, draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        builder.fill(&batch, with: rows, sliceSize: sliceSize, representations: Self.representations(draws))
        account?.enter(.rest, .forward)
        makeRoom(for: BatchBounds(of: batch))
    }

    /// What is laid out of each material: all of it where it is measured or predicted.
    private static func representations(_ draws: EpochDraws?) -> Representations {
        guard let draws, draws.drawsRepresentations else { return .all }
        return .drawn(draws.random(.representation))
    }

    public func outputs(weights: ParameterVector) -> [Matrix] { model.forward(batch, weights: weights, workspace: workspace) }

    public var representation: Matrix? { (workspace.trunk?.last ?? workspace.pooling.descriptor).prefix(rows: batch.count) }

    public func outputGradients(rows: Int) -> [Matrix] { workspace.resultGradients(rows: rows) }

    public func backward(weights: ParameterVector, gradient: ParameterVector, includingMessages: Bool, sums: some BatchSums) {
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace, includingMessages: includingMessages)
    }
}
