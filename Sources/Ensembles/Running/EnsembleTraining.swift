import Datasets
import Foundation
import Kernels
import MessagePassing
import Models
import Training

/// The training of an ensemble over the ranks of a communicator: members first, gathered on rank 0.
public struct EnsembleTraining {
    public let configuration: EnsembleConfiguration
    public let plan: EnsemblePlan
    private let model: SetModel
    private let task: LearningTask
    private let dataset: Dataset

    private static let eventTag = MessageTag(1)
    private static let resultTag = MessageTag(2)

    public init(
        _ configuration: EnsembleConfiguration, plan: EnsemblePlan, model: SetModel, task: LearningTask, dataset: Dataset
    ) {
        self.configuration = configuration
        self.plan = plan
        self.model = model
        self.task = task
        self.dataset = dataset
    }

    /// What rank 0 has in the end.
    public struct Outcome {
        public let members: [EnsembleMember]
        /// Of the sound members, over all rows of the data set.
        public let predictions: [MemberPrediction]
    }

    /// Trains this rank's members, predicts the whole data set with each, and gathers.
    ///
    /// - Parameter observe: on rank 0, told of every event of every rank as it arrives
    /// - Returns: on rank 0 everything, elsewhere nil
    public func run(_ communicator: borrowing Communicator, observe: (TrainingEvent) throws -> Void) throws -> Outcome? {
        let builder = BatchBuilder(dataset, rows: task.training + task.validation)
        var results: [MemberResult] = []
        let group = plan.group(ofRank: communicator.rank)
        let shards = try shards(communicator, group)
        for member in plan.members(ofGroup: group) {
            let learner = SetLearner(model, builder: builder, for: .training)
            var training = try MemberTraining(member: member, configuration: configuration.training, task: task, learner: learner, shards: shards)
            let rank = communicator.rank
            let trained = try training.run(
                afterEpoch: { if shards.index == 0 { try tell(communicator, .epoch(member: member, rank: rank, $0), observe) } },
                betweenBatches: { _, _ in try listen(communicator, observe, &results) })
            // All shards have the same weights; the first speaks for them.
            guard shards.index == 0 else { continue }
            try tell(
                communicator,
                .finished(
                    member: member, rank: rank, outcome: trained.outcome, bestEpoch: trained.bestEpoch, epochs: trained.history.count),
                observe)
            let result = try finish(trained, member, communicator, observe, &results)
            if rank == 0 { results.append(result) } else { try communicator.send(result, tag: Self.resultTag) }
        }
        guard communicator.rank == 0 else { return nil }
        while results.count < plan.members {
            try listen(communicator, observe, &results)
            usleep(5000)
        }
        // What the last members had to say may still be on its way.
        try listen(communicator, observe, &results)
        return outcome(results)
    }

    /// Every rank takes part, whatever its group.
    private func shards(_ communicator: borrowing Communicator, _ group: Int) throws -> any ShardExchange {
        guard plan.shards > 1 else { return NoShards() }
        return ShardGroup(try communicator.split(colour: group, key: communicator.rank))
    }

    /// A trained member's predictions, made while rank 0 goes on listening.
    private func finish(
        _ trained: TrainedMember, _ member: Int, _ communicator: borrowing Communicator, _ observe: (TrainingEvent) throws -> Void,
        _ results: inout [MemberResult]
    ) throws -> MemberResult {
        var prediction = MemberPrediction(number: member, targets: model.tasks.count)
        if trained.outcome != .diverged {
            var predictor = Predictor(model, dataset: dataset)
            prediction = try predictor.predict(member: member, weights: trained.weights) { try listen(communicator, observe, &results) }
        }
        return MemberResult(
            header: MemberResult.Header(
                member: member, history: trained.history, bestEpoch: trained.bestEpoch, outcome: trained.outcome),
            weights: trained.weights.flat.elements, outputs: prediction.outputs)
    }

    /// Hands an event to the observer, from other ranks through rank 0.
    private func tell(_ communicator: borrowing Communicator, _ event: TrainingEvent, _ observe: (TrainingEvent) throws -> Void) throws {
        guard communicator.rank != 0 else { return try observe(event) }
        let bytes = [UInt8](try JSONEncoder.lenient.encode(event))
        try communicator.send(bytes.span.bytes, to: 0, tag: Self.eventTag)
    }

    /// On rank 0: takes in whatever has arrived, never waits.
    private func listen(
        _ communicator: borrowing Communicator, _ observe: (TrainingEvent) throws -> Void, _ results: inout [MemberResult]
    ) throws {
        guard communicator.rank == 0 else { return }
        while let source = try communicator.arrived(tag: Self.eventTag) {
            let bytes = try communicator.receive(from: source, tag: Self.eventTag)
            try observe(try JSONDecoder.lenient.decode(TrainingEvent.self, from: Data(bytes)))
        }
        while let source = try communicator.arrived(tag: Self.resultTag) {
            results.append(try communicator.receiveResult(from: source, tag: Self.resultTag))
        }
    }

    private func outcome(_ results: [MemberResult]) -> Outcome {
        let sorted = results.sorted { $0.header.member < $1.header.member }
        let members = sorted.map { result in
            let weights = ParameterVector(layout: model.layout)
            weights.flat.copy(from: result.weights.span)
            return EnsembleMember(
                number: result.header.member, weights: weights, history: result.header.history, bestEpoch: result.header.bestEpoch,
                outcome: result.header.outcome)
        }
        let predictions = sorted.filter { $0.header.outcome != .diverged }.map { result in
            var prediction = MemberPrediction(number: result.header.member, targets: model.tasks.count)
            prediction.outputs = result.outputs
            return prediction
        }
        return Outcome(members: members, predictions: predictions)
    }
}

extension JSONEncoder {
    /// Between ranks a loss that is not a number must get through too.
    static var lenient: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return encoder
    }
}

extension JSONDecoder {
    static var lenient: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return decoder
    }
}
