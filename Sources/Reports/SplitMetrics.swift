import Ensembles

/// What `metrics.json` says of one split of one ensemble. Values without meaning (R² of constant targets, …) are null.
struct SplitMetrics: Codable, Equatable {
    var split: String
    var rows: Int
    var rowsWithTarget: Int
    @Nullable var regression: RegressionMetrics?
    @Nullable var classification: ClassificationMetrics?

    struct RegressionMetrics: Codable, Equatable {
        var ensemble: Errors
        var members: [Member]
        /// Mean over the members, and the standard deviation of the sample.
        @Nullable var memberMae: MeanAndDeviation?
        @Nullable var memberRmse: MeanAndDeviation?
        @Nullable var memberR2: MeanAndDeviation?
        var uncertainty: Uncertainty
    }

    struct Errors: Codable, Equatable {
        var mae: Double
        var rmse: Double
        @Nullable var r2: Double?
    }

    struct Member: Codable, Equatable {
        var member: Int
        var errors: Errors
    }

    struct MeanAndDeviation: Codable, Equatable {
        var mean: Double
        @Nullable var deviation: Double?
    }

    struct Uncertainty: Codable, Equatable {
        /// Rows whose σ is 0: left out of the quantile plot; they leave the likelihood without a value.
        var rowsWithoutDeviation: Int
        @Nullable var negativeLogLikelihood: Double?
        @Nullable var crps: Double?
        @Nullable var miscalibrationArea: Double?
        @Nullable var sharpness: Double?
        var coverage: [Coverage]
    }

    struct Coverage: Codable, Equatable {
        var level: Double
        @Nullable var observed: Double?
    }

    struct ClassificationMetrics: Codable, Equatable {
        var accuracy: Double
        var logLoss: Double
        /// For two classes, both of which occur.
        @Nullable var rocAuc: Double?
        @Nullable var memberAccuracy: MeanAndDeviation?
    }
}

extension SplitMetrics {
    static let coverageLevels = [0.50, 0.68, 0.90, 0.95]

    /// - Parameter table: the rows of this split.
    init(split: String, table: PredictionTable) {
        let known = table.rowsWithTarget
        self.split = split
        rows = table.count
        rowsWithTarget = known.count
        switch table.task {
        case .regression: regression = RegressionMetrics(known)
        case .classification(let classes): classification = ClassificationMetrics(known, classes: classes)
        }
    }
}

extension SplitMetrics.RegressionMetrics {
    init?(_ table: PredictionTable) {
        let targets = table.knownTargets
        guard let errors = PointErrors(targets: targets, predictions: table.combined.prediction) else { return nil }
        let members = table.members.compactMap { PointErrors(targets: targets, predictions: $0) }
        ensemble = SplitMetrics.Errors(errors)
        self.members = zip(table.memberNumbers, members).map { SplitMetrics.Member(member: $0, errors: SplitMetrics.Errors($1)) }
        uncertainty = SplitMetrics.Uncertainty(table)
        memberMae = SplitMetrics.MeanAndDeviation(members.map(\.mae))
        memberRmse = SplitMetrics.MeanAndDeviation(members.map(\.rmse))
        memberR2 = SplitMetrics.MeanAndDeviation(members.compactMap(\.r2))
    }
}

extension SplitMetrics.Errors {
    init(_ errors: PointErrors) {
        mae = errors.mae
        rmse = errors.rmse
        r2 = errors.r2
    }
}

extension SplitMetrics.MeanAndDeviation {
    init?(_ values: [Double]) {
        guard let spread = Spread(values) else { return nil }
        mean = spread.mean
        deviation = spread.deviation
    }
}

extension SplitMetrics.Uncertainty {
    init(_ table: PredictionTable) {
        let targets = table.knownTargets
        let predictions = table.combined.prediction
        let deviations = table.combined.total
        rowsWithoutDeviation = deviations.count { $0 == 0 }
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations)
        coverage = SplitMetrics.coverageLevels.map { level in
            SplitMetrics.Coverage(
                level: level,
                observed: Nullable(
                    wrappedValue: GaussianCalibration.coverage(
                        level: level, targets: targets, predictions: predictions, deviations: deviations)))
        }
        negativeLogLikelihood = GaussianScores.negativeLogLikelihood(
            targets: targets, predictions: predictions, deviations: deviations)
        crps = GaussianScores.continuousRankedProbability(targets: targets, predictions: predictions, deviations: deviations)
        miscalibrationArea = GaussianCalibration.miscalibrationArea(curve)
        sharpness = GaussianCalibration.sharpness(deviations: deviations)
    }
}

extension SplitMetrics.ClassificationMetrics {
    init?(_ table: PredictionTable, classes count: Int) {
        let classes = table.knownTargets.map { Int($0) }
        let predicted = table.combined.prediction.map { Int($0) }
        guard let accuracy = ClassificationScores.accuracy(classes: classes, predicted: predicted),
            let logLoss = ClassificationScores.logLoss(classes: classes, probabilities: table.probabilities)
        else { return nil }
        self.accuracy = accuracy
        self.logLoss = logLoss
        memberAccuracy = SplitMetrics.MeanAndDeviation(
            table.members.compactMap { ClassificationScores.accuracy(classes: classes, predicted: $0.map { Int($0) }) })
        if count == 2 {
            rocAuc = ClassificationScores.areaUnderROC(isPositive: classes.map { $0 == 1 }, scores: table.probabilities[1])
        }
    }
}
