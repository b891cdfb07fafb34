import Datasets
import Kernels
import Models

/// A set model on a data set: what the training loop and prediction ask of a model.
public struct SetLearner {
    public let model: SetModel
    public let builder: BatchBuilder
    private var batch: Batch
    private var workspace: Workspace
    private let purpose: Workspace.Purpose
    /// Told of the phases of every step.
    public let account: PhaseAccount?
    /// Standardised targets of the rows in hand, refilled and not reallocated.
    private var targets: [Float] = []

    public init(_ model: SetModel, builder: BatchBuilder, for purpose: Workspace.Purpose, account: PhaseAccount? = nil) {
        self.account = account
        self.model = model
        self.builder = builder
        self.purpose = purpose
        batch = Batch(positionCount: builder.positionCount)
        workspace = Workspace(model, bounds: .none, for: purpose, account: account)
    }

    /// Makes room for these batches, so that nothing is allocated while they are worked on.
    public mutating func reserve(
        for batches: some Sequence<(rows: ArraySlice<Int>, sliceSize: Int)>, representations: Representations = .all
    ) {
        account?.enter(.batching, .forward)
        defer { account?.enter(.rest, .forward) }
        var bounds = workspace.bounds
        for (rows, sliceSize) in batches where !rows.isEmpty {
            builder.fill(&batch, with: rows, sliceSize: sliceSize, representations: representations)
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

    /// Raw outputs of some rows, one matrix for each target.
    public mutating func predict(_ rows: ArraySlice<Int>, weights: ParameterVector) -> [Matrix] {
        layOut(rows)
        return outputs(weights: weights)
    }

    /// Lays some rows out, to be predicted with any number of weights.
    public mutating func layOut(_ rows: ArraySlice<Int>, sliceSize: Int? = nil, representations: Representations = .all) {
        account?.enter(.batching, .forward)
        builder.fill(&batch, with: rows, sliceSize: sliceSize, representations: representations)
        account?.enter(.rest, .forward)
        makeRoom(for: BatchBounds(of: batch))
    }

    /// Raw outputs of the rows that are laid out, one matrix for each target, until others are asked for.
    public func outputs(weights: ParameterVector) -> [Matrix] {
        model.forward(batch, weights: weights, workspace: workspace)
    }

    /// Loss of some rows for each target.
    public mutating func measure(_ rows: ArraySlice<Int>, task: LearningTask, weights: ParameterVector) -> [Loss.Sum] {
        let outputs = predict(rows, weights: weights)
        return task.targets.indices.map { index in
            refill(task.targets[index], rows)
            return Loss(task.targets[index].task).sum(outputs[index], targets: targets.span, gradient: nil)
        }
    }

    /// Loss of some rows, and its gradient.
    ///
    /// - Parameters:
    ///   - sliceSize: rows of the parts that sums over the rows are taken in
    ///   - representations: what is laid out of each row
    ///   - scales: for each target, one over its known values in the whole batch
    ///   - includingMessages: false where what comes before the pooling is not learnt; its gradient stays as it is
    ///   - sums: gain one for each slice and target, slice after slice
    public mutating func learn(
        _ rows: ArraySlice<Int>, sliceSize: Int, representations: Representations = .all, task: LearningTask, scales: [Float],
        weights: ParameterVector, gradient: ParameterVector, includingMessages: Bool = true, into sums: inout [Loss.Sum]
    ) {
        layOut(rows, sliceSize: sliceSize, representations: representations)
        let outputs = outputs(weights: weights)
        let slopes = workspace.resultGradients(rows: rows.count)
        for slice in chunks(rows, of: sliceSize) {
            let own = slice.startIndex..<slice.endIndex
            for (index, target) in task.targets.enumerated() {
                refill(target, slice)
                sums.append(
                    Loss(target.task).sum(
                        outputs[index].rows(own), targets: targets.span, gradient: slopes[index].rows(own), scale: scales[index]))
            }
        }
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace, includingMessages: includingMessages)
    }

    private mutating func refill(_ target: LearningTarget, _ rows: ArraySlice<Int>) {
        targets.removeAll(keepingCapacity: true)
        for row in rows { targets.append(target.values[row]) }
    }
}
