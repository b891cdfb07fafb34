import Datasets
import Glibc
import Kernels
import Models

/// The training of one member by gradient, which depends on (seed, member), the data and the settings alone.
public struct GradientTraining: MemberTraining {
    public let member: Int
    public let configuration: TrainingConfiguration
    public var state: GradientState
    let task: LearningTask
    private let shards: any ShardExchange
    private var learner: TargetLearner
    private let firstAfterMessages: Int
    private let gradient: ParameterVector
    /// What the ranks of this member have agreed on.
    private var isStopping = false

    /// - Parameters:
    ///   - shards: the ranks that train this member together
    ///   - begin: changes the weights that training begins with
    public init(
        member: Int, configuration: TrainingConfiguration, task: LearningTask, learner: any GradientLearner,
        shards: any ShardExchange = NoShards(),
        beginningWith begin: (ParameterVector) -> Void = { _ in }
    ) throws(TrainingError) {
        try configuration.validate()
        self.shards = shards
        self.member = member
        self.configuration = configuration
        self.task = task
        self.learner = TargetLearner(learner)
        let model = learner.model
        firstAfterMessages = model.firstAfterMessages ?? 0
        state = GradientState(model, member: member, configuration: configuration, beginningWith: begin)
        gradient = ParameterVector(layout: model.layout)
    }

    public mutating func run(
        afterEpoch: (EpochRecord, GradientState) throws -> Void = { _, _ in }, afterBatch: (GradientState) throws -> Void = { _ in },
        mayStop: () throws -> Bool = { false }
    ) throws -> TrainedMember? {
        while true {
            if let outcome = state.progress.outcome(configuration) {
                let progress = state.progress
                return TrainedMember(weights: state.best, history: progress.history, bestEpoch: progress.bestEpoch, outcome: outcome)
            }
            guard let record = try trainEpoch(state.progress.history.count + 1, afterBatch, mayStop) else {
                if state.progress.hasDiverged { continue }
                return nil
            }
            try afterEpoch(record, state)
        }
    }

    /// - Returns: nil where it was stopped, or the loss is no longer finite
    private mutating func trainEpoch(
        _ epoch: Int, _ afterBatch: (GradientState) throws -> Void, _ mayStop: () throws -> Bool
    ) throws -> EpochRecord? {
        let drawn = EpochDraws(
            seed: configuration.seed, member: member, epoch: epoch, drawsRepresentations: configuration.representations == .one)
        let order = task.order(of: drawn, configuration.structures)
        let batches = chunks(order, of: configuration.batch)
        learner.reserve(for: batches.map { (rows: part(of: $0), sliceSize: sliceSize(of: $0)) }, draws: drawn)

        if state.progress.epoch.sums.isEmpty { state.progress.epoch.sums = noSums }
        for batch in batches.dropFirst(state.progress.epoch.batches) where state.progress.epoch.isLost != true {
            let clock = Clock()
            let rate = learningRate(steps: batches.count * configuration.epochs)
            guard try trainStep(batch, drawn, learningRate: rate, mayStop) else {
                state.progress.epoch.isLost = mayGoBack ? true : nil
                state.progress.hasDiverged = !mayGoBack
                if state.progress.hasDiverged { return nil }
                break
            }
            let (seconds, cpuSeconds) = clock.elapsed
            state.progress.epoch.batches += 1
            state.progress.epoch.learningRate = rate
            state.progress.epoch.seconds += seconds
            state.progress.epoch.cpuSeconds += cpuSeconds
            if isStopping { return nil }
            try afterBatch(state)
        }

        let isLost = state.progress.epoch.isLost == true || isJump(state.progress.epoch.sums)
        let validationClock = Clock()
        guard let validation = try measure(task.validation, mayStop) else { return nil }
        let validationSeconds = validationClock.elapsed.seconds
        guard let test = task.test.isEmpty ? [] : try measure(task.test, mayStop) else { return nil }
        let error = validation.score
        if !isLost, isKept(validation) {
            state.progress.bestError = configuration.keep == .settled ? min(error, state.progress.bestError ?? error) : error
            state.progress.bestEpoch = epoch
            state.best.flat.copy(from: state.candidate.flat)
        }
        let done = state.progress.epoch
        var record = EpochRecord(epoch: epoch, task: task, training: done.sums, validation: validation, test: test)
        record.learningRate = done.learningRate
        record.crystals = order.count
        record.seconds = done.seconds
        record.cpuSeconds = done.cpuSeconds
        record.validationSeconds = validationSeconds
        if isLost { record.wentBack = true }
        state.progress.history.append(record)
        state.progress.epoch = EpochProgress()
        if isLost { goBack() }
        return record
    }

