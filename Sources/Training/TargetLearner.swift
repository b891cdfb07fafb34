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
    ///   - sums: gain one for each slice and target, slice after slice
    mutating func learn(
        _ rows: ArraySlice<Int>, sliceSize: Int, draws: EpochDraws, task: LearningTask, scales: [Float], weights: ParameterVector,
        gradient: ParameterVector, includingMessages: Bool, into sums: inout [Loss.Sum]
    ) {
        learner.layOut(rows, sliceSize: sliceSize, draws: draws)
        let outputs = learner.outputs(weights: weights)
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
        learner.backward(weights: weights, gradient: gradient, includingMessages: includingMessages)
    }

    private mutating func refill(_ target: LearningTarget, _ rows: ArraySlice<Int>) {
        targets.removeAll(keepingCapacity: true)
        for row in rows { targets.append(target.values[row]) }
    }
}
