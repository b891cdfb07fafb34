import Discovery
import Predictions

/// What a committee is made of, and what it gains, on the headline rows.
struct CommitteeMetrics: Encodable, Equatable {
    /// `equal`, `validation` or `given`
    var rule: String
    /// Validation rows that weights were chosen by; null where they were not.
    @Nullable var fittedRows: Int?
    var parts: [Part]
    /// Empty where no value is known.
    var gains: [Gain]
    /// [parts × parts] of the parts' errors; null where some part's do not vary.
    var correlations: [[Double?]]
    /// Of numbers, in the scale that was learnt: the weighted mean of the parts' squared errors …
    @Nullable var squaredErrorOfParts: Double?
    /// … and what is taken from it, as they disagree.
    @Nullable var disagreement: Double?

    struct Part: Encodable, Equatable {
        var name: String
        var weight: Double
        var members: Int
    }

    struct Gain: Encodable, Equatable {
        var measure: String
        var committee: Double
        /// [parts]
        var parts: [Double?]
        /// The name of the part with the smallest value.
        var best: String
        var overBest: Double
        @Nullable var overBestStandardError: Double?
        @Nullable var overMean: Double?
        @Nullable var overMeanStandardError: Double?
    }

    /// - Parameter split: the headline split; nil where no value is known
    init(_ committee: Committee, split: String?) {
        rule = committee.rule.name
        fittedRows = committee.fittedRows
        parts = zip(committee.parts, committee.weights).map { part, weight in
            Part(name: part.name, weight: weight, members: max(part.table.members.count, 1))
        }
        let comparison = split.flatMap { CommitteeComparison(committee, split: $0) }
        gains = (comparison?.gains ?? []).map { gain in
            Gain(
                measure: gain.measure.rawValue, committee: gain.committee, parts: gain.parts, best: committee.parts[gain.best].name,
                overBest: gain.overBest.mean, overBestStandardError: Nullable(wrappedValue: gain.overBest.standardError),
                overMean: Nullable(wrappedValue: gain.overMean?.mean), overMeanStandardError: Nullable(wrappedValue: gain.overMean?.standardError))
        }
        correlations = comparison?.correlations ?? []
        squaredErrorOfParts = comparison?.disagreement?.squaredErrorOfParts
        disagreement = comparison?.disagreement?.disagreement
    }

    func gain(_ measure: CommitteeMeasure) -> Gain? { gains.first { $0.measure == measure.rawValue } }
}

extension Committee {
    /// Of all parts together; predictions without any are those of one model.
    var members: Int { parts.reduce(0) { $0 + max($1.table.members.count, 1) } }
}

extension Committee.Rule {
    var name: String {
        switch self {
        case .equal: "equal"
        case .validation: "validation"
        case .given: "given"
        }
    }
}

extension DiscoveryMetrics.Selection {
    static func all(_ question: DiscoveryQuestion) -> [DiscoveryMetrics.Selection] {
        guard let selection = CommitteeSelection(question.screening, threshold: question.threshold) else { return [] }
        return selection.rules.map { rule in
            DiscoveryMetrics.Selection(
                chooser: rule.chooser.key, chosen: rule.scores.chosen, truePositives: rule.scores.truePositives,
                precision: Nullable(wrappedValue: rule.scores.precision), recall: Nullable(wrappedValue: rule.scores.recall),
                enrichment: Nullable(wrappedValue: rule.scores.accelerationFactor()), first: selection.agreed,
                precisionOfFirst: Nullable(wrappedValue: rule.precisionOfFirst))
        }
    }
}

extension CommitteeSelection.Rule.Chooser {
    fileprivate var key: String {
        switch self {
        case .ensemble(let name): name
        case .mean: "mean"
        case .atLeast(let count): "at_least_\(count)"
        }
    }
}
