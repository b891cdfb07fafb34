import Datasets
import Foundation
import Glibc
import Kernels
import MessagePassing
import Models
import Training

/// The training of one ensemble or several over the ranks of a communicator: all members are one queue, gathered on rank 0.
public struct EnsembleTraining {
    public let ensembles: [PlannedEnsemble]
    public let plan: EnsemblePlan
    private let dataset: Dataset
    private let interval: CheckpointInterval
    private let signals: StopSignals

    /// - Parameters:
    ///   - plan: of the members of all ensembles together
    ///   - dataset: that all of them learn
    ///   - interval: how often members are saved
    public init(
        _ ensembles: [PlannedEnsemble], plan: EnsemblePlan, dataset: Dataset, every interval: CheckpointInterval, stopOn signals: StopSignals
    ) {
        precondition(plan.members == ensembles.reduce(0) { $0 + $1.members }, "a plan of all members")
        self.ensembles = ensembles
        self.plan = plan
        self.dataset = dataset
        self.interval = interval
        self.signals = signals
    }

    /// How the job ended for a rank.
    public enum Ending {
        /// On rank 0: every member of every ensemble is there.
        case complete([TrainedEnsemble])
        /// On the others.
        case handedOver
        /// Everything is saved; the next job goes on.
        case stopped
    }

    /// A member and its ensemble's place.
    private struct Job {
        let ensemble: Int
        let member: Int
    }

    private var jobs: [Job] {
        ensembles.indices.flatMap { place in (0..<ensembles[place].members).map { Job(ensemble: place, member: $0) } }
    }

