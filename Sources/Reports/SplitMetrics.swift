import Predictions

/// What `metrics.json` says of one split of one ensemble. Values without meaning (R² of constant targets, …) are null.
struct SplitMetrics: Encodable, Equatable {
    var split: String
    var rows: Int
    /// Rows that the numbers are of: their target is known, and there is a prediction.
    var rowsWithTarget: Int
    /// Rows whose target is known, and of which nothing is predicted.
    var rowsWithoutPrediction: Int
    @Nullable var regression: RegressionMetrics?
    @Nullable var classification: ClassificationMetrics?

    struct RegressionMetrics: Encodable, Equatable {
        var ensemble: MetricValues<Double>
        var members: [Member]
        /// Mean over the members, and the standard deviation of the sample.
        var overMembers: MetricValues<MeanAndDeviation>
        var uncertainty: Uncertainty
    }

    struct Member: Encodable, Equatable {
        var member: Int
        var errors: MetricValues<Double>
    }

    struct MeanAndDeviation: Encodable, Equatable {
        var mean: Double
        @Nullable var deviation: Double?
    }

    struct Uncertainty: Encodable, Equatable {
        /// Rows whose σ is 0: left out of the quantile plot; they leave the likelihood without a value.
        var rowsWithoutDeviation: Int
        var values: MetricValues<Double>
        var coverage: [Coverage]
        /// Total, epistemic, aleatoric; parts that are 0 everywhere are left out.
        var parts: [Part]
    }

    /// One kind of uncertainty: how large it is and how well it ranks the errors.
    struct Part: Encodable, Equatable {
        var name: String
        var values: MetricValues<Double>
    }

    struct Coverage: Encodable, Equatable {
        var level: Double
        @Nullable var observed: Double?
    }

    struct ClassificationMetrics: Encodable, Equatable {
        var values: MetricValues<Double>
        var overMembers: MetricValues<MeanAndDeviation>
        /// In the order of their numbers.
        var classes: [ClassMetrics]
        var confusion: ConfusionMatrix
    }

    /// What becomes of one class.
    struct ClassMetrics: Encodable, Equatable {
        var name: String
        var materials: Int
        var predicted: Int
        @Nullable var precision: Double?
        @Nullable var recall: Double?
        @Nullable var f1: Double?
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
        case .classification: classification = ClassificationMetrics(known)
        }
    }
}

extension SplitMetrics.RegressionMetrics {
    /// nil for no rows.
    init?(_ table: PredictionTable) {
        let targets = table.knownTargets
        guard let rows = PointRows(targets: targets, predictions: table.combined.prediction) else { return nil }
        func values(_ rows: PointRows) -> MetricValues<Double> {
            MetricValues { metric in
                guard case .points(let measure) = metric.measure else { return nil }
                return (metric.key, measure(rows))
            }
        }
        ensemble = values(rows)
        let members = zip(table.memberNumbers, table.members).compactMap { number, predictions in
            PointRows(targets: targets, predictions: predictions).map { SplitMetrics.Member(member: number, errors: values($0)) }
        }
        self.members = members
        overMembers = MetricValues { metric in
            guard case .points = metric.measure else { return nil }
            return (metric.key, SplitMetrics.MeanAndDeviation(members.compactMap { $0.errors[metric.key] }))
        }
        uncertainty = SplitMetrics.Uncertainty(table)
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
        let rows = UncertainRows(table)
        let curve = GaussianCalibration.curve(targets: rows.targets, predictions: rows.predictions, deviations: rows.deviations)
        rowsWithoutDeviation = rows.deviations.count { $0 == 0 }
        values = MetricValues { metric in
            switch metric.measure {
            case .gaussian(let measure): (metric.key, measure(rows))
            case .curve(let measure): (metric.key, measure(curve))
            default: nil
            }
        }
        coverage = Metric.all.compactMap { metric in
            guard case .interval(let level, let measure) = metric.measure else { return nil }
            return SplitMetrics.Coverage(level: level, observed: Nullable(wrappedValue: measure(rows)))
        }
        let errors = zip(table.knownTargets, table.combined.prediction).map { abs($0 - $1) }
        let learnt = table.inLearntScale.combined
        parts = PartRows.names.compactMap { name in
            let uncertainties = PartRows.uncertainties(name, of: table.combined)
            guard uncertainties.contains(where: { $0 > 0 }), let rows = PartRows(
                errors: errors, uncertainties: uncertainties, deviations: PartRows.uncertainties(name, of: learnt))
            else { return nil }
            return SplitMetrics.Part(
                name: name,
                values: MetricValues { metric in
                    guard case .part(name, let key, let measure) = metric.measure else { return nil }
                    return (key, measure(rows))
                })
        }
    }
}

extension SplitMetrics.ClassificationMetrics {
    /// nil for no rows.
    init?(_ table: PredictionTable) {
        guard table.count > 0 else { return nil }
        let truth = table.knownTargets.map { Int($0) }
        func matrix(_ predicted: [Double]) -> ConfusionMatrix {
            ConfusionMatrix(classes: truth, predicted: predicted.map { Int($0) }, count: table.classCount)
        }
        let confusion = matrix(table.combined.prediction)
        values = MetricValues { metric in
            switch metric.measure {
            case .decisions(let measure), .classes(let measure): (metric.key, measure(confusion))
            case .probabilities(let measure): (metric.key, table.probabilities.isEmpty ? nil : measure(truth, table.probabilities))
            default: nil
            }
        }
        let members = table.members.map(matrix)
        overMembers = MetricValues { metric in
            guard case .decisions(let measure) = metric.measure else { return nil }
            return (metric.key, SplitMetrics.MeanAndDeviation(members.compactMap(measure)))
        }
        self.confusion = confusion
        classes = (0..<table.classCount).map { kind in
            SplitMetrics.ClassMetrics(
                name: table.className(kind), materials: confusion.materials(of: kind), predicted: confusion.predictions(of: kind),
                precision: Nullable(wrappedValue: confusion.precision(of: kind)), recall: Nullable(wrappedValue: confusion.recall(of: kind)),
                f1: Nullable(wrappedValue: confusion.f1(of: kind)))
        }
    }
}
