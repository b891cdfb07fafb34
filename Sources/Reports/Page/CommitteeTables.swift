import Discovery
import Materials
import Predictions

extension MetricTable {
    /// The parts of a committee with their weights and errors, and how far their errors go together; nil for one ensemble.
    static func committeeParts(_ metrics: SubjectMetrics, unit: TargetUnits, prefix: String) -> MetricTable? {
        guard let committee = metrics.committee else { return nil }
        let gains = committee.gains
        let names = committee.parts.map(\.name)
        let areCorrelated = !committee.correlations.isEmpty
        let measures = gains.compactMap { gain in CommitteeMeasure(rawValue: gain.measure) }
        func line(_ name: String, _ weight: Double?, _ members: Int, _ values: [Double?], _ correlations: [Double?]) -> [String] {
            [name, weight.map { NumberText.fixed($0, decimals: 3) } ?? "", NumberText.count(members)]
                + zip(measures, values).map { measure, value in value.map(measure.text) ?? "–" }
                + correlations.map { $0.map { NumberText.fixed($0, decimals: 2) } ?? "–" }
        }
        func full(_ name: String, _ weight: Double?, _ members: Int, _ values: [Double?], _ correlations: [Double?]) -> [String] {
            [name, field(weight), "\(members)"] + (values + correlations).map(field)
        }
        func lines<Line>(_ make: (String, Double?, Int, [Double?], [Double?]) -> Line) -> [Line] {
            committee.parts.enumerated().map { place, part in
                make(part.name, part.weight, part.members, gains.map { $0.parts[place] }, areCorrelated ? committee.correlations[place] : [])
            } + [make("committee", nil, metrics.members, gains.map { $0.committee }, areCorrelated ? names.map { _ in nil } : [])]
        }
        return MetricTable(
            heading: "The parts of the committee", note: note(committee, unit),
            columns: ["Part", "Weight", "Members"] + measures.map { $0.heading(unit) } + (areCorrelated ? names.map { "r with \($0)" } : []),
            rows: lines(line), labels: 1,
            data: DataTable(
                name: prefix + "committee-parts",
                columns: ["part", "weight", "members"] + measures.map(\.rawValue) + (areCorrelated ? names.map { "correlation_\($0)" } : []),
                rows: lines(full)))
    }

    private static func note(_ committee: CommitteeMetrics, _ unit: TargetUnits) -> String {
        let weights = switch committee.rule {
        case "validation": "Weights were chosen on \(NumberText.counted(committee.fittedRows ?? 0, "validation material")) alone. "
        case "given": "Weights are as given. "
        default: ""
        }
        guard !committee.gains.isEmpty else { return weights + "No value is known to measure errors by." }
        let correlation = "r: correlation of the errors; the further below 1, the more a mean gains."
        guard let whole = committee.squaredErrorOfParts, let apart = committee.disagreement, whole > 0 else { return weights + correlation }
        let suffix = unit.learnt.map { " (\($0))²" } ?? ""
        return weights + correlation + " The parts' mean squared error is \(NumberText.short(whole)), weighted; they disagree by "
            + "\(NumberText.short(apart)), and the committee's is the difference, \(NumberText.short(whole - apart))\(suffix)."
    }

