/// What a committee's ways to choose candidates find, beside each of its ensembles alone.
public struct CommitteeSelection: Sendable {
    public struct Rule: Sendable {
        public enum Chooser: Equatable, Sendable {
            /// One of the ensembles.
            case ensemble(String)
            /// The committee's own prediction.
            case mean
            /// So many of the ensembles, or more.
            case atLeast(Int)
        }

        public let chooser: Chooser
        public let scores: StabilityScores
        /// The share of stable materials among the first of its order, of as many as all ensembles together choose; nil where they choose none, or it
        /// has not so many predictions.
        public let precisionOfFirst: Double?
    }

    /// Each ensemble, the mean, then at least one, two … all of them.
    public let rules: [Rule]
    /// How many candidates of known truth all ensembles say are stable.
    public let agreed: Int

    /// nil without a committee, and where no truth is known.
    public init?(_ screening: Screening, threshold: Double) {
        guard !screening.opinions.isEmpty, screening.hasTruth else { return nil }
        let rows = screening.ids.indices.filter { screening.truth[$0].isFinite }
        let all = screening.decision(ofAtLeast: screening.opinions.count)
        let agreed = rows.count { all[$0] <= threshold }
        func rule(_ chooser: Rule.Chooser, _ decision: [Double], prediction: [Double]) -> Rule {
            let order = rows.filter { decision[$0].isFinite }.sorted { (decision[$0], $0) < (decision[$1], $1) }
            let found = order.prefix(agreed).count { screening.truth[$0] <= threshold }
            return Rule(
                chooser: chooser,
                scores: StabilityScores(truth: screening.truth, prediction: prediction, decision: decision, threshold: threshold),
                precisionOfFirst: agreed > 0 && order.count >= agreed ? Double(found) / Double(agreed) : nil)
        }
        self.agreed = agreed
        rules = screening.opinions.map { rule(.ensemble($0.name), $0.prediction, prediction: $0.prediction) }
            + [rule(.mean, screening.prediction, prediction: screening.prediction)]
            + (1...screening.opinions.count).map { rule(.atLeast($0), screening.decision(ofAtLeast: $0), prediction: screening.prediction) }
    }
}
