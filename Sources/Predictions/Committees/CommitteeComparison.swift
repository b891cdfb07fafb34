/// What a committee gains over its parts on some rows with known values, and why.
public struct CommitteeComparison: Sendable {
    /// By one measure, of which smaller is better.
    public struct Gain: Sendable {
        public let measure: CommitteeMeasure
        public let committee: Double
        /// [parts] nil where a part has no uncertainty to measure
        public let parts: [Double?]
        /// The part with the smallest value …
        public let best: Int
        /// … how much larger that is than the committee's …
        public let overBest: PairedDifference
        /// … and how much larger the mean of all parts is; nil where some part has no value.
        public let overMean: PairedDifference?

        /// nil where some part has no value.
        public var meanOfParts: Double? {
            let known = parts.compactMap { $0 }
            return known.count == parts.count ? known.reduce(0, +) / Double(known.count) : nil
        }
    }

    /// Of numbers, in the scale in which they are combined: the squared error of a mean is the mean of the squared errors less what the parts
    /// disagree by (Krogh and Vedelsby, NIPS 7 (1995)).
    public struct Disagreement: Sendable {
        /// Σ w_k ⟨(y − ŷ_k)²⟩
        public let squaredErrorOfParts: Double
        /// ⟨Σ w_k (ŷ_k − ŷ)²⟩
        public let disagreement: Double
    }

    public let rows: Int
    public let gains: [Gain]
    /// [parts × parts] Pearson's correlation of the errors, of classes of being wrong; nil where a part's errors do not vary
    public let correlations: [[Double?]]
    public let disagreement: Disagreement?

    /// - Parameter split: whose rows are compared
    /// - Returns: nil where no value is known
    public init?(_ committee: Committee, split: String) {
        let all = committee.table
        let rows = (0..<all.count).filter { all.splits[$0] == split && all.targets[$0] != nil }
        guard !rows.isEmpty else { return nil }
        self.rows = rows.count
        let own = all.selecting(rows)
        let parts = committee.parts.map { $0.table.selecting(rows) }
        let (learnt, combinedParts) = (own.inLearntScale, committee.combinedParts.map { $0.selecting(rows) })
        gains = CommitteeMeasure.allCases.filter { $0.isOfClasses == (own.task != .regression) }.compactMap { measure in
            measure.isOfUncertainty
                ? Self.gain(measure, learnt, combinedParts, targets: learnt.targets) : Self.gain(measure, own, parts, targets: own.targets)
        }
        let errors = combinedParts.map { table -> [Double] in
            zip(learnt.targets, table.combined.prediction).map { target, prediction in
                own.task == .regression ? (target ?? .nan) - prediction : target == prediction ? 0 : 1
            }
        }
        correlations = errors.map { one in errors.map { Self.correlation(one, $0) } }
        guard own.task == .regression, learnt.targets.allSatisfy({ $0 != nil }) else {
            disagreement = nil
            return
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(rows.count) }
        disagreement = Disagreement(
            squaredErrorOfParts: zip(errors, committee.weights).reduce(0) { $0 + $1.1 * mean($1.0.map { $0 * $0 }) },
            disagreement: zip(combinedParts, committee.weights).reduce(0) { sum, part in
                sum + part.1 * mean(zip(part.0.combined.prediction, learnt.combined.prediction).map { ($0 - $1) * ($0 - $1) })
            })
    }

    private static func gain(_ measure: CommitteeMeasure, _ own: PredictionTable, _ parts: [PredictionTable], targets: [Double?]) -> Gain? {
        let targets = targets.compactMap { $0 }
        guard targets.count == own.count, let losses = measure.losses(own, targets) else { return nil }
        let others = parts.map { measure.losses($0, targets) }
        let values = others.map { $0.map(measure.value) }
        guard let best = values.indices.filter({ values[$0] != nil }).min(by: { (values[$0] ?? 0) < (values[$1] ?? 0) }),
            let bestLosses = others[best]
        else { return nil }
        let influences = measure.influences(losses)
        let known = others.compactMap { $0.map(measure.influences) }
        let means = losses.indices.map { row in known.reduce(0) { $0 + $1[row] } / Double(max(known.count, 1)) }
        return Gain(
            measure: measure, committee: measure.value(losses), parts: values, best: best,
            overBest: PairedDifference(
                measure.value(bestLosses) - measure.value(losses), of: zip(measure.influences(bestLosses), influences).map { $0 - $1 }),
            overMean: known.count < parts.count ? nil : PairedDifference(
                values.compactMap { $0 }.reduce(0, +) / Double(parts.count) - measure.value(losses), of: zip(means, influences).map { $0 - $1 }))
    }

    private static func correlation(_ one: [Double], _ other: [Double]) -> Double? {
        let count = Double(one.count)
        let (a, b) = (one.reduce(0, +) / count, other.reduce(0, +) / count)
        var (product, first, second) = (0.0, 0.0, 0.0)
        for (x, y) in zip(one, other) {
            product += (x - a) * (y - b)
            first += (x - a) * (x - a)
            second += (y - b) * (y - b)
        }
        return first > 0 && second > 0 ? product / (first * second).squareRoot() : nil
    }
}
