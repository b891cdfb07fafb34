import Datasets
import Models
import Training

/// An ensemble that is to be trained: what its members learn, from where, and where they are saved.
public struct PlannedEnsemble {
    public let identity: RunIdentity
    let model: any Model
    let task: LearningTask
    let checkpoints: CheckpointDirectory
    let start: WarmStart?

    /// - Parameters:
    ///   - checkpoints: where members are saved, and where they go on from
    ///   - start: weights to begin with, in place of random ones
    public init(
        _ identity: RunIdentity, model: any Model, task: LearningTask, checkpoints: CheckpointDirectory, from start: WarmStart? = nil
    ) {
        self.identity = identity
        self.model = model
        self.task = task
        self.checkpoints = checkpoints
        self.start = start
    }

    public var members: Int { identity.configuration.members }

    /// Materials that a member has still to meet, or as many as its stages are worth.
    ///
    /// - Parameter found: epochs that it has behind it
    public func cost(found: Int) -> Int {
        Int(Double(max(identity.configuration.training.epochs - found, 0) * task.countOfEpoch(identity.configuration.training)) * model.learning.stepWork)
    }
}

/// An ensemble whose members are all trained.
public struct TrainedEnsemble {
    public let members: [EnsembleMember]
    /// Of the sound members, over all rows of the data set.
    public let predictions: [MemberPrediction]

    /// - Parameter results: of its members
    init(_ results: [MemberResult], model: any Model) throws {
        let sorted = results.sorted { $0.header.member < $1.header.member }
        members = try sorted.map { result in
            EnsembleMember(
                number: result.header.member, weights: try model.weights(of: result.weights), history: result.header.history, bestEpoch: result.header.bestEpoch,
                outcome: result.header.outcome)
        }
        predictions = sorted.filter { $0.header.outcome != .diverged }.map { result in
            var prediction = MemberPrediction(number: result.header.member, targets: model.tasks.count)
            prediction.outputs = result.outputs
            return prediction
        }
    }
}
