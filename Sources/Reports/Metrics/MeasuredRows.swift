import Predictions

/// Point predictions that metrics are measured of; at least one.
struct PointRows {
    let targets: [Double]
    let predictions: [Double]
    let errors: PointErrors

    init?(targets: [Double], predictions: [Double]) {
        guard let errors = PointErrors(targets: targets, predictions: predictions) else { return nil }
        self.targets = targets
        self.predictions = predictions
        self.errors = errors
    }
}

/// Predictions with their standard deviations, in the scale that was learnt.
struct UncertainRows {
    let targets: [Double]
    let predictions: [Double]
    let deviations: [Double]

    init(targets: [Double], predictions: [Double], deviations: [Double]) {
        self.targets = targets
        self.predictions = predictions
        self.deviations = deviations
    }

    /// - Parameter table: of a regression; rows without a target are left out
    init(_ table: PredictionTable) {
        let learnt = table.inLearntScale.rowsWithTarget
        self.init(targets: learnt.knownTargets, predictions: learnt.combined.prediction, deviations: learnt.combined.total)
    }
}

/// One part of the uncertainties, as a measure by which errors are ranked.
struct PartRows {
    /// As `SplitMetrics` has them.
    static let names = ["total", "epistemic", "aleatoric"]

    let errors: [Double]
    let uncertainties: [Double]
    /// The same in the scale that was learnt.
    let deviations: [Double]
    let ranking: RankingQuality

    init?(errors: [Double], uncertainties: [Double], deviations: [Double]) {
        guard let ranking = RankingQuality(errors: errors, uncertainties: uncertainties) else { return nil }
        self.errors = errors
        self.uncertainties = uncertainties
        self.deviations = deviations
        self.ranking = ranking
    }

    static func uncertainties(_ name: String, of combined: EnsemblePrediction) -> [Double] {
        switch name {
        case "epistemic": combined.epistemic
        case "aleatoric": combined.aleatoric
        default: combined.total
        }
    }
}