    /// One step: forward and backward on this shard's slices, the sum over shards, the optimiser.
    ///
    /// - Returns: false where the training has diverged
    private mutating func trainStep(
        _ batch: ArraySlice<Int>, _ draws: EpochDraws, learningRate: Double, _ mayStop: () throws -> Bool
    ) throws -> Bool {
        let scales = task.targets.map { target in 1 / Float(max(batch.count { !target.values[$0].isNaN }, 1)) }
        let own = part(of: batch)
        var ownSums: [Loss.Sum] = []
        // Where batches are normalised, a shard without a part of this one has to hear what the others sum up.
        if !own.isEmpty || learner.normalisesBatches {
            try learner.learn(
                own, sliceSize: sliceSize(of: batch), draws: draws, task: task, scales: scales, weights: state.weights,
                gradient: gradient, includingMessages: configuration.frozen == .nothing,
                shared: ShardSums(shards: shards, slices: sliceCount(of: batch)), into: &ownSums)
        }
        let tree = tree(of: batch)
        let all = try exchange(ownSums, parts: (0..<shards.count).map { tree.slices(ofShard: $0).count }, isStopping: try mayStop())
        guard all.reduce(0, { $0 + $1.loss }).isFinite else { return leaveOut() }
        try shards.sum(gradient.flat, slices: sliceCount(of: batch))

        learner.account?.enter(.optimiser, .forward)
        defer { learner.account?.enter(.rest, .forward) }
        guard let scale = gradientScale() else { return leaveOut() }
        add(all, to: &state.progress.epoch.sums)
        state.progress.step += 1
        state.progress.leftOut = nil
        AdamW(learningRate: Float(learningRate), weightDecay: Float(configuration.weightDecay)).update(
            weights: learnt(state.weights), gradient: learnt(gradient), scaledBy: scale, first: learnt(state.firstMoment),
            second: learnt(state.secondMoment), step: state.progress.step - (state.progress.goingBack?.step ?? 0))
        learner.keepStatistics(in: state.weights)
        if let decay = configuration.averageDecay, let average = state.average {
            AdamW.average(state.weights.flat, into: average.flat, decay: Float(decay))
        }
        return true
    }

    /// Steps in a row after which a training has come to nothing, and so have those of a whole epoch.
    private static let mostLeftOut = 20

    /// A batch whose loss or gradient is beyond all numbers teaches nothing. Where gradients are clipped the weights are none the worse for it;
    /// where they are not, they are beyond all numbers too.
    ///
    /// - Returns: false where the training has come to nothing
    private mutating func leaveOut() -> Bool {
        let count = (state.progress.leftOut ?? 0) + 1
        let epoch = (task.countOfEpoch(configuration) + configuration.batch - 1) / configuration.batch
        guard configuration.gradientClip != nil, count < min(Self.mostLeftOut, epoch) else { return false }
        state.progress.leftOut = count
        state.progress.step += 1
        return true
    }

    /// What the gradient is multiplied by; nil where its norm is not finite.
    private mutating func gradientScale() -> Float? {
        guard let factor = configuration.gradientClip else { return 1 }
        let norm = AdamW.norm(learnt(gradient))
        return GradientClip(factor: factor).scale(norm: norm, usual: &state.progress.usualNorm, step: state.progress.step).map { Float($0) }
    }

    /// The part of a vector of parameters that is neither frozen nor measured.
    private func learnt(_ vector: ParameterVector) -> Matrix {
        let first = configuration.frozen == .nothing ? 0 : firstAfterMessages
        return vector.flat.reshaped(from: first, rows: 1, columns: vector.layout.learntCount - first)
    }

    /// Batches of a shard between two questions whether all shards go on measuring.
    private static let turnsBetweenAgreements = 8

