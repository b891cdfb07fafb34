import Discovery
import Predictions

extension Answer {
    /// What a screening comes to, which is what it was made for: how many candidates to calculate, and what that would find.
    static func discovery(_ metrics: DiscoveryMetrics) -> String {
        guard let scores = metrics.headline, scores.materials > 0 else { return untold(metrics) + flags(metrics) }
        return verdict(scores) + margin(scores, metrics) + flags(metrics)
    }

    /// Where it is known of no candidate whether it is stable.
    private static func untold(_ metrics: DiscoveryMetrics) -> String {
        let candidates = NumberText.counted(metrics.candidates, "candidate")
        guard let left = metrics.funnel.last?.materials, left > 0 else {
            return metrics.candidates == 1 ? "The only candidate is not left by the triage." : "None of the \(candidates) is left by the triage."
        }
        let rest = left == 1 ? "1 is left by the triage; whether it truly is" : "\(NumberText.count(left)) are left by the triage; which of them truly are"
        return "Of \(candidates) \(rest) stable is not known."
    }

    /// How rightly candidates were chosen; every measure that has no value is named with the reason.
    private static func verdict(_ scores: DiscoveryMetrics.Scores) -> String {
        let (right, chosen, count) = (scores.truePositives, scores.chosen, scores.materials)
        let stable = right + scores.falseNegatives
        let candidates = NumberText.counted(count, "candidate")
        let place = scores.threshold == 0 ? "on the hull or below it" : "at most \(NumberText.short(scores.threshold)) eV/atom above the hull"
        guard stable > 0 else {
            let none = count == 1 ? "The only candidate is not stable" : "None of the \(candidates) is stable"
            guard chosen > 0 else { return none + ", and none is predicted to be: precision, recall and DAF are not defined." }
            let wrongly = chosen == 1 ? "1 is predicted to lie" : "\(NumberText.count(chosen)) are predicted to lie"
            return "\(none): recall and DAF are not defined, and precision can only be 0. \(wrongly) \(place)."
        }
        guard chosen > 0 else {
            let none = count == 1 ? "The only candidate is not" : "None of the \(candidates) is"
            let missed = stable == 1 ? "1 truly does" : "\(NumberText.count(stable)) truly do"
            return "\(none) predicted to lie \(place), and \(missed): recall is 0, precision and DAF are not defined."
        }
        let predicted = "Of \(candidates) \(NumberText.count(chosen)) \(chosen == 1 ? "is" : "are") predicted to lie \(place), "
        guard right > 0 else {
            let missed = stable == 1 ? "The 1 that truly does is missed." : "The \(NumberText.count(stable)) that truly do are missed."
            return predicted + (chosen == 1 ? "wrongly. " : "none of them rightly. ") + missed
        }
        let rightly = predicted + self.rightly(right, of: chosen)
        guard stable < count else { return "\(rightly); as all are stable there is nothing to tell apart, and DAF is 1." }
        return "\(rightly): \(chance(scores, stable: stable)). \(found(right, of: stable, chosen: chosen))"
    }

    /// "84.2 % of them rightly", of few "3 of them rightly".
    private static func rightly(_ right: Int, of chosen: Int) -> String {
        guard chosen > 1 else { return right == 1 ? "rightly" : "wrongly" }
        guard right < chosen else { return "all of them rightly" }
        guard right > 0 else { return "none of them rightly" }
        return chosen < ReportWarnings.fewest ? "\(right) of them rightly" : "\(NumberText.percent(Double(right) / Double(chosen))) of them rightly"
    }

    /// How much better than chance, where it is told from chance at all.
    private static func chance(_ scores: DiscoveryMetrics.Scores, stable: Int) -> String {
        let factor = "\(NumberText.short(scores.measure("DAF")?.value ?? 0)) times as often as one drawn by chance"
        guard !ExactTests.tells(scores.truePositives, among: scores.chosen, ofKind: stable, of: scores.materials) else { return factor }
        return factor + ", which these numbers cannot tell from chance"
    }

    private static func found(_ right: Int, of stable: Int, chosen: Int) -> String {
        guard stable >= ReportWarnings.fewest else {
            return "\(chosen == 1 ? "That is" : "They hold") \(right == stable ? stable == 1 ? "the only one" : "all \(stable)" : "\(right) of the \(stable)") that \(stable == 1 ? "does" : "do")."
        }
        return right == stable
            ? "They hold all \(NumberText.count(stable)) that do." : "They hold \(NumberText.percent(Double(right) / Double(stable))) of all that do."
    }

    /// The same where only candidates that are stable with some certainty are chosen, or by the word of all; nothing where that chooses none.
    private static func margin(_ scores: DiscoveryMetrics.Scores, _ metrics: DiscoveryMetrics) -> String {
        let criteria: [(Screening.Criterion, String)] = [
            (.predictionPlusDeviation, "With σ added to the prediction"), (.everyPrediction, "Where every ensemble of the committee must say so"),
        ]
        return criteria.map { criterion, words in
            let wary = metrics.scores.first {
                $0.subset == scores.subset && $0.threshold == scores.threshold && $0.criterion == criterion.rawValue
            }
            guard let wary, wary.chosen > 0, wary.truePositives + wary.falseNegatives > 0 else { return "" }
            let are = wary.chosen == 1 ? "1 is" : "\(NumberText.count(wary.chosen)) are"
            return " \(words), \(are), \(rightly(wary.truePositives, of: wary.chosen))."
        }.joined()
    }

    /// What of the hull is not to be believed: a candidate against which nothing competes is stable by default.
    private static func flags(_ metrics: DiscoveryMetrics) -> String {
        guard metrics.flagged > 0 else { return "" }
        let reasons = metrics.flags.compactMap { count -> String? in
            let isOne = count.candidates == 1
            let (number, hold) = (NumberText.count(count.candidates), isOne ? "holds" : "hold")
            switch CandidateFlag.allCases.first(where: { $0.name == count.flag }) {
            case .unknownElement:
                return "\(number) \(hold) an element of which no compound is known (\(count.elements.joined(separator: ", ")))"
            case .emptySystem: return "\(number) \(isOne ? "is" : "are") of chemical systems without any known compound"
            case .loneElement: return "\(number) \(hold) an element that competes alone"
            case .farBelow: return "\(number) \(isOne ? "lies" : "lie") implausibly deep"
            case .excessAnion: return "\(number) \(hold) more halogen or oxygen than can be bound"
            case nil: return nil
            }
        }
        let place = metrics.flaggedApart ? "flagged and left out of the list of what to calculate first" : "flagged"
        let candidates = metrics.flagged == 1 ? "1 candidate is" : "\(NumberText.count(metrics.flagged)) candidates are"
        return " \(candidates) \(place): \(reasons.joined(separator: "; "))."
    }
}
