import Datasets
import Glibc
import Kernels
import Models

/// How a member ended.
public enum MemberOutcome: String, Codable, Sendable {
    case finished
    /// Ended by patience.
    case stoppedEarly = "stopped early"
    /// The loss was not finite; the member is no part of the ensemble.
    case diverged
}

/// A trained member: the weights that did best on the validation set.
public struct TrainedMember {
    public let weights: ParameterVector
    public let history: [EpochRecord]
    public let bestEpoch: Int
    public let outcome: MemberOutcome
}

/// The training of one member, which depends on (seed, member), the data and the settings alone.
public struct MemberTraining {
    public let member: Int
    public let configuration: TrainingConfiguration
    private let task: LearningTask
    private var learner: SetLearner
    private let weights: ParameterVector
    /// What is validated and kept: the weights, or their moving average.
    private let candidate: ParameterVector
    private let best: ParameterVector
    private let gradient: ParameterVector
    private let firstMoment: ParameterVector
    private let secondMoment: ParameterVector
    private var step = 0
    private var history: [EpochRecord] = []
    private var bestError = Double.infinity
    private var bestEpoch = 0

    public init(member: Int, configuration: TrainingConfiguration, task: LearningTask, learner: SetLearner) throws(TrainingError) {
        try configuration.validate()
        self.member = member
        self.configuration = configuration
        self.task = task
        self.learner = learner
        let layout = learner.model.layout
        weights = learner.model.initialWeights(seed: configuration.seed, member: member)
        candidate = configuration.averageDecay == nil ? weights : ParameterVector(layout: layout)
        if configuration.averageDecay != nil { candidate.flat.copy(from: weights.flat) }
        best = ParameterVector(layout: layout)
        best.flat.copy(from: weights.flat)
        gradient = ParameterVector(layout: layout)
        firstMoment = ParameterVector(layout: layout)
        secondMoment = ParameterVector(layout: layout)
    }

    /// Trains to the end.
    ///
    /// - Parameters:
    ///   - afterEpoch: told of every epoch
    ///   - betweenBatches: called after every batch with the share of the epoch that is done
    public mutating func run(
        afterEpoch: (EpochRecord) throws -> Void = { _ in }, betweenBatches: (_ epoch: Int, _ share: Double) throws -> Void = { _, _ in }
    ) rethrows -> TrainedMember {
        for epoch in 1...configuration.epochs {
            guard let record = try trainEpoch(epoch, betweenBatches: betweenBatches) else { return end(.diverged) }
            history.append(record)
            try afterEpoch(record)
            if let patience = configuration.patience, epoch - bestEpoch >= patience { return end(.stoppedEarly) }
        }
        return end(.finished)
    }

    private func end(_ outcome: MemberOutcome) -> TrainedMember {
        TrainedMember(weights: best, history: history, bestEpoch: bestEpoch, outcome: outcome)
    }

    /// - Returns: nil where the loss is no longer finite
    private mutating func trainEpoch(_ epoch: Int, betweenBatches: (Int, Double) throws -> Void) rethrows -> EpochRecord? {
        var order = task.training
        CounterRandom(seed: configuration.seed, member: member, purpose: .shuffle, stream: epoch).shuffle(&order)
        let batches = chunks(order, of: configuration.batch)
        learner.reserve(for: batches, slices: configuration.slices)

        let clock = Clock()
        var sums = task.targets.map { _ in Loss.Sum() }
        var rate = configuration.learningRate
        for (index, batch) in batches.enumerated() {
            rate = learningRate(step: step, steps: batches.count * configuration.epochs)
            guard trainStep(batch, learningRate: rate, sums: &sums) else { return nil }
            try betweenBatches(epoch, Double(index + 1) / Double(batches.count))
        }
        let (seconds, cpuSeconds) = clock.elapsed

        let validationClock = Clock()
        let validation = measure(task.validation)
        let error = Self.score(validation)
        if error < bestError {
            bestError = error
            bestEpoch = epoch
            best.flat.copy(from: candidate.flat)
        }
        let scale = task.targets[0].normaliser.deviation
        var record = EpochRecord(epoch: epoch)
        record.trainLoss = Self.loss(sums)
        record.trainMAE = sums[0].error / Double(max(sums[0].known, 1)) * scale
        record.validationLoss = Self.loss(validation)
        record.validationMAE = validation[0].error / Double(max(validation[0].known, 1)) * scale
        record.learningRate = rate
        record.crystals = order.count
        record.seconds = seconds
        record.cpuSeconds = cpuSeconds
        record.validationSeconds = validationClock.elapsed.seconds
        return record
    }

    /// One step: forward, backward, the optimiser.
    ///
    /// - Returns: false where the loss is not finite
    private mutating func trainStep(_ batch: ArraySlice<Int>, learningRate: Double, sums: inout [Loss.Sum]) -> Bool {
        let scales = task.targets.map { target in 1 / Float(max(batch.count { !target.values[$0].isNaN }, 1)) }
        let before = sums.reduce(0) { $0 + $1.loss }
        learner.learn(
            batch, slices: configuration.slices, task: task, scales: scales, weights: weights, gradient: gradient, into: &sums)
        guard (sums.reduce(0) { $0 + $1.loss } - before).isFinite else { return false }

        step += 1
        AdamW(learningRate: Float(learningRate), weightDecay: Float(configuration.weightDecay)).update(
            weights: weights.flat, gradient: gradient.flat, first: firstMoment.flat, second: secondMoment.flat, step: step)
        if let decay = configuration.averageDecay { AdamW.average(weights.flat, into: candidate.flat, decay: Float(decay)) }
        return true
    }

    /// Sums over some rows with the candidate weights.
    private mutating func measure(_ rows: [Int]) -> [Loss.Sum] {
        var sums = task.targets.map { _ in Loss.Sum() }
        for batch in chunks(rows, of: configuration.batch) { learner.measure(batch, task: task, weights: candidate, into: &sums) }
        return sums
    }

    private func learningRate(step: Int, steps: Int) -> Double {
        switch configuration.schedule {
        case .constant: configuration.learningRate
        case .cosine: configuration.learningRate * 0.5 * (1 + cos(Double.pi * Double(step) / Double(steps)))
        }
    }

    private static func loss(_ sums: [Loss.Sum]) -> Double { sums.reduce(0) { $0 + $1.loss / Double(max($1.known, 1)) } }

    /// What "best" means: the mean absolute error in standardised units, or the share of wrong classes, summed over targets.
    private static func score(_ sums: [Loss.Sum]) -> Double {
        sums.reduce(0) { $0 + $1.error / Double(max($1.known, 1)) }
    }
}

/// Consecutive pieces of equal size, the last one perhaps shorter.
func chunks(_ rows: some RandomAccessCollection<Int>, of size: Int) -> [ArraySlice<Int>] {
    let rows = Array(rows)
    return stride(from: 0, to: rows.count, by: max(size, 1)).map { rows[$0..<min($0 + size, rows.count)] }
}