    /// Trains members as they are handed out, predicts the whole data set with each, and gathers.
    ///
    /// - Parameters:
    ///   - found: on rank 0, epochs that each member of each ensemble has behind it
    ///   - observe: on rank 0, told of every event of every rank as it arrives
    public func run(
        _ communicator: borrowing Communicator, found: [[Int]], observe: @escaping (EnsembleEvent) throws -> Void
    ) throws -> Ending {
        let jobs = jobs
        var coordinator: Coordinator?
        if communicator.rank == 0 {
            let costs = jobs.map { ensembles[$0.ensemble].cost(found: found[$0.ensemble][$0.member]) }
            coordinator = Coordinator(plan, costs: costs, signals: signals, observe: observe)
        }
        let follower = Follower(signals)
        let group = try group(communicator)
        // Of all rows, once for all members of this rank: every one of them predicts the whole data set.
        let inputs = ModelInputs(dataset, rows: 0..<dataset.count)
        while true {
            guard case .job(let place) = try nextAssignment(communicator, coordinator, group) else {
                guard let coordinator else { return try follower.waitForEnd(communicator) ? .stopped : .handedOver }
                return try gather(communicator, coordinator)
            }
            try train(jobs[place], inputs, communicator, coordinator, group) {
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
        _ job: Job, _ inputs: ModelInputs, _ communicator: borrowing Communicator, _ coordinator: Coordinator?, _ group: ShardGroup?,
        mayStop: () throws -> Bool
    ) throws {
        let ensemble = ensembles[job.ensemble]
        let settings = ensemble.identity.configuration.training
        switch ensemble.model.learning {
        case .byGradient(let model):
            let training = try GradientTraining(
                member: job.member, configuration: settings, task: ensemble.task,
                learner: try model.learner(inputs, for: .training, account: nil), shards: group ?? NoShards(),
                beginningWith: { ensemble.start?.fill($0, member: job.member) })
            try train(training, job, inputs, communicator, coordinator, group, mayStop: mayStop)
        case .inStages(let model):
            // One rank builds it; the others of its group, which a sweep may have for members of another kind, wait for the next.
            guard group?.index ?? 0 == 0 else { return }
            let training = StagedTraining(member: job.member, configuration: settings, task: ensemble.task, model: model, inputs: inputs)
            try train(training, job, inputs, communicator, coordinator, nil, mayStop: mayStop)
        }
    }

    private func train(
        _ training: some MemberTraining, _ job: Job, _ inputs: ModelInputs, _ communicator: borrowing Communicator,
        _ coordinator: Coordinator?, _ group: ShardGroup?, mayStop: () throws -> Bool
    ) throws {
        let (rank, member) = (communicator.rank, job.member)
        let ensemble = ensembles[job.ensemble]
        let (identity, settings) = (ensemble.identity, ensemble.identity.configuration.training)
        func tell(_ event: TrainingEvent) throws {
            try pass(on: EnsembleEvent(ensemble: job.ensemble, event: event), communicator, coordinator)
        }
        let isLeader = group?.index ?? 0 == 0
        var training = training
        if isLeader, let checkpoint = try ensemble.checkpoints.newest(member) {
            try checkpoint.restore(&training.state, targets: ensemble.task.targets.count)
            let progress = training.state.progress
            try tell(
                .resumed(
                    member: member, rank: rank, epochs: progress.history.count, batches: progress.epoch.batches,
                    otherProcessor: checkpoint.identity.processor == identity.processor ? nil : checkpoint.identity.processor))
        }
        try group?.share(&training.state)
        let isFinishedAlready = training.state.progress.outcome(settings) != nil

        // Warnings of the writer are passed on after the batch that they came up in.
        var warnings: [String] = []
        let writer = CheckpointWriter(ensemble.checkpoints, member: member, identity: identity, interval: interval, dataset: dataset)
        let trained = try training.run(
            afterEpoch: { record, state in
                guard isLeader else { return }
                try tell(.epoch(member: member, rank: rank, record))
                warnings += try writer.afterEpoch(state).map { [$0] } ?? []
            },
            afterBatch: { state in
                guard isLeader else { return }
                warnings += try writer.afterBatch(state).map { [$0] } ?? []
                for warning in warnings { try tell(.warning(rank: rank, text: warning)) }
                warnings = []
            },
            mayStop: mayStop)
        for warning in warnings { try tell(.warning(rank: rank, text: warning)) }
        // All shards have the same weights; the first speaks for them.
        guard isLeader else { return }
        if !isFinishedAlready { try writer.save(training.state) }
        guard let trained else {
            try tell(.stopped(member: member, rank: rank, epochs: training.state.progress.history.count))
            try coordinator?.stop(communicator)
            return
        }
        guard let result = try result(of: trained, job, inputs, mayStop: mayStop) else { return }
        try tell(
            .finished(
                member: member, rank: rank, outcome: result.header.outcome, bestEpoch: trained.bestEpoch, epochs: trained.history.count))
        let done = EnsembleMember(
            number: member, weights: trained.weights, history: trained.history, bestEpoch: trained.bestEpoch, outcome: result.header.outcome)
        for doubt in isFinishedAlready ? [] : done.doubts(settings, of: ensemble.model) {
            try tell(.warning(rank: rank, text: "member \(member) \(doubt.text); \(doubt.advice)"))
        }
        if let coordinator { coordinator.note(result) } else { try communicator.send(result, tag: .result) }
    }

    /// A trained member's predictions, made while rank 0 goes on listening; nil where the run stops first.
    private func result(
        of trained: TrainedMember, _ job: Job, _ inputs: ModelInputs, mayStop: () throws -> Bool
    ) throws -> MemberResult? {
        let model = ensembles[job.ensemble].model
        var prediction: MemberPrediction? = MemberPrediction(number: job.member, targets: model.tasks.count)
        if trained.outcome != .diverged {
            var predictor = try Predictor(model, inputs: inputs)
            prediction = try predictor.predict(member: job.member, weights: trained.weights) { try mayStop() }
        }
        guard let prediction else { return nil }
        let isSound = trained.outcome != .diverged && prediction.isBounded(model.tasks)
        return MemberResult(
            header: MemberResult.Header(
                ensemble: job.ensemble, member: job.member, history: trained.history, bestEpoch: trained.bestEpoch,
                outcome: isSound ? trained.outcome : .diverged),
            weights: trained.weights.arrays, outputs: isSound ? prediction.outputs : prediction.outputs.map { _ in [] })
    }

    /// Hands an event to the observer, from other ranks through rank 0.
    private func pass(on event: EnsembleEvent, _ communicator: borrowing Communicator, _ coordinator: Coordinator?) throws {
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
        return .complete(
            try ensembles.indices.map { place in
                try TrainedEnsemble(coordinator.results.filter { $0.header.ensemble == place }, model: ensembles[place].model)
            })
    }
}
