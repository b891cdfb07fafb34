import Predictions

/// The page's answer: what a reader would be told on the corridor.
enum Answer {
    static func text(of subject: ReportSubject, metrics: SubjectMetrics) -> String {
        guard let headline = metrics.headline else {
            return withoutTruth(subject, metrics)
        }
        if let regression = headline.regression {
            return crossValidation(subject, metrics) + error(subject, metrics, headline, regression)
                + calibration(regression.uncertainty, rows: headline.rowsWithTarget)
        }
        guard let classification = headline.classification, let accuracy = classification.values["accuracy"] else { return "" }
        let members = classification.overMembers["accuracy"].map { spread in
            metrics.members > 1
                ? " Its members alone reach "
                    + NumberText.spread(mean: 100 * spread.mean, deviation: spread.deviation.map { 100 * $0 }) + "\u{202F}%." : ""
        }
        let balanced = classification.values["balanced_accuracy"].map { " (balanced accuracy \(NumberText.percent($0)))" } ?? ""
        let largest = classification.confusion.largest.map { largest in
            "; always saying \(classification.classes[largest.kind].name), the largest class, would be right for \(NumberText.percent(largest.share))"
        }
        return crossValidation(subject, metrics) + "\(ensemble(metrics, capital: true)) puts \(NumberText.percent(accuracy)) of the "
            + "\(NumberText.count(headline.rowsWithTarget)) \(subject.materials(of: headline.split)) "
            + "into the right class of \(subject.targetWords)"
            + balanced + (largest ?? "") + "." + (members ?? "")
    }

    /// Of predictions alone: between what they lie, how certain they are, and how much of it is new to training.
    private static func withoutTruth(_ subject: ReportSubject, _ metrics: SubjectMetrics) -> String {
        let table = subject.predictions
        let text = "\(NumberText.count(table.count)) materials predicted by \(ensemble(metrics)); no true values are known, so nothing can be said of "
            + "errors."
        guard table.task == .regression else { return text + news(table) }
        let values = table.combined.prediction.filter(\.isFinite).sorted()
        guard values.count > 1 else { return text + news(table) }
        func quantile(_ share: Double) -> String { NumberText.short(values[Int((share * Double(values.count - 1)).rounded())]) }
        let range = " Nine in ten predictions of the \(subject.targetWords) lie between \(quantile(0.05)) and \(quantile(0.95))\(subject.unitSuffix)."
        let deviations = table.combined.total.filter { $0.isFinite && $0 > 0 }.sorted()
        let width = deviations.isEmpty ? "" : " Half of them have a σ below \(NumberText.short(deviations[deviations.count / 2]))\(subject.unitSuffix)."
        return text + range + width + news(table)
    }

    private static func news(_ table: PredictionTable) -> String {
        let elements = MetricTable.newElements(of: table)
        let strange = (table.column(TrainedMaterials.unseenElements) ?? []).count { !$0.isEmpty }
        let words = strange == 0
            ? "" : " \(NumberText.count(strange)) hold elements that training has not met (\(elements.joined(separator: ", ")))."
        guard let marks = table.column(TrainedMaterials.Trait.composition.column) else { return words }
        let new = marks.count { $0 == "0" }
        return words + " \(NumberText.percent(Double(new) / Double(max(marks.count, 1)))) are of compositions that training has not met."
    }

    /// How far the answer holds for materials that training has not met: what readers must not miss. nil where that is not known, and where
    /// it makes no difference as all or none are new.
    static func caution(of subject: ReportSubject, metrics: SubjectMetrics) -> String? {
        guard let split = metrics.headlineSplit, let part = metrics.leakage.first(where: { $0.trait == "composition" }) else { return nil }
        let materials = subject.materials(of: split)
        guard part.rowsSeen > 0 else {
            return "None of these \(materials) shares its composition with training: the error is that of new compositions."
        }
        guard part.rowsUnseen > 0 else {
            return "All of these \(materials) share their composition with training: the error of new compositions is not known, and larger."
        }
        let share = "\(NumberText.percent(part.shareSeen)) of the \(materials) share their composition with training"
        // The error of a handful is an anecdote, not a headline.
        guard min(part.rowsSeen, part.rowsUnseen) >= fewestCompared else { return share + "." }
        if let seen = part.seen.regression?.ensemble["mae"], let new = part.unseen.regression?.ensemble["mae"] {
            return "\(share): on these the error is \(NumberText.short(seen)), on new compositions \(NumberText.short(new))\(subject.unitSuffix)."
        }
        if let seen = part.seen.classification?.values["accuracy"], let new = part.unseen.classification?.values["accuracy"] {
            return "\(share): of these \(NumberText.percent(seen)) are right, of new compositions \(NumberText.percent(new))."
        }
        return share + "."
    }

