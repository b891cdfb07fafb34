import Predictions
import Training

extension TrainingHistory {
    /// What the members themselves remember, which is whole however often a run was taken up again.
    public init(_ members: [EnsembleMember]) {
        func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
        self.init(members.flatMap { member in
            member.history.map { record in
                Epoch(
                    member: member.number, epoch: record.epoch, trainLoss: finite(record.trainLoss), trainMAE: finite(record.trainMAE),
                    validationLoss: finite(record.validationLoss), validationMAE: finite(record.validationMAE),
                    testMAE: record.testMAE.flatMap(finite), learningRate: record.learningRate, seconds: record.seconds)
            }
        })
    }
}
