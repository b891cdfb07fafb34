import Discovery

/// The numbers of a screening, for programs.
struct DiscoveryMetrics: Encodable, Equatable {
    /// What distances are counted from.
    var hull: String
    var candidates: Int
    /// Candidates of which it is not known how far above the hull they lie: no measure counts them.
    var withoutTruth: Int
    /// Of those that measures count.
    var withoutPrediction: Int
    var scores: [Scores]
    var funnel: [FunnelStep]
    var operating: [Operating]
    /// Columns that no measures are told apart by, as they have too many values.
    var groupingsLeftOut: [String]
    /// Of each chemical system and of all together, first; empty where that is not asked.
    var systems: [SystemMetrics]

    struct Scores: Encodable, Equatable {
        var subset: String
        var criterion: String
        /// eV/atom
        var threshold: Double
        var materials: Int
        var missing: Int
        var truePositives: Int
        var falsePositives: Int
        var trueNegatives: Int
        var falseNegatives: Int
        @Nullable var prevalence: Double?
        /// What DAF divides by.
        var prevalenceOf: String
        @Nullable var dividedBy: Double?
        var measures: [Measure]

        /// Predicted to be stable.
        var chosen: Int { truePositives + falsePositives }
    }

    struct Measure: Encodable, Equatable {
        var name: String
        @Nullable var value: Double?
        /// Ends of the 95 % interval.
        @Nullable var low: Double?
        @Nullable var high: Double?
    }

    struct FunnelStep: Encodable, Equatable {
        var step: String
        var materials: Int
        var stable: Int
    }

    struct Operating: Encodable, Equatable {
        var criterion: String
        var rocAuc: Double
        var averagePrecision: Double
    }

    init(_ question: DiscoveryQuestion) {
        let screening = question.screening
        hull = screening.hull
        candidates = screening.count
        withoutTruth = screening.truth.count { !$0.isFinite }
        withoutPrediction = screening.ids.indices.count {
            !screening.prediction[$0].isFinite && (screening.truth[$0].isFinite || !screening.hasTruth)
        }
        let subsets = screening.hasTruth ? ScreeningSubset.all(of: screening, mostStable: question.mostStable) : []
        scores = question.thresholds.flatMap { threshold in
            subsets.flatMap { subset in
                question.criteria.map { Scores(SubsetScores(screening, subset: subset, criterion: $0, threshold: threshold)) }
            }
        }
        funnel = TriageFunnel(screening, threshold: question.threshold).steps.map {
            FunnelStep(step: $0.name, materials: $0.count, stable: $0.stable)
        }
        operating = question.criteria.compactMap { criterion in
            OperatingCurve(screening, criterion: criterion, threshold: question.threshold).map {
                Operating(criterion: criterion.rawValue, rocAuc: $0.area, averagePrecision: $0.averagePrecision)
            }
        }
        groupingsLeftOut = ScreeningSubset.groupingsLeftOut(of: screening)
        systems = question.systems.map(SystemMetrics.all) ?? []
    }

    /// The whole set at the first threshold: what an answer is made of.
    var headline: Scores? { scores.first }
}

extension DiscoveryMetrics.Scores {
    init(_ scores: SubsetScores) {
        subset = scores.subset.name
        criterion = scores.criterion.rawValue
        threshold = scores.threshold
        materials = scores.scores.count
        missing = scores.scores.missing
        truePositives = scores.scores.truePositives
        falsePositives = scores.scores.falsePositives
        trueNegatives = scores.scores.trueNegatives
        falseNegatives = scores.scores.falseNegatives
        prevalenceOf = scores.subset.prevalenceOf
        measures = SubsetScores.measures.map { measure in
            let (value, interval) = scores.value(measure)
            return DiscoveryMetrics.Measure(name: measure.name, value: Nullable(wrappedValue: value), low: Nullable(wrappedValue: interval?.low),
                high: Nullable(wrappedValue: interval?.high))
        }
        prevalence = scores.scores.prevalence
        dividedBy = scores.prevalence
    }

    func measure(_ name: String) -> DiscoveryMetrics.Measure? { measures.first { $0.name == name } }
}
