import Predictions

/// The page's answer: what a reader would be told on the corridor.
enum Answer {
    static func text(of subject: ReportSubject, metrics: SubjectMetrics) -> String {
        guard let headline = metrics.headline else {
            return withoutTruth(subject, metrics)
        }
        if let regression = headline.regression {
            return crossValidation(subject, metrics) + error(subject, metrics, headline, regression) + gain(metrics, .mae, suffix: subject.unitSuffix)
                + calibration(regression.uncertainty, rows: headline.rowsWithTarget)
        }
        guard let classification = headline.classification, let accuracy = classification.values["accuracy"] else { return "" }
        let members = classification.overMembers["accuracy"].map { spread in
            metrics.hasMembers
                ? " Its members alone reach "
                    + NumberText.spread(mean: 100 * spread.mean, deviation: spread.deviation.map { 100 * $0 }) + "\u{202F}%." : ""
        }
        let balanced = classification.values["balanced_accuracy"].map { " (balanced accuracy \(NumberText.percent($0)))" } ?? ""
        let largest = classification.confusion.largest.map { largest in
            "; always saying \(classification.classes[largest.kind].name), the largest class, would be right for \(NumberText.percent(largest.share))"
        }
        return crossValidation(subject, metrics) + "\(ensemble(metrics, capital: true)) puts \(share(accuracy, of: headline.rowsWithTarget)) of the "
            + "\(subject.materials(of: headline.split, count: headline.rowsWithTarget)) "
            + "into the right class of \(subject.targetWords)"
            + balanced + (largest ?? "") + "." + (members ?? "") + gain(metrics, .logLoss, suffix: "")
    }

    /// Whether a committee is better than the best of its parts, as far as these materials tell; nothing for one ensemble.
    private static func gain(_ metrics: SubjectMetrics, _ measure: CommitteeMeasure, suffix: String) -> String {
        guard let committee = metrics.committee, committee.parts.count > 1, let gain = committee.gain(measure) else { return "" }
        let words = measure == .mae ? "" : " in log loss"
        guard gain.overBest != 0 else { return " \(gain.best), the best of its parts, reaches the same\(words) alone." }
        let difference = MetricTable.difference(abs(gain.overBest), gain.overBestStandardError)
        let isTold = gain.overBestStandardError.map { abs(gain.overBest) > 2 * $0 } ?? false
        let verdict = gain.overBest > 0 ? "better" : "worse"
        return " That is \(difference)\(suffix) \(verdict)\(words) than \(gain.best), the best of its parts\(isTold ? "" : ", which may be chance")."
    }

    /// Of predictions alone: between what they lie, how certain they are, and how much of it is new to training.
    private static func withoutTruth(_ subject: ReportSubject, _ metrics: SubjectMetrics) -> String {
        let table = subject.predictions
        let predicted = table.combined.prediction.count(where: \.isFinite)
        let whole = predicted == table.count ? "" : " of \(NumberText.count(table.count))"
        let known = table.targets.count { $0 != nil }
        let truth = known == 0
            ? "no true values are known" : "\(NumberText.counted(known, "true value is", "true values are")) known, of materials without a prediction"
        let text = "\(NumberText.count(predicted))\(whole) \(table.count == 1 ? "material" : "materials") predicted by \(ensemble(metrics)); \(truth), so nothing "
            + "can be said of errors."
        guard table.task == .regression else { return text + news(table) }
        let values = table.combined.prediction.filter(\.isFinite).sorted()
        guard values.count > 1 else { return text + news(table) }
        func quantile(_ share: Double) -> String { NumberText.short(values[Int((share * Double(values.count - 1)).rounded())]) }
        guard values.count >= ReportWarnings.fewest else {
            return text + " Predictions of the \(subject.targetWords) lie between \(quantile(0)) and \(quantile(1))\(subject.unitSuffix)." + news(table)
        }
        let range = " Nine in ten predictions of the \(subject.targetWords) lie between \(quantile(0.05)) and \(quantile(0.95))\(subject.unitSuffix)."
        let deviations = table.combined.total.filter { $0.isFinite && $0 > 0 }.sorted()
        let width = deviations.isEmpty ? "" : " Half of them have a σ below \(NumberText.short(deviations[deviations.count / 2]))\(subject.unitSuffix)."
        return text + range + width + news(table)
    }

    private static func news(_ table: PredictionTable) -> String {
        let elements = MetricTable.newElements(of: table)
        let strange = (table.column(TrainedMaterials.unseenElements) ?? []).count { !$0.isEmpty }
        let hold = strange == 1 ? "holds" : "hold"
        let words = strange == 0
            ? "" : " \(NumberText.count(strange)) of them \(hold) elements that training has not met (\(NumberText.list(elements)))."
        guard let marks = table.column(TrainedMaterials.Trait.composition.column) else { return words }
        let new = marks.count { $0 == "0" }
        if new == 0 { return words + " All are of compositions that training has met." }
        return words + " \(new == marks.count ? "All" : NumberText.percent(Double(new) / Double(marks.count))) are of compositions that training has not met."
    }

