import Predictions
import Training

extension TrainingHistory {
    /// What the members themselves remember, which is whole however often a run was taken up again.
    ///
    /// - Parameter place: of the target whose errors are told; those of another than the first are not known of runs before version 0.2
    public init(_ members: [EnsembleMember], ofTarget place: Int = 0) {
        func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
        self.init(members.flatMap { member in
            member.history.map { record in
                let first = TargetErrors(training: record.trainMAE, validation: record.validationMAE, test: record.testMAE)
                let errors = record.targets.map { $0.indices.contains(place) ? $0[place] : nil } ?? (place == 0 ? first : nil)
                return Epoch(
                    member: member.number, epoch: record.epoch, trainLoss: finite(record.trainLoss), trainMAE: errors.flatMap { finite($0.training) },
                    validationLoss: finite(record.validationLoss), validationMAE: errors.flatMap { finite($0.validation) },
                    testMAE: errors?.test.flatMap(finite), learningRate: record.learningRate, seconds: record.seconds)
            }
        })
    }
}
