/// The page's answer: what a reader would be told on the corridor.
enum Answer {
    static func text(of subject: ReportSubject, metrics: SubjectMetrics) -> String {
        guard let headline = metrics.headline else {
            let count = NumberText.count(metrics.splits.reduce(0) { $0 + $1.rows })
            return "\(count) materials predicted by \(ensemble(metrics)); no true values are known, so nothing can be said of errors."
        }
        if let regression = headline.regression {
            return error(subject, metrics, headline, regression) + calibration(regression.uncertainty)
        }
        guard let classification = headline.classification else { return "" }
        let members = classification.memberAccuracy.map { spread in
            metrics.members > 1
                ? "; its members alone reach "
                    + NumberText.spread(mean: 100 * spread.mean, deviation: spread.deviation.map { 100 * $0 }) + "\u{202F}%" : ""
        }
        return "\(ensemble(metrics, capital: true)) puts \(NumberText.percent(classification.accuracy)) of the "
            + "\(NumberText.count(headline.rowsWithTarget)) \(subject.materials(of: headline.split)) "
            + "into the right class of \(subject.targetWords)"
            + (members ?? "") + "."
    }

    /// Which of several has the smallest error, where they are all of one kind.
    static func comparison(_ metrics: ReportMetrics, unit: String?) -> String {
        let count = "\(metrics.subjects.count) sets of predictions"
        let errors = metrics.subjects.compactMap { subject in subject.headline?.regression.map { (subject.name, $0.ensemble.mae) } }
        guard errors.count == metrics.subjects.count, let best = errors.min(by: { $0.1 < $1.1 }) else { return "\(count), side by side." }
        return "Of \(count), \(best.0) has the smallest mean absolute error: \(NumberText.short(best.1))\(unit.map { " " + $0 } ?? "")."
    }

    private static func error(
        _ subject: ReportSubject, _ metrics: SubjectMetrics, _ headline: SplitMetrics, _ regression: SplitMetrics.RegressionMetrics
    ) -> String {
        let mae = "\(NumberText.short(regression.ensemble.mae))\(subject.unitSuffix)"
        var text =
            "\(ensemble(metrics, capital: true)) predicts the \(subject.targetWords) of \(NumberText.count(headline.rowsWithTarget)) "
            + "\(subject.materials(of: headline.split)) with a mean absolute error of \(mae)"
        if metrics.members > 1, let single = regression.memberMae {
            text += "; its members alone err by \(NumberText.spread(mean: single.mean, deviation: single.deviation))"
        }
        return text + "."
    }

    /// One sentence on the 90 % interval; nothing where there is no uncertainty to judge.
    private static func calibration(_ uncertainty: SplitMetrics.Uncertainty) -> String {
        guard let observed = uncertainty.coverage.first(where: { $0.level == 0.9 })?.observed, (uncertainty.sharpness ?? 0) > 0 else {
            return ""
        }
        let verdict =
            observed < 0.88
            ? "it is over-confident"
            : observed > 0.92 ? "it is over-cautious" : "its uncertainties are about as large as they should be"
        return " Its 90\u{202F}% intervals hold \(NumberText.percent(observed)) of the true values: \(verdict)."
    }

    private static func ensemble(_ metrics: SubjectMetrics, capital: Bool = false) -> String {
        switch metrics.members {
        case 0: capital ? "The model" : "the model"
        case 1: capital ? "The single model" : "the single model"
        default: (capital ? "The" : "the") + " ensemble of \(metrics.members)"
        }
    }
}
