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
    /// Standardised targets of the rows in hand, refilled and not reallocated.
    private var targets: [Float] = []

    public init(_ model: SetModel, builder: BatchBuilder, for purpose: Workspace.Purpose) {
        self.model = model
        self.builder = builder
        self.purpose = purpose
        batch = Batch(positionCount: builder.positionCount)
        workspace = Workspace(model, bounds: BatchBounds(materials: 1, nodes: 1, largestSet: 1, elements: 1, positions: 1), for: purpose)
    }

    /// Makes room for these groups of rows, so that nothing is allocated while they are worked on.
    public mutating func reserve(for groups: some Sequence<ArraySlice<Int>>) {
        var bounds = workspace.bounds
        for rows in groups {
            let nodes = rows.reduce(0) { $0 + builder.nodeCount(of: $1) }
            let distinct = min(nodes, builder.positionCount)
            bounds = bounds.union(
                BatchBounds(
                    materials: rows.count, nodes: nodes, largestSet: rows.map(builder.setSize).max() ?? 0, elements: min(nodes, 118),
                    positions: max(distinct, 1)))
        }
        if !workspace.holds(bounds) { workspace = Workspace(model, bounds: bounds, for: purpose) }
    }

    /// Raw outputs of some rows, one matrix for each target.
    public mutating func predict(_ rows: ArraySlice<Int>, weights: ParameterVector) -> [Matrix] {
        builder.fill(&batch, with: rows)
        if !workspace.holds(BatchBounds(of: batch)) {
            workspace = Workspace(model, bounds: workspace.bounds.union(BatchBounds(of: batch)), for: purpose)
        }
        return model.forward(batch, weights: weights, workspace: workspace)
    }

    /// Loss of some rows for each target.
    public mutating func measure(_ rows: ArraySlice<Int>, task: LearningTask, weights: ParameterVector, into sums: inout [Loss.Sum]) {
        let outputs = predict(rows, weights: weights)
        for (index, target) in task.targets.enumerated() {
            refill(target, rows)
            sums[index] += Loss(target.task).sum(outputs[index], targets: targets.span, gradient: nil)
        }
    }

    /// Loss of some rows, and its gradient added to `gradient`.
    ///
    /// - Parameter scales: for each target, one over its known values in the whole batch
    public mutating func learn(
        _ rows: ArraySlice<Int>, task: LearningTask, scales: [Float], weights: ParameterVector, gradient: ParameterVector,
        into sums: inout [Loss.Sum]
    ) {
        let outputs = predict(rows, weights: weights)
        let slopes = workspace.resultGradients(rows: rows.count)
        for (index, target) in task.targets.enumerated() {
            refill(target, rows)
            sums[index] += Loss(target.task).sum(
                outputs[index], targets: targets.span, gradient: slopes[index], scale: scales[index])
        }
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace)
    }

    private mutating func refill(_ target: LearningTarget, _ rows: ArraySlice<Int>) {
        targets.removeAll(keepingCapacity: true)
        for row in rows { targets.append(target.values[row]) }
    }
}