    /// What the committee gains over the best of its parts and over their mean; nil for one ensemble, and without known values.
    static func committeeGains(_ metrics: SubjectMetrics, unit: TargetUnits, prefix: String) -> MetricTable? {
        guard let committee = metrics.committee, !committee.gains.isEmpty else { return nil }
        return MetricTable(
            heading: "What the committee gains",
            note: "On the same materials, smaller is better; gains above 0 are the committee's. ± is one standard error of the paired difference: what "
                + "is less than two of them from 0 may be chance. The best part is the best on these very materials.",
            columns: ["Measure", "Committee", "Best part", "Its value", "Gain over it", "Mean of the parts", "Gain over that"],
            rows: committee.gains.map { gain in
                let measure = CommitteeMeasure(rawValue: gain.measure)
                let known = gain.parts.compactMap { $0 }
                func text(_ value: Double?) -> String { value.map { value in measure.map { $0.text(value) } ?? NumberText.short(value) } ?? "–" }
                return [
                    measure?.heading(unit) ?? gain.measure, text(gain.committee), gain.best, text(known.min()),
                    difference(gain.overBest, gain.overBestStandardError),
                    gain.overMean == nil ? "–" : text(known.reduce(0, +) / Double(known.count)),
                    gain.overMean.map { difference($0, gain.overMeanStandardError) } ?? "–",
                ]
            },
            labels: 1, words: ["Best part"],
            data: DataTable(
                name: prefix + "committee-gain",
                columns: [
                    "measure", "committee", "best_part", "gain_over_best", "gain_over_best_standard_error", "gain_over_mean",
                    "gain_over_mean_standard_error",
                ] + committee.parts.map { "value_\($0.name)" },
                rows: committee.gains.map { gain in
                    [gain.measure, field(gain.committee), gain.best]
                        + [gain.overBest, gain.overBestStandardError, gain.overMean, gain.overMeanStandardError].map(field) + gain.parts.map(field)
                }))
    }

    /// "0.0021 ± 0.0004": as many decimals as the error has.
    static func difference(_ value: Double, _ error: Double?) -> String {
        guard let error, error > 0 else { return NumberText.short(value, digits: 2) }
        return NumberText.spread(mean: value, error: error)
    }

    /// What choosing candidates by a committee finds; nil for one ensemble.
    static func selection(_ metrics: DiscoveryMetrics, threshold: Double, prefix: String) -> MetricTable? {
        guard let first = metrics.selection.first else { return nil }
        let ensembles = metrics.selection.filter { $0.chooser.hasPrefix("at_least_") }.count
        func words(_ chooser: String) -> String {
            if chooser == "mean" { return "their mean" }
            guard chooser.hasPrefix("at_least_"), let count = Int(chooser.dropFirst("at_least_".count)) else { return chooser }
            return count == ensembles ? (count == 2 ? "both of them" : "all \(count) of them") : "at least \(count) of \(ensembles)"
        }
        let (limit, agreed) = (DiscoveryQuestion.limit(threshold), NumberText.count(first.first))
        return MetricTable(
            heading: "Selection by committee",
            note: "Chosen: who says that ΔE is at most \(limit), each by its own prediction. The last column is at equal cost: the share of stable ones "
                + "among the first \(agreed) of each order, as many as all agree on; where several must agree, candidates are in the order of the "
                + "highest ΔE that counts.",
            columns: ["Who says stable", "Chosen", "Rightly", "Precision", "Recall", "DAF", "Precision of the first \(agreed)"],
            rows: metrics.selection.map { rule in
                [words(rule.chooser), NumberText.count(rule.chosen), NumberText.count(rule.truePositives)]
                    + [rule.precision, rule.recall, rule.enrichment, rule.precisionOfFirst].map { $0.map { NumberText.short($0) } ?? "–" }
            },
            labels: 1,
            data: DataTable(
                name: prefix + "committee-selection",
                columns: ["chooser", "chosen", "true_positives", "precision", "recall", "DAF", "first", "precision_of_first"],
                rows: metrics.selection.map { rule in
                    [rule.chooser, "\(rule.chosen)", "\(rule.truePositives)"] + [rule.precision, rule.recall, rule.enrichment].map(field)
                        + ["\(rule.first)", field(rule.precisionOfFirst)]
                }))
    }
}

extension CommitteeMeasure {
    /// As the metric of the same key is called, with its unit.
    func heading(_ unit: TargetUnits) -> String {
        guard self != .errorRate else { return "Error rate" }
        return Metric.all.first { $0.key == rawValue }.map { Metric.with(unit, $0.heading, of: $0) } ?? rawValue
    }

    func text(_ value: Double) -> String { self == .errorRate ? NumberText.percent(value) : NumberText.short(value) }
}
