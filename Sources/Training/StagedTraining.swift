import Datasets
import Kernels
import Models

/// The training of one member that is built in stages, which depends on (seed, member), the data and the settings alone.
///
/// A stage is an epoch of its history: a learning curve over trees, or rounds.
public struct StagedTraining: MemberTraining {
    public let member: Int
    public var state = StagedState()
    private let model: any StagedModel
    private let inputs: ModelInputs
    private let task: LearningTask
    private let lesson: StagedLesson

    /// - Parameter inputs: of all rows of the task
    public init(member: Int, configuration: TrainingConfiguration, task: LearningTask, model: any StagedModel, inputs: ModelInputs) {
        self.member = member
        self.model = model
        self.inputs = inputs
        self.task = task
        lesson = StagedLesson(
            targets: task.targets.map(\.values), training: task.training, validation: task.validation, measured: task.training + task.validation + task.test,
            seed: configuration.seed, member: member)
    }

    public mutating func run(
        afterEpoch: (EpochRecord, StagedState) throws -> Void = { _, _ in }, afterBatch: (StagedState) throws -> Void = { _ in },
        mayStop: () throws -> Bool = { false }
    ) throws -> TrainedMember? {
        try state.begin(model, inputs, lesson)
        while !isComplete {
            let clock = Clock()
            try state.advance()
            let (seconds, cpuSeconds) = clock.elapsed
            let measuring = Clock()
            var (record, score) = measure()
            record.seconds = seconds
            record.cpuSeconds = cpuSeconds
            record.validationSeconds = measuring.elapsed.seconds
            state.progress.step = state.stages
            choose(score, record)
            state.progress.history.append(record)
            try afterEpoch(record, state)
            if try mayStop(), !isComplete { return nil }
            try afterBatch(state)
        }
        return TrainedMember(
            weights: try weights(), history: state.progress.history, bestEpoch: state.progress.bestEpoch,
            outcome: state.stages < model.stages ? .stoppedEarly : .finished)
    }

    public func weights() throws -> any MemberWeights { try model.weights(of: state.weights) }

    /// Whether nothing is left to do: every stage is there, or too many have made nothing better.
    private var isComplete: Bool {
        guard state.stages < model.stages else { return true }
        guard case .best(let patience?) = model.keptStage else { return false }
        return state.progress.bestEpoch > 0 && state.stages - state.progress.bestEpoch >= patience
    }

    /// Notes which stage would be kept if there were no more.
    ///
    /// - Parameter score: of the last one on the validation set (`[Loss.Sum].score`)
    private mutating func choose(_ score: Double, _ record: EpochRecord) {
        switch model.keptStage {
        case .last: state.progress.bestError = record.validationMAE
        case .best:
            // Stages whose errors are no numbers are as bad as can be; the first is kept where there is nothing else.
            let error = score.isNaN ? .infinity : score
            if let smallest = state.progress.bestError, smallest <= error { return }
            state.progress.bestError = error
        }
        state.progress.bestEpoch = state.stages
    }

    /// Errors of all sets by the stages so far, and the score of the validation set.
    private func measure() -> (record: EpochRecord, score: Double) {
        let outputs = state.outputs()
        var first = 0
        func sums(_ rows: [Int]) -> [Loss.Sum] {
            defer { first += rows.count }
            return task.targets.enumerated().map { place, target in
                Loss(target.task).sum(
                    outputs[place].rows(first..<(first + rows.count)), targets: rows.map { target.values[$0] }.span, gradient: nil)
            }
        }
        let (training, validation) = (sums(task.training), sums(task.validation))
        var record = EpochRecord(
            epoch: state.stages, task: task, training: training, validation: validation, test: task.test.isEmpty ? [] : sums(task.test))
        record.crystals = task.training.count
        return (record, validation.score)
    }
}
