import Discovery

extension Answer {
    /// What a screening comes to, which is what it was made for: how many candidates to calculate, and what that would find.
    static func discovery(_ metrics: DiscoveryMetrics) -> String {
        let candidates = NumberText.count(metrics.candidates)
        guard let scores = metrics.headline, let sentence = sentence(scores) else {
            let left = metrics.funnel.last.map { "\(NumberText.count($0.materials)) are left by the triage" } ?? "none was looked at"
            return "Of \(candidates) candidates \(left); which of them truly are stable is not known." + flags(metrics)
        }
        let wary = metrics.scores.first {
            $0.subset == scores.subset && $0.threshold == scores.threshold && $0.criterion == Screening.Criterion.predictionPlusDeviation.rawValue
        }
        let margin = wary.flatMap { wary in
            share(wary, "precision").map { " With σ added to the prediction, \(NumberText.count(wary.chosen)) are, \($0) of them rightly." }
        }
        return sentence + (margin ?? "") + flags(metrics)
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

    /// nil where nothing is predicted to be stable, or nothing is.
    private static func sentence(_ scores: DiscoveryMetrics.Scores) -> String? {
        guard let precision = share(scores, "precision"), let recall = share(scores, "recall"), let factor = scores.measure("DAF")?.value else {
            return nil
        }
        let place = scores.threshold == 0 ? "on the hull or below it" : "at most \(NumberText.short(scores.threshold)) eV/atom above the hull"
        return "Of \(NumberText.count(scores.materials)) candidates \(NumberText.count(scores.chosen)) are predicted to lie \(place), "
            + "\(precision) of them rightly: \(NumberText.short(factor)) times as often as one drawn by chance. They hold \(recall) of all that do."
    }

    private static func share(_ scores: DiscoveryMetrics.Scores, _ measure: String) -> String? {
        scores.measure(measure)?.value.map { NumberText.percent($0) }
    }
}
