/// The error of a committee of two as weight goes from the second to the first: of numbers the mean absolute error in the target's unit, of classes
/// the log loss.
public struct CommitteeCurve: Sendable {
    /// [points] weights of the first part, 0 … 1
    public let weights: [Double]
    /// [points]
    public let errors: [Double]
    public let measure: CommitteeMeasure

    /// - Parameter split: whose rows are measured
    /// - Returns: nil for other than two parts, and where no value is known
    public init?(_ committee: Committee, split: String, points: Int = 51) {
        let rows = committee.table.splits.indices.filter { committee.table.splits[$0] == split && committee.table.targets[$0] != nil }
        guard committee.parts.count == 2, !rows.isEmpty, points > 1 else { return nil }
        let (own, parts) = (committee.table.selecting(rows), committee.combinedParts.map { $0.selecting(rows) })
        let measure: CommitteeMeasure = own.task == .regression ? .mae : .logLoss
        self.measure = measure
        weights = (0..<points).map { Double($0) / Double(points - 1) }
        errors = weights.map { weight in
            let mixed = [weight, 1 - weight]
            let table: PredictionTable
            if own.task == .regression {
                let combined = EnsemblePrediction.mixture(of: parts.map(\.combined), weights: mixed).restored(own.form)
                table = PredictionTable(ids: own.ids, splits: own.splits, targets: own.targets, combined: combined, members: [])
            } else {
                let (combined, probabilities) = EnsemblePrediction.classMixture(
                    of: parts.map(\.probabilities), aleatoric: parts.map(\.combined.aleatoric), weights: mixed)
                table = PredictionTable(
                    ids: own.ids, splits: own.splits, targets: own.targets, combined: combined, members: [], probabilities: probabilities)
            }
            return measure.losses(table, own.knownTargets).map(measure.value) ?? .nan
        }
    }
}
