import Datasets
import Kernels

/// A crystal graph network at work on rows of a data set.
public struct CrystalLearner: GradientLearner {
    public let model: CrystalModel
    public let account: PhaseAccount?
    private let graphs: MappedGraphs
    private let purpose: ModelPurpose
    private var batch = GraphBatch()
    private var workspace: CrystalWorkspace
    /// For each edge, where the functions of its distance begin.
    private var firsts: [Int32] = []

    init(_ model: CrystalModel, graphs: MappedGraphs, for purpose: ModelPurpose, account: PhaseAccount?) {
        self.model = model
        self.account = account
        self.graphs = graphs
        self.purpose = purpose
        workspace = CrystalWorkspace(model, bounds: GraphBounds(), for: purpose, account: account)
    }

    public var normalisesBatches: Bool { true }

    public mutating func reserve(for batches: [(rows: ArraySlice<Int>, sliceSize: Int)], draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        defer { account?.enter(.rest, .forward) }
        var bounds = workspace.bounds
        for (rows, sliceSize) in batches where !rows.isEmpty {
            var own = GraphBounds()
            own.materials = rows.count
            own.slices = (rows.count + sliceSize - 1) / sliceSize
            for row in rows {
                own.nodes += graphs.nodes(of: row).count
                own.edges += graphs.edgeCount(of: row)
            }
            // A node has one element: there are no more of them than nodes, and of a slice none twice.
            own.elements = min(own.nodes, own.slices * Self.mostElements)
            bounds = bounds.union(own)
        }
        makeRoom(for: bounds)
    }

    private static let mostElements = 119

    private mutating func makeRoom(for bounds: GraphBounds) {
        guard !workspace.holds(bounds) else { return }
        let larger = workspace.bounds.union(bounds)
        // The old one goes first: both together would be the largest thing in memory.
        workspace = CrystalWorkspace(model, bounds: GraphBounds(), for: purpose, account: account)
        workspace = CrystalWorkspace(model, bounds: larger, for: purpose, account: account)
    }

    public mutating func layOut(_ rows: ArraySlice<Int>, sliceSize: Int?, draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        batch.fill(with: rows, of: graphs, sliceSize: sliceSize)
        makeRoom(for: GraphBounds(of: batch))
        firsts.removeAll(keepingCapacity: true)
        for (edge, distance) in batch.distances.enumerated() {
            firsts.append(model.functions.expand(distance, row: edge, of: workspace.functions))
        }
        account?.enter(.rest, .forward)
    }

    private func withEdges<Result>(_ body: (borrowing GraphEdges) throws -> Result) rethrows -> Result {
        let (starts, neighbours, weights, multiplicities) = (batch.edgeStarts, batch.neighbours, batch.weights, batch.multiplicities)
        let edges = GraphEdges(
            starts: starts.span, neighbours: neighbours.span, weights: weights.span, multiplicities: multiplicities.span, firsts: firsts.span,
            functions: workspace.functions)
        return try body(edges)
    }

    public func outputs(weights: ParameterVector) -> [Matrix] {
        withEdges { model.predict(batch, $0, weights: weights, workspace: workspace) }
        return results
    }

    public func learntOutputs(weights: ParameterVector, sums: some BatchSums) throws -> [Matrix] {
        try withEdges { try model.learn(batch, $0, weights: weights, workspace: workspace, shared: sums) }
        return results
    }

    private var results: [Matrix] { workspace.outputs.map { $0.last.prefix(rows: batch.count) } }

    public var representation: Matrix? { workspace.trunk.last.prefix(rows: batch.count) }

    public func outputGradients(rows: Int) -> [Matrix] { workspace.resultGradients.map { $0.prefix(rows: rows) } }

    public func backward(weights: ParameterVector, gradient: ParameterVector, includingMessages: Bool, sums: some BatchSums) throws {
        precondition(includingMessages, "a kind of which no part is frozen")
        try withEdges {
            try model.backward(batch, $0, weights: weights, gradient: gradient, workspace: workspace, shared: sums)
        }
    }

    public func keepStatistics(in weights: ParameterVector) { model.keepStatistics(workspace, in: weights) }
}
