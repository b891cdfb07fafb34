import Datasets
import Foundation
import Glibc
import Kernels
import MessagePassing
import Models
import Training

/// The training of an ensemble over the ranks of a communicator: members first, gathered on rank 0.
public struct EnsembleTraining {
    public let identity: RunIdentity
    public let plan: EnsemblePlan
    private let model: SetModel
    private let task: LearningTask
    private let dataset: Dataset
    private let checkpoints: CheckpointDirectory
    private let interval: CheckpointInterval
    private let signals: StopSignals
    private let start: WarmStart?

    /// - Parameters:
    ///   - checkpoints: where members are saved, and where they go on from
    ///   - interval: how often
    ///   - start: weights to begin with, in place of random ones
    public init(
        _ identity: RunIdentity, plan: EnsemblePlan, model: SetModel, task: LearningTask, dataset: Dataset, checkpoints: CheckpointDirectory,
        every interval: CheckpointInterval, stopOn signals: StopSignals, from start: WarmStart? = nil
    ) {
        self.start = start
        self.identity = identity
        self.plan = plan
        self.model = model
        self.task = task
        self.dataset = dataset
        self.checkpoints = checkpoints
        self.interval = interval
        self.signals = signals
    }

    /// How the job ended for a rank.
    public enum Ending {
        /// On rank 0: every member is there.
        case complete(members: [EnsembleMember], predictions: [MemberPrediction])
        /// On the others.
        case handedOver
        /// Everything is saved; the next job goes on.
        case stopped
    }

    private var configuration: EnsembleConfiguration { identity.configuration }

    /// Trains members as they are handed out, predicts the whole data set with each, and gathers.
    ///
    /// - Parameters:
    ///   - found: on rank 0, epochs that each member has behind it
    ///   - observe: on rank 0, told of every event of every rank as it arrives
    public func run(_ communicator: borrowing Communicator, found: [Int], observe: @escaping (TrainingEvent) throws -> Void) throws -> Ending {
        let remaining = found.map { configuration.training.epochs - $0 }
        let coordinator = communicator.rank == 0 ? Coordinator(plan, remaining: remaining, signals: signals, observe: observe) : nil
        let follower = Follower(signals)
        let group = try group(communicator)
        var builder: BatchBuilder?
        while true {
            guard case .member(let member) = try nextAssignment(communicator, coordinator, group) else {
                guard let coordinator else { return try follower.waitForEnd(communicator) ? .stopped : .handedOver }
                return try gather(communicator, coordinator)
            }
            // Of all rows, once for all members of this rank: every one of them predicts the whole data set.
            let batches = try builder ?? BatchBuilder(dataset, rows: 0..<dataset.count)
            builder = batches
            try train(member, batches, communicator, coordinator, group) {
                guard let coordinator else { return try follower.isAskedToStop(communicator) }
                try coordinator.listen(communicator)
                return coordinator.isStopping
            }
        }
    }

    /// Every rank takes part, whatever its group; nil where ranks train alone.
    private func group(_ communicator: borrowing Communicator) throws -> ShardGroup? {
        guard plan.shards > 1 else { return nil }
        return ShardGroup(try communicator.split(colour: plan.group(ofRank: communicator.rank), key: communicator.rank))
    }

    /// The leader of a group asks rank 0 and tells its group.
    private func nextAssignment(
        _ communicator: borrowing Communicator, _ coordinator: Coordinator?, _ group: ShardGroup?
    ) throws -> Assignment {
        var number: Int64 = 0
        if let coordinator {
            try coordinator.listen(communicator)
            number = coordinator.next().number
        } else if group?.index ?? 0 == 0 {
            try communicator.send([UInt8]().span.bytes, to: 0, tag: .request)
            number = try communicator.receiveNumber(from: 0, tag: .assignment)
        }
        return Assignment(number: try group?.agree(on: number) ?? number)
    }

