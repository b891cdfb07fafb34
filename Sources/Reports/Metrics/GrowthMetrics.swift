import Predictions


/// What each further member brings, on the headline rows.
struct GrowthMetrics: Encodable, Equatable {
    var members: Int
    var subsets: Int
    var mae: SplitMetrics.MeanAndDeviation
    var rmse: SplitMetrics.MeanAndDeviation
    @Nullable var negativeLogLikelihood: SplitMetrics.MeanAndDeviation?

    init(_ size: EnsembleGrowth.Size) {
        members = size.members
        subsets = size.subsets
        mae = SplitMetrics.MeanAndDeviation(size.mae)
        rmse = SplitMetrics.MeanAndDeviation(size.rmse)
        negativeLogLikelihood = size.negativeLogLikelihood.map { SplitMetrics.MeanAndDeviation($0) }
    }
}
