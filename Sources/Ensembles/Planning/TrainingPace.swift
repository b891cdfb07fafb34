import Datasets
import Kernels
import MessagePassing
import Models
import Training

/// What a member costs on this processor: measured by training one for a while, on all ranks at once.
public struct TrainingPace: Sendable, Equatable {
    /// Ranks that train a member together.
    public let shards: Int
    /// Materials of a step; nil where a step is a stage of all of them.
    public let batch: Int?
    /// Steps that were measured.
    public let steps: Int
    /// Seconds of a step on the slowest rank, on average and at the most.
    public let step: Double
    public let slowestStep: Double
    /// Seconds before the first step of an epoch.
    public let preparation: Double
    /// Seconds to predict a material.
    public let prediction: Double

    public init(shards: Int, batch: Int?, steps: Int, step: Double, slowestStep: Double, preparation: Double, prediction: Double) {
        self.shards = shards
        self.batch = batch
        self.steps = steps
        self.step = step
        self.slowestStep = slowestStep
        self.preparation = preparation
        self.prediction = prediction
    }

    /// Trains on every rank until the time is over and a step has been measured whole, however long it takes; then predicts for a quarter as long.
    ///
    /// - Parameters:
    ///   - inputs: of all rows of the data set
    ///   - shards: a divisor of the number of ranks
    ///   - seconds: of training
    /// - Throws: `TrainingError`, `DatasetError`, `MessageError`
    public static func measure(
        _ configuration: TrainingConfiguration, model: any Model, task: LearningTask, inputs: ModelInputs, shards: Int, seconds: Double,
        _ communicator: borrowing Communicator
    ) throws -> TrainingPace {
        let member = communicator.rank / shards
        let group = shards > 1 ? ShardGroup(try communicator.split(colour: member, key: communicator.rank)) : nil
        switch model.learning {
        case .byGradient(let model):
            let training = try GradientTraining(
                member: member, configuration: configuration, task: task, learner: try model.learner(inputs, for: .training, account: nil),
                shards: group ?? NoShards())
            return try measure(training, configuration, model, inputs, shards: shards, seconds: seconds, communicator)
        case .inStages(let model):
            let training = StagedTraining(member: member, configuration: configuration, task: task, model: model, inputs: inputs)
            return try measure(training, configuration, model, inputs, shards: shards, seconds: seconds, communicator)
        }
    }

    private static func measure(
        _ training: some MemberTraining, _ configuration: TrainingConfiguration, _ model: any Model, _ inputs: ModelInputs, shards: Int,
        seconds: Double, _ communicator: borrowing Communicator
    ) throws -> TrainingPace {
        var training = training
        var steps = StepTimes()
        try communicator.barrier()
        let clock = Clock()
        _ = try training.run(
            afterEpoch: { _, _ in }, afterBatch: { state in steps.note(state.progress, since: clock) },
            mayStop: { clock.elapsed.seconds >= seconds && steps.count >= 2 })
        // All ranks end alike.
        guard try communicator.allReduce(Int64(training.state.progress.hasDiverged ? 1 : 0), .largest) == 0 else {
            throw TrainingError.setting(
                name: "learning-rate", expected: "small enough for training not to diverge at once", found: "\(configuration.learningRate)")
        }
        let isStaged = if case .inStages = model.learning { true } else { false }
        // A member of fewer stages is sooner done with its predictions.
        let share = isStaged ? Double(configuration.epochs) / Double(max(steps.count, 1)) : 1
        let prediction = share * (try prediction(model, weights: try training.weights(), inputs, seconds: seconds / 4))
        return TrainingPace(
            shards: shards, batch: isStaged ? nil : configuration.batch, steps: Int(try communicator.allReduce(Int64(steps.counted.count), .smallest)),
            step: try communicator.allReduce(steps.mean, .largest), slowestStep: try communicator.allReduce(steps.slowest, .largest),
            preparation: try communicator.allReduce(steps.preparation, .largest),
            prediction: try communicator.allReduce(prediction, .largest))
    }

    /// Seconds of a material, over blocks from all parts of the data set.
    private static func prediction(
        _ model: any Model, weights: any MemberWeights, _ inputs: ModelInputs, seconds: Double
    ) throws -> Double {
        let dataset = inputs.dataset
        let blocks = Predictor.blocks(of: dataset)
        var predictor = try Predictor(model, inputs: inputs)
        let visited = min(blocks, 200)
        var outputs = [MemberPrediction(number: 0, targets: model.tasks.count)]
        // The first makes room for itself, and is the only one of a small data set.
        predictor.predict(block: 0, weights: [weights], into: &outputs)
        let clock = Clock()
        var materials = 0
        for place in 0..<visited where place == 0 || clock.elapsed.seconds < seconds {
            let block = place * blocks / visited
            predictor.predict(block: block, weights: [weights], into: &outputs)
            materials += Predictor.rows(ofBlock: block, of: dataset).count
        }
        return clock.elapsed.seconds / Double(max(materials, 1))
    }

    /// Seconds from the start of a member to its predictions, as many epochs as it can have.
    ///
    /// - Parameters:
    ///   - measured: sets of that many rows are measured after every epoch
    ///   - materials: of the data set
    public func memberSeconds(_ configuration: TrainingConfiguration, training: Int, measured: [Int], materials: Int) -> Double {
        guard let batch else { return Double(configuration.epochs) * step + Double(materials) * prediction }
        func batches(_ rows: Int) -> Int { (rows + batch - 1) / batch }
        let rows = measured.reduce(0) { $0 + (batches($1) + shards - 1) / shards * batch }
        let epoch = preparation + Double(batches(training)) * step + Double(rows) * prediction
        return Double(configuration.epochs) * epoch + Double(materials) * prediction
    }
}

/// The steps of a training as they go by.
private struct StepTimes {
    private var times: [Double] = []
    private(set) var preparation = 0.0
    /// Of the epoch in hand.
    private var seconds = 0.0

    var count: Int { times.count }

    /// Without the first, which makes room for itself, unless it is the only one.
    var counted: ArraySlice<Double> { times.count > 1 ? times.dropFirst() : times[...] }
    var mean: Double { counted.reduce(0, +) / Double(max(counted.count, 1)) }
    var slowest: Double { counted.max() ?? 0 }

    mutating func note(_ progress: MemberProgress, since start: Clock) {
        let epoch = progress.epoch
        guard epoch.batches > 0 else {
            // A stage, with what is measured after it.
            if let stage = progress.history.last { times.append(stage.seconds + stage.validationSeconds) }
            return
        }
        if times.isEmpty { preparation = max(start.elapsed.seconds - epoch.seconds, 0) }
        times.append(epoch.batches == 1 ? epoch.seconds : epoch.seconds - seconds)
        seconds = epoch.seconds
    }
}