    /// Trains a member from where its checkpoint left it, and hands it in; leaves a checkpoint where the ranks of the group stop.
    ///
    /// - Parameter mayStop: whether this rank has been asked to; takes in what has arrived meanwhile
    private func train(
        _ member: Int, _ builder: BatchBuilder, _ communicator: borrowing Communicator, _ coordinator: Coordinator?, _ group: ShardGroup?,
        mayStop: () throws -> Bool
    ) throws {
        let rank = communicator.rank
        let isLeader = group?.index ?? 0 == 0
        var training = try MemberTraining(
            member: member, configuration: configuration.training, task: task, learner: SetLearner(model, builder: builder, for: .training),
            shards: group ?? NoShards(), beginningWith: { start?.fill($0, member: member) })
        if isLeader, let checkpoint = try checkpoints.newest(member) {
            try checkpoint.restore(&training.state)
            let progress = training.state.progress
            try tell(
                .resumed(
                    member: member, rank: rank, epochs: progress.history.count, batches: progress.epoch.batches,
                    otherProcessor: checkpoint.identity.processor == identity.processor ? nil : checkpoint.identity.processor),
                communicator, coordinator)
        }
        try group?.share(&training.state)
        let isFinishedAlready = training.state.progress.outcome(configuration.training) != nil

        // Warnings of the writer are passed on after the batch that they came up in.
        var warnings: [String] = []
        let writer = CheckpointWriter(checkpoints, member: member, identity: identity, interval: interval, dataset: dataset)
        let trained = try training.run(
            afterEpoch: { record, state in
                guard isLeader else { return }
                try tell(.epoch(member: member, rank: rank, record), communicator, coordinator)
                warnings += try writer.afterEpoch(state).map { [$0] } ?? []
            },
            afterBatch: { state in
                guard isLeader else { return }
                warnings += try writer.afterBatch(state).map { [$0] } ?? []
                for warning in warnings { try tell(.warning(rank: rank, text: warning), communicator, coordinator) }
                warnings = []
            },
            mayStop: mayStop)
        for warning in warnings { try tell(.warning(rank: rank, text: warning), communicator, coordinator) }
        // All shards have the same weights; the first speaks for them.
        guard isLeader else { return }
        if !isFinishedAlready { try writer.save(training.state) }
        guard let trained else {
            try tell(.stopped(member: member, rank: rank, epochs: training.state.progress.history.count), communicator, coordinator)
            try coordinator?.stop(communicator)
            return
        }
        guard let result = try result(of: trained, member, builder, mayStop: mayStop) else { return }
        try tell(
            .finished(
                member: member, rank: rank, outcome: result.header.outcome, bestEpoch: trained.bestEpoch, epochs: trained.history.count),
            communicator, coordinator)
        if let coordinator { coordinator.note(result) } else { try communicator.send(result, tag: .result) }
    }

    /// A trained member's predictions, made while rank 0 goes on listening; nil where the run stops first.
    private func result(
        of trained: TrainedMember, _ member: Int, _ builder: BatchBuilder, mayStop: () throws -> Bool
    ) throws -> MemberResult? {
        var prediction: MemberPrediction? = MemberPrediction(number: member, targets: model.tasks.count)
        if trained.outcome != .diverged {
            var predictor = Predictor(model, builder: builder)
            prediction = try predictor.predict(member: member, weights: trained.weights) { try mayStop() }
        }
        guard let prediction else { return nil }
        let isSound = trained.outcome != .diverged && prediction.isBounded(model.tasks)
        return MemberResult(
            header: MemberResult.Header(
                member: member, history: trained.history, bestEpoch: trained.bestEpoch, outcome: isSound ? trained.outcome : .diverged),
            weights: trained.weights.flat.elements, outputs: isSound ? prediction.outputs : prediction.outputs.map { _ in [] })
    }

    /// Hands an event to the observer, from other ranks through rank 0.
    private func tell(_ event: TrainingEvent, _ communicator: borrowing Communicator, _ coordinator: Coordinator?) throws {
        if let coordinator { return try coordinator.note(event) }
        let bytes = [UInt8](try JSONEncoder.lenient.encode(event))
        try communicator.send(bytes.span.bytes, to: 0, tag: .event)
    }

    /// Rank 0 waits until no group has anything left to say.
    private func gather(_ communicator: borrowing Communicator, _ coordinator: Coordinator) throws -> Ending {
        while !coordinator.isAlone {
            try coordinator.listen(communicator)
            usleep(2000)
        }
        // What was said before the last request may have come in after it.
        try coordinator.listen(communicator)
        try coordinator.end(communicator)
        // All ranks end alike: whoever was asked to stop leaves the rest to the next job, even where that is only the writing.
        guard !coordinator.isStopping, coordinator.results.count == plan.members else { return .stopped }
        let sorted = coordinator.results.sorted { $0.header.member < $1.header.member }
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
        return .complete(members: members, predictions: predictions)
    }
}
