import Datasets
import Kernels
import Models

/// What a learner makes of targets: the loss of rows and its gradient.
public struct TargetLearner {
    private var learner: any GradientLearner
    /// Standardised targets of the rows in hand, refilled and not reallocated.
    private var targets: [Float] = []

    public init(_ learner: any GradientLearner) {
        self.learner = learner
    }

    var account: PhaseAccount? { learner.account }
    var normalisesBatches: Bool { learner.normalisesBatches }

    mutating func reserve(for batches: [(rows: ArraySlice<Int>, sliceSize: Int)], draws: EpochDraws) {
        learner.reserve(for: batches, draws: draws)
    }

    /// Loss of some rows for each target.
    public mutating func measure(_ rows: ArraySlice<Int>, task: LearningTask, weights: ParameterVector) -> [Loss.Sum] {
        learner.layOut(rows, sliceSize: nil, draws: nil)
        let outputs = learner.outputs(weights: weights)
        return task.targets.indices.map { index in
            refill(task.targets[index], rows)
            return Loss(task.targets[index].task).sum(outputs[index], targets: targets.span, gradient: nil)
        }
    }

    /// Loss of some rows, and its gradient.
    ///
    /// - Parameters:
    ///   - sliceSize: rows of the parts that sums over the rows are taken in
    ///   - scales: for each target, one over its known values in the whole batch
    ///   - includingMessages: false where what comes before the pooling is not learnt; its gradient stays as it is
    ///   - shared: sums over the whole batch
    ///   - sums: gain one for each slice and target, slice after slice
    /// - Throws: what the shared sums throw
    mutating func learn(
        _ rows: ArraySlice<Int>, sliceSize: Int, draws: EpochDraws, task: LearningTask, scales: [Float], weights: ParameterVector,
        gradient: ParameterVector, includingMessages: Bool, shared: some BatchSums, into sums: inout [Loss.Sum]
    ) throws {
        learner.layOut(rows, sliceSize: sliceSize, draws: draws)
        let outputs = try learner.learntOutputs(weights: weights, sums: shared)
        let slopes = learner.outputGradients(rows: rows.count)
        for slice in chunks(rows, of: sliceSize) {
            let own = slice.startIndex..<slice.endIndex
            for (index, target) in task.targets.enumerated() {
                refill(target, slice)
                sums.append(
                    Loss(target.task).sum(
                        outputs[index].rows(own), targets: targets.span, gradient: slopes[index].rows(own), scale: scales[index]))
            }
        }
        try learner.backward(weights: weights, gradient: gradient, includingMessages: includingMessages, sums: shared)
    }

    /// Takes the statistics of the batch that was learnt into the weights.
    func keepStatistics(in weights: ParameterVector) { learner.keepStatistics(in: weights) }

    private mutating func refill(_ target: LearningTarget, _ rows: ArraySlice<Int>) {
        targets.removeAll(keepingCapacity: true)
        for row in rows { targets.append(target.values[row]) }
    }
}
