import Discovery
import Materials

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
    /// What the ways of a committee to choose find; empty for one ensemble, and where no truth is known.
    var selection: [Selection]
    /// Columns that no measures are told apart by, as they have too many values.
    var groupingsLeftOut: [String]
    /// Candidates with a flag.
    var flagged: Int
    /// Whether these are left out of what is to be calculated first.
    var flaggedApart: Bool
    /// Of each flag that any candidate has.
    var flags: [FlagCount]
    /// How far below the others 1 in 100 known compounds lies: beyond it a candidate is flagged. Empty where too few are known.
    var depthLimits: [DepthLimit]
    /// Rows of the known phases …
    var knownRows: Int
    /// … of which so many could not be used, and take no part in the hull; `losses` has the reasons.
    var knownLost: Int
    /// Known phases that take no part in the hull, as they are candidates by id and composition …
    var knownThatAreCandidates: Int
    /// … and those that take part, as they have no more than the id of a candidate.
    var knownWithBorrowedIds: Int
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

    /// One way to choose candidates by a committee, at the first threshold.
    struct Selection: Encodable, Equatable {
        /// An ensemble's name, `mean`, `at_least_N`.
        var chooser: String
        var chosen: Int
        var truePositives: Int
        @Nullable var precision: Double?
        @Nullable var recall: Double?
        /// Precision over the prevalence of all candidates.
        @Nullable var enrichment: Double?
        /// Of its order as many candidates as all ensembles agree on.
        var first: Int
        @Nullable var precisionOfFirst: Double?
    }

    struct FlagCount: Encodable, Equatable {
        var flag: String
        var candidates: Int
        /// Symbols of the elements that no known compound holds; of other flags none.
        var elements: [String]
    }

    struct DepthLimit: Encodable, Equatable {
        /// How many a compound has.
        var elements: Int
        /// eV/atom
        var depth: Double
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
        selection = Selection.all(question)
        groupingsLeftOut = ScreeningSubset.groupingsLeftOut(of: screening)
        flagged = question.flags.count { !$0.isEmpty }
        flaggedApart = screening.isApart != nil
        flags = FlagCount.all(question)
        depthLimits = (question.competition?.limits.limits ?? [:]).sorted { $0.key < $1.key }.map { DepthLimit(elements: $0.key, depth: $0.value) }
        knownRows = question.knownRows
        knownLost = question.knownLost
        knownThatAreCandidates = question.knownThatAreCandidates
        knownWithBorrowedIds = question.knownWithBorrowedIDs
        systems = question.systems.map(SystemMetrics.all) ?? []
    }

    /// The whole set at the first threshold: what an answer is made of.
    var headline: Scores? { scores.first }
}

extension DiscoveryMetrics.FlagCount {
    static func all(_ question: DiscoveryQuestion) -> [DiscoveryMetrics.FlagCount] {
        CandidateFlag.allCases.compactMap { flag in
            let rows = question.flags.indices.filter { question.flags[$0].contains(CandidateFlags(flag)) }
            guard !rows.isEmpty else { return nil }
            var elements: Set<String> = []
            if flag == .unknownElement, let known = question.competition?.known {
                for row in rows {
                    guard let composition = question.composition(row) else { continue }
                    let isCompound = composition.components.count > 1
                    elements.formUnion(composition.elements.filter { !known.hasPhase(with: $0, beyond: isCompound) }.map(\.symbol))
                }
            }
            return DiscoveryMetrics.FlagCount(flag: flag.name, candidates: rows.count, elements: elements.sorted())
        }
    }
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
