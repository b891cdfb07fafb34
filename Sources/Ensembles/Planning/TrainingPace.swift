import Datasets
import Kernels
import MessagePassing
import Models
import Training

/// What a member costs on this processor: measured by training one for a while, on all ranks at once.
public struct TrainingPace: Sendable, Equatable {
    /// Ranks that train a member together.
    public let shards: Int
    /// Steps that were measured.
    public let steps: Int
    /// Seconds of a step on the slowest rank, on average and at the most.
    public let step: Double
    public let slowestStep: Double
    /// Seconds before the first step of an epoch.
    public let preparation: Double
    /// Seconds to predict a material.
    public let prediction: Double

    public init(shards: Int, steps: Int, step: Double, slowestStep: Double, preparation: Double, prediction: Double) {
        self.shards = shards
        self.steps = steps
        self.step = step
        self.slowestStep = slowestStep
        self.preparation = preparation
        self.prediction = prediction
    }

    /// Trains on every rank until the time is over and a step has been measured whole, however long it takes; then predicts for a quarter as long.
    ///
    /// - Parameters:
    ///   - builder: of all rows of the data set
    ///   - shards: a divisor of the number of ranks
    ///   - seconds: of training
    /// - Throws: `TrainingError`, `DatasetError`, `MessageError`
    public static func measure(
        _ configuration: TrainingConfiguration, model: SetModel, task: LearningTask, builder: BatchBuilder, shards: Int, seconds: Double,
        _ communicator: borrowing Communicator
    ) throws -> TrainingPace {
        let member = communicator.rank / shards
        let group = shards > 1 ? ShardGroup(try communicator.split(colour: member, key: communicator.rank)) : nil
        var training = try MemberTraining(
            member: member, configuration: configuration, task: task, learner: SetLearner(model, builder: builder, for: .training),
            shards: group ?? NoShards())
        var steps = StepTimes()
        try communicator.barrier()
        let clock = Clock()
        _ = try training.run(
            afterBatch: { state in steps.note(state.progress.epoch, since: clock) },
            mayStop: { clock.elapsed.seconds >= seconds && steps.count >= 2 })
        // All ranks end alike.
        guard try communicator.allReduce(Int64(training.state.progress.hasDiverged ? 1 : 0), .largest) == 0 else {
            throw TrainingError.setting(
                name: "learning-rate", expected: "small enough for training not to diverge at once", found: "\(configuration.learningRate)")
        }
        let prediction = prediction(model, weights: training.state.weights, builder, seconds: seconds / 4)
        return TrainingPace(
            shards: shards, steps: Int(try communicator.allReduce(Int64(steps.counted.count), .smallest)),
            step: try communicator.allReduce(steps.mean, .largest), slowestStep: try communicator.allReduce(steps.slowest, .largest),
            preparation: try communicator.allReduce(steps.preparation, .largest),
            prediction: try communicator.allReduce(prediction, .largest))
    }

    /// Seconds of a material, over blocks from all parts of the data set.
    private static func prediction(_ model: SetModel, weights: ParameterVector, _ builder: BatchBuilder, seconds: Double) -> Double {
        let dataset = builder.dataset
        let blocks = Predictor.blocks(of: dataset)
        var predictor = Predictor(model, builder: builder)
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
        func batches(_ rows: Int) -> Int { (rows + configuration.batch - 1) / configuration.batch }
        let rows = measured.reduce(0) { $0 + (batches($1) + shards - 1) / shards * configuration.batch }
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

    mutating func note(_ epoch: EpochProgress, since start: Clock) {
        if times.isEmpty { preparation = max(start.elapsed.seconds - epoch.seconds, 0) }
        times.append(epoch.batches == 1 ? epoch.seconds : epoch.seconds - seconds)
        seconds = epoch.seconds
    }
}
