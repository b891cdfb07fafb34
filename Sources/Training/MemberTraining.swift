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
    private let shards: any ShardExchange
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

    /// - Parameter shards: the ranks that train this member together
    public init(
        member: Int, configuration: TrainingConfiguration, task: LearningTask, learner: SetLearner, shards: any ShardExchange = NoShards()
    ) throws(TrainingError) {
        try configuration.validate()
        self.shards = shards
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
    ) throws -> TrainedMember {
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
    private mutating func trainEpoch(_ epoch: Int, betweenBatches: (Int, Double) throws -> Void) throws -> EpochRecord? {
        var order = task.training
        CounterRandom(seed: configuration.seed, member: member, purpose: .shuffle, stream: epoch).shuffle(&order)
        let batches = chunks(order, of: configuration.batch)
        learner.reserve(for: batches.map { (rows: part(of: $0), sliceSize: sliceSize(of: $0)) })

        let clock = Clock()
        var sums = noSums
        var rate = configuration.learningRate
        for (index, batch) in batches.enumerated() {
            rate = learningRate(step: step, steps: batches.count * configuration.epochs)
            guard try trainStep(batch, learningRate: rate, sums: &sums) else { return nil }
            try betweenBatches(epoch, Double(index + 1) / Double(batches.count))
        }
        let (seconds, cpuSeconds) = clock.elapsed

        let validationClock = Clock()
        let validation = try measure(task.validation)
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

    /// One step: forward and backward on this shard's slices, the sum over shards, the optimiser.
    ///
    /// - Returns: false where the loss is not finite
    private mutating func trainStep(_ batch: ArraySlice<Int>, learningRate: Double, sums: inout [Loss.Sum]) throws -> Bool {
        let scales = task.targets.map { target in 1 / Float(max(batch.count { !target.values[$0].isNaN }, 1)) }
        let own = part(of: batch)
        var ownSums: [Loss.Sum] = []
        if !own.isEmpty {
            learner.learn(
                own, sliceSize: sliceSize(of: batch), task: task, scales: scales, weights: weights, gradient: gradient, into: &ownSums)
        }
        let before = sums.reduce(0) { $0 + $1.loss }
        let tree = ShardTree(slices: sliceCount(of: batch), shards: shards.count)
        add(try exchange(ownSums, parts: (0..<shards.count).map { tree.slices(ofShard: $0).count }), to: &sums)
        guard (sums.reduce(0) { $0 + $1.loss } - before).isFinite else { return false }
        try shards.sum(gradient.flat, slices: sliceCount(of: batch))

        step += 1
        AdamW(learningRate: Float(learningRate), weightDecay: Float(configuration.weightDecay)).update(
            weights: weights.flat, gradient: gradient.flat, first: firstMoment.flat, second: secondMoment.flat, step: step)
        if let decay = configuration.averageDecay { AdamW.average(weights.flat, into: candidate.flat, decay: Float(decay)) }
        return true
    }

    /// Sums over some rows with the candidate weights; batches go to shards in turn and are added up in order.
    private mutating func measure(_ rows: [Int]) throws -> [Loss.Sum] {
        let batches = chunks(rows, of: configuration.batch)
        let targets = task.targets.count
        let turns = (batches.count + shards.count - 1) / shards.count
        var own: [Loss.Sum] = []
        for turn in 0..<turns {
            let batch = turn * shards.count + shards.index
            own += batch < batches.count ? learner.measure(batches[batch], task: task, weights: candidate) : noSums
        }
        let all = try exchange(own, parts: [Int](repeating: turns, count: shards.count))
        var sums = noSums
        for turn in 0..<turns {
            for shard in 0..<shards.count {
                let first = (shard * turns + turn) * targets
                add(all[first..<(first + targets)], to: &sums)
            }
        }
        return sums
    }

    private var noSums: [Loss.Sum] { task.targets.map { _ in Loss.Sum() } }

    /// Adds sums, target after target and again from the first, to those of all targets.
    private func add(_ parts: some Sequence<Loss.Sum>, to sums: inout [Loss.Sum]) {
        for (place, part) in parts.enumerated() { sums[place % sums.count] += part }
    }

    /// The sums of all shards, in the order of shards.
    ///
    /// - Parameter parts: of which each shard has the sums of all targets
    private func exchange(_ own: [Loss.Sum], parts: [Int]) throws -> [Loss.Sum] {
        guard shards.count > 1 else { return own }
        let lengths = parts.map { 3 * task.targets.count * $0 }
        let numbers = try shards.all(own.flatMap { [$0.loss, $0.error, Double($0.known)] }, lengths: lengths)
        return stride(from: 0, to: numbers.count - 2, by: 3).map { first in
            var sum = Loss.Sum()
            sum.loss = numbers[first]
            sum.error = numbers[first + 1]
            sum.known = Int(numbers[first + 2])
            return sum
        }
    }

    /// Rows of a slice of a batch, whoever works on it.
    private func sliceSize(of batch: ArraySlice<Int>) -> Int { (batch.count + configuration.slices - 1) / configuration.slices }

    private func sliceCount(of batch: ArraySlice<Int>) -> Int {
        let size = sliceSize(of: batch)
        return (batch.count + size - 1) / size
    }

    /// The rows of this shard's slices.
    private func part(of batch: ArraySlice<Int>) -> ArraySlice<Int> {
        let size = sliceSize(of: batch)
        let slices = ShardTree(slices: sliceCount(of: batch), shards: shards.count).slices(ofShard: shards.index)
        let first = min(batch.startIndex + slices.lowerBound * size, batch.endIndex)
        return batch[first..<min(batch.startIndex + slices.upperBound * size, batch.endIndex)]
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

/// Consecutive pieces of equal size, the last one perhaps shorter, of one array that counts from 0.
func chunks(_ rows: some RandomAccessCollection<Int>, of size: Int) -> [ArraySlice<Int>] {
    let rows = Array(rows)
    return stride(from: 0, to: rows.count, by: max(size, 1)).map { rows[$0..<min($0 + size, rows.count)] }
}
