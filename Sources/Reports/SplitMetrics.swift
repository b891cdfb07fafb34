import Predictions


/// What `metrics.json` says of one split of one ensemble. Values without meaning (R² of constant targets, …) are null.
struct SplitMetrics: Codable, Equatable {
    var split: String
    var rows: Int
    /// Rows that the numbers are of: their target is known, and there is a prediction.
    var rowsWithTarget: Int
    /// Rows whose target is known, and of which nothing is predicted.
    var rowsWithoutPrediction: Int
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
        /// Over p = 0.01 … 0.99, in the target's unit.
        @Nullable var intervalScore: Double?
        @Nullable var miscalibrationArea: Double?
        @Nullable var meanAbsoluteCalibrationError: Double?
        @Nullable var rootMeanSquareCalibrationError: Double?
        @Nullable var sharpness: Double?
        var coverage: [Coverage]
        /// Total, epistemic, aleatoric; parts that are 0 everywhere are left out.
        var parts: [Part]
    }

    /// One kind of uncertainty: how large it is and how well it ranks the errors.
    struct Part: Codable, Equatable {
        var name: String
        var rootMeanSquare: Double
        @Nullable var areaAboveOracle: Double?
        @Nullable var gainOverRandom: Double?
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
        rowsWithoutPrediction = table.targets.count { $0 != nil } - known.count
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
    init(_ spread: Spread) {
        mean = spread.mean
        deviation = spread.deviation
    }

    init?(_ values: [Double]) {
        guard let spread = Spread(values) else { return nil }
        self.init(spread)
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
        intervalScore = GaussianScores.intervalScore(targets: targets, predictions: predictions, deviations: deviations)
        miscalibrationArea = GaussianCalibration.miscalibrationArea(curve)
        meanAbsoluteCalibrationError = GaussianCalibration.meanAbsoluteError(curve)
        rootMeanSquareCalibrationError = GaussianCalibration.rootMeanSquareError(curve)
        parts = Self.parts(table, errors: zip(targets, predictions).map { abs($0 - $1) })
        sharpness = GaussianCalibration.sharpness(deviations: deviations)
    }
}

extension SplitMetrics.Uncertainty {
    func part(_ name: String) -> SplitMetrics.Part? { parts.first { $0.name == name } }

    private static func parts(_ table: PredictionTable, errors: [Double]) -> [SplitMetrics.Part] {
        let combined = table.combined
        return [("total", combined.total), ("epistemic", combined.epistemic), ("aleatoric", combined.aleatoric)].compactMap { name, values in
            guard values.contains(where: { $0 > 0 }), let size = GaussianCalibration.sharpness(deviations: values) else { return nil }
            let quality = RankingQuality(errors: errors, uncertainties: values)
            return SplitMetrics.Part(
                name: name, rootMeanSquare: size, areaAboveOracle: Nullable(wrappedValue: quality?.areaAboveOracle),
                gainOverRandom: Nullable(wrappedValue: quality?.gain))
        }
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
