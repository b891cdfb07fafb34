import Predictions

/// A number that says how good the predictions of some rows are, with all that a report knows of it: its names, its unit, how it is measured,
/// and where it is shown. Everything else goes through the table of them, `Metric.all`.
package struct Metric: Sendable {
    /// What metrics.json and the columns of tables call it.
    package let key: String
    /// What the page calls it where there is room …
    let label: String
    /// … and at the head of a column.
    let heading: String
    package let unit: Unit
    /// The tables of the page that show it, each with its place there: smaller numbers come first, equal ones stand as in `Metric.all`.
    package let shown: [Place: Int]
    let measure: Measure

    package enum Unit: Sendable {
        case ofTarget
        /// 0 … 1, shown in per cent.
        case share
        case none
    }

    package enum Place: Sendable, CaseIterable {
        /// Errors by split, of the ensemble and its members.
        case errors
        /// "The uncertainties in numbers".
        case uncertainty
        case recalibration
        /// Scores of a classification by split.
        case scores
        /// What training has met, and what is new to it.
        case leakage
        /// By number of elements, crystal system …
        case groups
        /// Several sets of predictions side by side.
        case comparison
    }

    /// Of what it is measured, which is also where it stands in metrics.json; nil where it has no meaning.
    enum Measure: Sendable {
        /// `regression.ensemble`, each member's `errors`, and their spread as `member_KEY`.
        case points(@Sendable (PointRows) -> Double?)
        /// `regression.uncertainty`: of N(ŷ, σ²).
        case gaussian(@Sendable (UncertainRows) -> Double?)
        /// `regression.uncertainty`: of the shares that the intervals of each level hold.
        case curve(@Sendable ([GaussianCalibration.CurvePoint]) -> Double?)
        /// `regression.uncertainty.coverage`, at its level.
        case interval(level: Double, @Sendable (UncertainRows) -> Double?)
        /// `regression.uncertainty.parts`, at the part of its name, by a key of its own.
        case part(name: String, key: String, @Sendable (PartRows) -> Double?)
        /// `classification`, and its spread over the members as `member_KEY`.
        case decisions(@Sendable (ConfusionMatrix) -> Double?)
        /// `classification`: of the true classes, whatever is predicted.
        case classes(@Sendable (ConfusionMatrix) -> Double?)
        /// `classification`.
        case probabilities(@Sendable (_ classes: [Int], _ probabilities: [[Double]]) -> Double?)
    }

    init(_ key: String, _ label: String, heading: String? = nil, unit: Unit = .none, shown: [Place: Int], _ measure: Measure) {
        self.key = key
        self.label = label
        self.heading = heading ?? label
        self.unit = unit
        self.shown = shown
        self.measure = measure
    }
}

extension Metric {
    /// What a table of the page shows, in its order.
    static func shown(in place: Place) -> [Metric] {
        all.enumerated().compactMap { index, metric in metric.shown[place].map { (rank: ($0, index), metric: metric) } }
            .sorted { $0.rank < $1.rank }.map(\.metric)
    }

    /// Whether it is about predictions of classes.
    var isOfClasses: Bool {
        switch measure {
        case .decisions, .classes, .probabilities: true
        case .points, .gaussian, .curve, .interval, .part: false
        }
    }

    /// What was measured of some rows.
    func value(in split: SplitMetrics) -> Double? {
        switch measure {
        case .points: split.regression?.ensemble[key]
        case .gaussian, .curve: split.regression?.uncertainty.values[key]
        case .interval(let level, _): split.regression?.uncertainty.coverage.first { $0.level == level }?.observed
        case .part(let name, let inner, _): split.regression?.uncertainty.parts.first { $0.name == name }?.values[inner]
        case .decisions, .classes, .probabilities: split.classification?.values[key]
        }
    }

    /// The same beside those of other rows or models: nothing of an uncertainty where none is predicted, as it would be that of σ = 0.
    func comparableValue(in split: SplitMetrics) -> Double? {
        switch measure {
        case .gaussian, .curve, .interval, .part: split.regression?.uncertainty.parts.isEmpty == false ? value(in: split) : nil
        case .points, .decisions, .classes, .probabilities: value(in: split)
        }
    }

    /// As the page shows it.
    func text(_ value: Double?) -> String {
        guard let value else { return "–" }
        return unit == .share ? NumberText.percent(value) : NumberText.short(value)
    }

    /// With the target's unit behind it.
    static func with(_ units: TargetUnits, _ words: String, of metric: Metric) -> String {
        guard metric.unit == .ofTarget, let unit = metric.isOfLearntScale ? units.learnt : units.own else { return words }
        return "\(words) (\(unit))"
    }

    /// Whether errors are compared with their σ, as they are in the scale that was learnt.
    private var isOfLearntScale: Bool {
        switch measure {
        case .gaussian, .curve, .interval: true
        case .part(_, let key, _): key == "root_mean_square"
        case .points, .decisions, .classes, .probabilities: false
        }
    }
}