    /// Materials on either side of a comparison that opens the page.
    private static let fewestCompared = 20

    /// Which of several has the smallest error, or is right most often, where they are all of one kind.
    static func comparison(_ metrics: ReportMetrics, unit: String?, of materials: SharedMaterials) -> String {
        let count = "\(metrics.subjects.count) sets of predictions"
        guard materials.count > 0 else { return "\(count) of different materials, side by side." }
        let errors = metrics.subjects.compactMap { subject in subject.headline?.regression?.ensemble["mae"].map { (subject.name, $0) } }
        let scores = metrics.subjects.compactMap { subject in
            subject.headline?.classification.flatMap { scores in
                scores.values["accuracy"].map { (name: subject.name, accuracy: $0, balanced: scores.values["balanced_accuracy"]) }
            }
        }
        if scores.count == metrics.subjects.count, let best = scores.max(by: { $0.accuracy < $1.accuracy }) {
            let balanced = best.balanced.map { " (balanced accuracy \(NumberText.percent($0)))" } ?? ""
            return "Of \(count), \(best.name) puts most materials into the right class: \(NumberText.percent(best.accuracy))\(balanced)."
        }
        guard errors.count == metrics.subjects.count, let best = errors.min(by: { $0.1 < $1.1 }) else { return "\(count), side by side." }
        return "Of \(count), \(best.0) has the smallest mean absolute error: \(NumberText.short(best.1))\(unit.map { " " + $0 } ?? "")."
    }

    private static func error(
        _ subject: ReportSubject, _ metrics: SubjectMetrics, _ headline: SplitMetrics, _ regression: SplitMetrics.RegressionMetrics
    ) -> String {
        let mae = (regression.ensemble["mae"].map { NumberText.short($0) } ?? "–") + subject.unitSuffix
        var text =
            "\(ensemble(metrics, capital: true)) predicts the \(subject.targetWords) of \(NumberText.count(headline.rowsWithTarget)) "
            + "\(subject.materials(of: headline.split)) with a mean absolute error of \(mae)"
        if metrics.members > 1, let single = regression.overMembers["mae"] {
            text += "; its members alone err by \(NumberText.spread(mean: single.mean, deviation: single.deviation))"
        }
        return text + "."
    }

    /// One sentence on the 90 % interval; nothing where there is no uncertainty to judge.
    private static func calibration(_ uncertainty: SplitMetrics.Uncertainty, rows: Int) -> String {
        guard let observed = uncertainty.coverage.first(where: { $0.level == 0.9 })?.observed, (uncertainty.values["sharpness"] ?? 0) > 0 else {
            return ""
        }
        // Two standard errors of a share, within which a few materials say nothing.
        let chance = 2 * (0.9 * 0.1 / Double(max(rows, 1))).squareRoot()
        let verdict: String
        switch observed - 0.9 {
        case ..<(-max(chance, 0.02)): verdict = "it is over-confident"
        case max(chance, 0.02)...: verdict = "it is over-cautious"
        default: verdict = "its uncertainties are about as large as they should be" + (chance > 0.05 ? ", as far as so few materials tell" : "")
        }
        return " Its 90\u{202F}% intervals hold \(NumberText.percent(observed)) of the true values: \(verdict)."
    }

    /// That each material is predicted by members which have not met it, and how far the folds differ; nothing for one ensemble.
    private static func crossValidation(_ subject: ReportSubject, _ metrics: SubjectMetrics) -> String {
        guard let folds = metrics.folds, let metric = folds.metrics.first else { return "" }
        // Abbreviations stay as they are.
        let name = metric.label == metric.label.uppercased() ? metric.label : metric.label.lowercased()
        return "Over \(folds.folds.count) folds the \(name) is \(folds.text(metric, unit: subject.unit)). With each material predicted by the fold that tests it: "
    }

    private static func ensemble(_ metrics: SubjectMetrics, capital: Bool = false) -> String {
        switch metrics.members {
        case 0: capital ? "The model" : "the model"
        case 1: capital ? "The single model" : "the single model"
        default: (capital ? "The" : "the") + " ensemble of \(metrics.members)"
        }
    }
}