    /// How far the answer holds for materials that training has not met: what readers must not miss. nil where that is not known, and where
    /// it makes no difference as all or none are new.
    static func caution(of subject: ReportSubject, metrics: SubjectMetrics) -> String? {
        guard let split = metrics.headlineSplit, let part = metrics.leakage.first(where: { $0.trait == "composition" }) else { return nil }
        let materials = subject.materials(of: split)
        guard part.rowsSeen > 0 else {
            return part.rowsUnseen == 1
                ? "The composition of this one material is new to training."
                : "None of these \(materials) shares its composition with training: the error is that of new compositions."
        }
        guard part.rowsUnseen > 0 else {
            let share = part.rowsSeen == 1 ? "This one material shares its composition" : "All of these \(materials) share their composition"
            return "\(share) with training: the error of new compositions is not known, and may be larger."
        }
        let few = part.rowsSeen + part.rowsUnseen < ReportWarnings.fewest || part.rowsSeen == 1
        let number = few ? "\(NumberText.count(part.rowsSeen)) of the \(NumberText.count(part.rowsSeen + part.rowsUnseen))" : "\(NumberText.percent(part.shareSeen)) of the"
        let share = "\(number) \(materials) \(part.rowsSeen == 1 ? "shares its" : "share their") composition with training"
        // The error of a handful is an anecdote, not a headline.
        guard min(part.rowsSeen, part.rowsUnseen) >= ReportWarnings.fewest else { return share + "." }
        if let seen = part.seen.regression?.ensemble["mae"], let new = part.unseen.regression?.ensemble["mae"] {
            return "\(share): on these the error is \(NumberText.short(seen)), on new compositions \(NumberText.short(new))\(subject.unitSuffix)."
        }
        if let seen = part.seen.classification?.values["accuracy"], let new = part.unseen.classification?.values["accuracy"] {
            return "\(share): of these \(NumberText.percent(seen)) are right, of new compositions \(NumberText.percent(new))."
        }
        return share + "."
    }

    private static func error(
        _ subject: ReportSubject, _ metrics: SubjectMetrics, _ headline: SplitMetrics, _ regression: SplitMetrics.RegressionMetrics
    ) -> String {
        let mae = (regression.ensemble["mae"].map { NumberText.short($0) } ?? "–") + subject.unitSuffix
        var text =
            "\(ensemble(metrics, capital: true)) predicts the \(subject.targetWords) of "
            + "\(subject.materials(of: headline.split, count: headline.rowsWithTarget)) with "
            + "\(headline.rowsWithTarget == 1 ? "an" : "a mean") absolute error of \(mae)"
        if metrics.hasMembers, let single = regression.overMembers["mae"] {
            text += "; its members alone err by \(NumberText.spread(mean: single.mean, deviation: single.deviation))"
        }
        return text + "."
    }

    /// One sentence on the 90 % interval; nothing where there is no uncertainty to judge.
    private static func calibration(_ uncertainty: SplitMetrics.Uncertainty, rows: Int) -> String {
        guard let observed = uncertainty.coverage.first(where: { $0.level == 0.9 })?.observed, (uncertainty.values["sharpness"] ?? 0) > 0 else {
            return ""
        }
        let held = Int((observed * Double(rows)).rounded())
        let isTold = ExactTests.tells(held, of: rows, from: 0.9) && abs(observed - 0.9) >= 0.02
        guard isTold || rows >= fewestJudged else {
            return " Its 90\u{202F}% \(rows == 1 ? "interval holds" : "intervals hold") \(held) of the \(NumberText.counted(rows, "true value")): too few to tell whether its "
                + "uncertainties are as large as they should be."
        }
        let asFar = rows < 144 ? ", as far as so few materials tell" : ""
        let verdict = !isTold ? "its uncertainties are about as large as they should be" + asFar : observed < 0.9 ? "it is over-confident" : "it is over-cautious"
        return " Its 90\u{202F}% intervals hold \(NumberText.percent(observed)) of the true values: \(verdict)."
    }

    /// Of fewer materials not even intervals that hold all of them could be told from what 90 % intervals hold by chance: 0.9³⁶ is 2.3 %.
    private static let fewestJudged = 36

    /// "84.2 %"; of a handful "3", as digits promise more.
    private static func share(_ share: Double, of count: Int) -> String {
        count < ReportWarnings.fewest ? NumberText.count(Int((share * Double(count)).rounded())) : NumberText.percent(share)
    }

    /// That each material is predicted by members which have not met it, and how far the folds differ; nothing for one ensemble.
    private static func crossValidation(_ subject: ReportSubject, _ metrics: SubjectMetrics) -> String {
        guard let folds = metrics.folds, let metric = folds.metrics.first else { return "" }
        // Abbreviations stay as they are.
        let name = metric.label == metric.label.uppercased() ? metric.label : metric.label.lowercased()
        return "Over \(folds.folds.count) folds the \(name) is \(folds.text(metric, unit: subject.unit)). With each material predicted by the fold that tests it: "
    }

    private static func ensemble(_ metrics: SubjectMetrics, capital: Bool = false) -> String {
        if let committee = metrics.committee {
            return (capital ? "The" : "the") + " committee of \(NumberText.list(committee.parts.map(\.name)))"
        }
        switch metrics.members {
        case 0: return capital ? "The model" : "the model"
        case 1: return capital ? "The single model" : "the single model"
        default: return (capital ? "The" : "the") + " ensemble of \(metrics.members)"
        }
    }
}