    /// Sums over some rows with the candidate weights; batches go to shards in turn and are added up in order.
    ///
    /// - Returns: nil where it was stopped
    private mutating func measure(_ rows: [Int], _ mayStop: () throws -> Bool) throws -> [Loss.Sum]? {
        let batches = chunks(rows, of: configuration.batch)
        let targets = task.targets.count
        let turns = (batches.count + shards.count - 1) / shards.count
        var own: [Loss.Sum] = []
        var isAskedToStop = false
        for turn in 0..<turns {
            let batch = turn * shards.count + shards.index
            own += batch < batches.count ? learner.measure(batches[batch], task: task, weights: state.candidate) : noSums
            if try mayStop() { isAskedToStop = true }
            if shards.count == 1 || turn % Self.turnsBetweenAgreements == Self.turnsBetweenAgreements - 1 {
                _ = try exchange([], parts: [Int](repeating: 0, count: shards.count), isStopping: isAskedToStop)
                if isStopping { return nil }
            }
        }
        let all = try exchange(own, parts: [Int](repeating: turns, count: shards.count), isStopping: isAskedToStop)
        if isStopping { return nil }
        var sums = noSums
        for turn in 0..<turns {
            for shard in 0..<shards.count {
                let first = (shard * turns + turn) * targets
                add(all[first..<(first + targets)], to: &sums)
            }
        }
        return sums
    }

    public func weights() -> any MemberWeights { state.weights }

    private var noSums: [Loss.Sum] { task.targets.map { _ in Loss.Sum() } }

    /// Adds sums, target after target and again from the first, to those of all targets.
    private func add(_ parts: some Sequence<Loss.Sum>, to sums: inout [Loss.Sum]) {
        for (place, part) in parts.enumerated() { sums[place % sums.count] += part }
    }

    /// The sums of all shards, in the order of shards; notes whether any of them is to stop, so that all know it after the same step.
    ///
    /// - Parameter parts: of which each shard has the sums of all targets
    private mutating func exchange(_ own: [Loss.Sum], parts: [Int], isStopping isAskedToStop: Bool) throws -> [Loss.Sum] {
        guard shards.count > 1 else {
            isStopping = isAskedToStop
            return own
        }
        let lengths = parts.map { 1 + 3 * task.targets.count * $0 }
        let numbers = try shards.all([isAskedToStop ? 1 : 0] + own.flatMap { [$0.loss, $0.error, Double($0.known)] }, lengths: lengths)
        isStopping = false
        var sums: [Loss.Sum] = []
        var first = 0
        for length in lengths {
            if numbers[first] > 0 { isStopping = true }
            for place in stride(from: first + 1, to: first + length - 2, by: 3) {
                var sum = Loss.Sum()
                sum.loss = numbers[place]
                sum.error = numbers[place + 1]
                sum.known = Int(numbers[place + 2])
                sums.append(sum)
            }
            first += length
        }
        return sums
    }

    /// Rows of a slice of a batch, whoever works on it.
    private func sliceSize(of batch: ArraySlice<Int>) -> Int { (batch.count + configuration.slices - 1) / configuration.slices }

    private func sliceCount(of batch: ArraySlice<Int>) -> Int {
        let size = sliceSize(of: batch)
        return (batch.count + size - 1) / size
    }

    /// Which shard works on which slices of a batch.
    private func tree(of batch: ArraySlice<Int>) -> ShardTree { ShardTree(slices: sliceCount(of: batch), shards: shards.count) }

    /// The rows of this shard's slices.
    private func part(of batch: ArraySlice<Int>) -> ArraySlice<Int> {
        let size = sliceSize(of: batch)
        let slices = tree(of: batch).slices(ofShard: shards.index)
        let first = min(batch.startIndex + slices.lowerBound * size, batch.endIndex)
        return batch[first..<min(batch.startIndex + slices.upperBound * size, batch.endIndex)]
    }

    /// Whether an epoch's weights take the place of those that are kept.
    private func isKept(_ validation: [Loss.Sum]) -> Bool {
        let error = validation.score
        let smallest = state.progress.bestError ?? .infinity
        return switch configuration.keep {
        case nil, .best: error < smallest
        case .settled: error - standardError(validation) <= smallest
        case .last: error.isFinite
        }
    }

    /// Of the validation error: that of a mean of errors spread exponentially, or of a share.
    private func standardError(_ sums: [Loss.Sum]) -> Double {
        zip(sums, task.targets).reduce(0) { sum, part in
            let known = Double(max(part.0.known, 1))
            let mean = part.0.error / known
            // Nats of all materials fall and rise together: the smallest mean is no luck.
            if part.1.task.isLikelihood { return sum }
            return sum + (part.1.task.isClassification ? (mean * max(1 - mean, 0) / known).squareRoot() : mean / known.squareRoot())
        }
    }
}

/// Consecutive pieces of equal size, the last one perhaps shorter, of one array that counts from 0.
func chunks(_ rows: some RandomAccessCollection<Int>, of size: Int) -> [ArraySlice<Int>] {
    let rows = Array(rows)
    return stride(from: 0, to: rows.count, by: max(size, 1)).map { rows[$0..<min($0 + size, rows.count)] }
}
