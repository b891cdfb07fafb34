/// Some of the candidates, and what their enrichment is measured against.
public struct ScreeningSubset: Sendable {
    public let name: String
    /// Places in the screening.
    public let rows: [Int]
    /// Whose prevalence the enrichment divides by: "these", or the subset that these were taken from.
    public let prevalenceOf: String
    /// The rows of that subset, where it is another.
    public let base: [Int]?

    /// Whole, those that are not left apart, unique prototypes, the most stable by prediction, then each group of each grouping, in the order
    /// of its first row.
    ///
    /// As on the leaderboard, the most stable are taken from the unique prototypes, where these are known, and measured against their
    /// prevalence; the order is that of a stable sort.
    public static func all(of screening: Screening, mostStable: Int) -> [ScreeningSubset] {
        let whole = Array(screening.ids.indices)
        var subsets = [ScreeningSubset(name: "all", rows: whole, prevalenceOf: "these", base: nil)]
        if let isApart = screening.isApart {
            subsets.append(ScreeningSubset(name: "not flagged", rows: whole.filter { !isApart[$0] }, prevalenceOf: "these", base: nil))
        }
        let unique = screening.isUnique.map { isUnique in whole.filter { isUnique[$0] } }
        if let unique { subsets.append(ScreeningSubset(name: uniqueName, rows: unique, prevalenceOf: "these", base: nil)) }
        let pool = unique ?? whole
        let stable = Array(screening.order(.prediction, of: pool).prefix(mostStable))
        let from = unique == nil ? "all" : uniqueName
        subsets.append(ScreeningSubset(name: "\(mostStable) most stable of \(from)", rows: stable, prevalenceOf: from, base: pool))
        for grouping in screening.groupings where !isTooFine(grouping) {
            var members: [String: [Int]] = [:]
            var names: [String] = []
            for row in whole {
                if members[grouping.values[row]] == nil { names.append(grouping.values[row]) }
                members[grouping.values[row], default: []].append(row)
            }
            subsets += Self.ordered(names).map { name in
                ScreeningSubset(
                    name: "\(grouping.name) = \(name.isEmpty ? "(none)" : name)", rows: members[name] ?? [], prevalenceOf: "these", base: nil)
            }
        }
        return subsets
    }

    public static let largestGroupCount = 50

    /// A column of names, one a row, is no grouping.
    private static func isTooFine(_ grouping: Screening.Grouping) -> Bool { Set(grouping.values).count > largestGroupCount }

    /// The groupings that have too many groups to be told apart.
    public static func groupingsLeftOut(of screening: Screening) -> [String] { screening.groupings.filter(isTooFine).map(\.name) }

    private static let uniqueName = "unique prototypes"

    /// Numbers by their size, other names as they come.
    private static func ordered(_ names: [String]) -> [String] {
        let numbers = names.compactMap(Double.init)
        return numbers.count == names.count ? names.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) } : names
    }
}

/// The measures of one subset, criterion and threshold, each with its interval.
public struct SubsetScores: Sendable {
    public let subset: ScreeningSubset
    public let criterion: Screening.Criterion
    /// eV/atom
    public let threshold: Double
    public let scores: StabilityScores
    /// What the enrichment divides by.
    public let prevalence: Double?
    private let bootstrap: BootstrapScores

    public init(_ screening: Screening, subset: ScreeningSubset, criterion: Screening.Criterion, threshold: Double) {
        func pick(_ values: [Double]) -> [Double] { subset.rows.map { values[$0] } }
        let (truth, prediction) = (pick(screening.truth), pick(screening.prediction))
        let decision = pick(screening.decision(criterion))
        self.subset = subset
        self.criterion = criterion
        self.threshold = threshold
        scores = StabilityScores(truth: truth, prediction: prediction, decision: decision, threshold: threshold)
        bootstrap = BootstrapScores(truth: truth, prediction: prediction, decision: decision, threshold: threshold)
        let known = subset.base?.filter { screening.truth[$0].isFinite }
        prevalence = known.map { known in
            known.isEmpty ? nil : Double(known.count { screening.truth[$0] <= threshold }) / Double(known.count)
        } ?? scores.prevalence
    }

    /// A measure's name, in the leaderboard's spelling where it has one, and how it is read from scores.
    public struct Measure: Sendable {
        public let name: String
        let value: @Sendable (StabilityScores, _ base: Double?) -> Double?
    }

    public static let measures: [Measure] = [
        Measure(name: "precision") { scores, _ in scores.precision }, Measure(name: "recall") { scores, _ in scores.recall },
        Measure(name: "DAF") { scores, base in scores.accelerationFactor(prevalence: base) }, Measure(name: "F1") { scores, _ in scores.f1 },
        Measure(name: "accuracy") { scores, _ in scores.accuracy }, Measure(name: "TPR") { scores, _ in scores.truePositiveRate },
        Measure(name: "FPR") { scores, _ in scores.falsePositiveRate }, Measure(name: "TNR") { scores, _ in scores.trueNegativeRate },
        Measure(name: "FNR") { scores, _ in scores.falseNegativeRate }, Measure(name: "MAE") { scores, _ in scores.mae },
        Measure(name: "RMSE") { scores, _ in scores.rmse }, Measure(name: "R2") { scores, _ in scores.r2 },
    ]

    /// The value, and the interval of materials drawn again; a prevalence that belongs to another subset stays as it is.
    public func value(_ measure: Measure) -> (value: Double?, interval: BootstrapScores.Interval?) {
        let base = subset.base == nil ? nil : prevalence
        return (measure.value(scores, base), bootstrap.interval { measure.value($0, base) })
    }
}
