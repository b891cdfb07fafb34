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
        while state.stages < model.stages {
            let clock = Clock()
            try state.advance()
            let (seconds, cpuSeconds) = clock.elapsed
            let measuring = Clock()
            var record = record()
            record.seconds = seconds
            record.cpuSeconds = cpuSeconds
            record.validationSeconds = measuring.elapsed.seconds
            state.progress.step = state.stages
            state.progress.bestError = record.validationMAE
            state.progress.bestEpoch = state.stages
            state.progress.history.append(record)
            try afterEpoch(record, state)
            if try mayStop(), state.stages < model.stages { return nil }
            try afterBatch(state)
        }
        return TrainedMember(
            weights: try weights(), history: state.progress.history, bestEpoch: state.stages, outcome: .finished)
    }

    public func weights() throws -> any MemberWeights { try model.weights(of: state.arrays) }

    /// Errors of all sets by the stages so far.
    private func record() -> EpochRecord {
        let outputs = state.outputs()
        var first = 0
        func sums(_ rows: [Int]) -> [Loss.Sum] {
            defer { first += rows.count }
            return task.targets.enumerated().map { place, target in
                Loss(target.task).sum(
                    outputs[place].rows(first..<(first + rows.count)), targets: rows.map { target.values[$0] }.span, gradient: nil)
            }
        }
        var record = EpochRecord(
            epoch: state.stages, task: task, training: sums(task.training), validation: sums(task.validation),
            test: task.test.isEmpty ? [] : sums(task.test))
        record.crystals = task.training.count
        return record
    }
}
