import Discovery
import Predictions
import Prospecting

extension LoopReport {
    /// What the loop has come to, in sentences.
    public var answer: [String] { areBatchesGiven ? batchAnswer : foundAnswer }

    private var foundAnswer: [String] {
        let random = groups.first { $0.histories.first?.path.strategy == .random }
        return groups.map { group in
            let count = group.calculations
            guard count > 0, let found = Spread(group.found(.final, after: count)) else {
                return "\(group.title): nothing has been computed yet."
            }
            let seeds = group.histories.count > 1 ? " (mean of \(group.histories.count) seeds)" : ""
            let whole = total(.final).map { " of \(NumberText.count($0))" } ?? ""
            let share = NumberText.percent(found.mean / Double(count))
            var text = """
                \(group.title): after \(NumberText.counted(count, "calculation")) \(Self.text(found))\(whole) stable materials are found\(seeds), \
                \(share) of the calculations
                """
            if let random, random.title != group.title, random.calculations >= count,
                let other = Spread(random.found(.final, after: count)), other.mean > 0
            {
                text += "; random found \(Self.text(other)): \(NumberText.short(found.mean / other.mean, digits: 2)) times as many"
            } else if let curve = group.curves[.final]?.first, let chance = curve.byChance(after: count), chance > 0,
                group.title != random?.title
            {
                text += "; chance would find \(NumberText.short(chance)): \(NumberText.short(found.mean / chance, digits: 2)) times as many"
            }
            let ends = Set(group.histories.compactMap(\.end)).sorted()
            return text + "." + (ends.isEmpty ? "" : " The end: \(ends.joined(separator: "; ")).")
        }
    }

    private var batchAnswer: [String] {
        var sentences = groups.compactMap { group -> String? in
            let scores = BatchScores(Self.calculations(group), criterion: .predictionPlusDeviation)
            guard scores.scores.count > 0 else { return nil }
            guard let enrichment = scores.scores.accelerationFactor(), let precision = scores.scores.precision else {
                return scores.scores.chosen == 0
                    ? "\(group.title): over all batches, not one material passes the triage by ΔE + σ."
                    : "\(group.title): no material is stable."
            }
            let recall = scores.scores.recall.map { ", recall \(NumberText.short($0))" } ?? ""
            return """
                \(group.title): over all batches, triage by ΔE + σ finds stable materials \(NumberText.short(enrichment)) times as often as chance\
                \(Self.text(scores.interval { $0.accelerationFactor() })): precision \(NumberText.short(precision))\(recall), \
                MAE \(scores.scores.mae.map { NumberText.short($0) } ?? "–") eV/atom.
                """
        }
        guard let once = groups.first(where: { $0.histories.first?.path.training == .once }) else { return sentences }
        for group in groups where group.title != once.title {
            let (own, other) = (
                BatchScores(Self.calculations(group), criterion: .predictionPlusDeviation),
                BatchScores(Self.calculations(once), criterion: .predictionPlusDeviation)
            )
            guard let difference = own.interval({ $0.accelerationFactor() }, minus: other), own.scores.count == other.scores.count else {
                continue
            }
            let verdict =
                difference.low > 0
                ? "Retraining raises"
                : difference.high < 0 ? "Retraining lowers" : "Retraining does not change, as far as these materials can tell,"
            let interval = "95 % interval \(NumberText.short(difference.low)) to \(NumberText.short(difference.high))"
            sentences.append("\(verdict) the enrichment (\(group.title) minus \(once.title): \(interval)).")
        }
        return sentences
    }

    /// All that a group has computed, each seed after the other.
    static func calculations(_ group: Group) -> [LoopStudy.Calculation] { group.histories.flatMap(\.calculations) }

    private static func text(_ spread: Spread) -> String {
        NumberText.fixed(spread.mean, decimals: spread.deviation == nil ? 0 : 1)
            + (spread.deviation.map { " ± \(NumberText.fixed($0, decimals: 1))" } ?? "")
    }

    /// " (1.2 to 3.4)"
    static func text(_ interval: BootstrapScores.Interval?) -> String {
        interval.map { " (\(NumberText.short($0.low)) to \(NumberText.short($0.high)))" } ?? ""
    }
}
