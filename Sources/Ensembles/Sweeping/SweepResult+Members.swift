import Datasets
import Predictions
import Training

extension SweepResult {
    /// - Parameters:
    ///   - table: predictions of a regression; nil where there is no ensemble
    ///   - trained: every member, the diverged ones too
    ///   - shards: ranks that trained a member together
    public init(_ point: SweepPoint, table: PredictionTable?, trained: [EnsembleMember], shards: Int) {
        let test = table?.rows(ofSplit: SplitPart.test.word).rowsWithTarget
        let validation = table?.rows(ofSplit: SplitPart.validation.word).rowsWithTarget
        func errors(_ table: PredictionTable?) -> PointErrors? {
            table.flatMap { PointErrors(targets: $0.knownTargets, predictions: $0.combined.prediction) }
        }
        let records = trained.flatMap(\.history)
        self.init(
            point: point,
            members: test.map { test in
                zip(test.memberNumbers, test.members).compactMap { number, predictions in
                    PointErrors(targets: test.knownTargets, predictions: predictions).map { Member(number: number, mae: $0.mae) }
                }
            } ?? [],
            test: errors(test),
            negativeLogLikelihood: test.flatMap {
                let learnt = $0.inLearntScale.rowsWithTarget
                return GaussianScores.negativeLogLikelihood(
                    targets: learnt.knownTargets, predictions: learnt.combined.prediction, deviations: learnt.combined.total)
            },
            validation: errors(validation), epochs: Double(records.count) / Double(max(trained.count, 1)),
            coreSeconds: records.reduce(0) { $0 + $1.cpuSeconds + $1.validationSeconds } * Double(shards))
    }
}
