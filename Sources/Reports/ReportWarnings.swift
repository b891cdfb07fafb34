import Predictions

/// What a reader should know before relying on the numbers, as far as the predictions show it.
enum ReportWarnings {
    static func found(in subject: ReportSubject, metrics: SubjectMetrics) -> [String] {
        var warnings = subject.losses.map(\.sentence) + (metrics.discovery.map(ofKnownPhases) ?? [])
        guard let split = metrics.headlineSplit, let headline = metrics.headline else { return warnings }
        let materials = subject.materials(of: split)
        if split != "test", subject.isTelling(split) {
            warnings.append("No test materials with known values: the numbers and figures are those of the split \"\(split)\".")
        }
        if headline.rowsWithTarget < fewest {
            let (these, others) = headline.rowsWithTarget == 1 ? ("this one", "another one") : ("these few", "as many others")
            warnings.append(
                "All numbers are of \(subject.materials(of: split, count: headline.rowsWithTarget)): they say how it went for \(these), and \(others) may give "
                    + "quite different ones.")
        }
        warnings += ofUnseenElements(metrics, materials: materials)
        if let note = subject.scaleNote { warnings.append(note) }
        let missing = headline.rows - headline.rowsWithTarget - headline.rowsWithoutPrediction
        if missing > 0 {
            warnings.append(
                "\(NumberText.count(missing)) of \(subject.materials(of: split, count: headline.rows)) \(missing == 1 ? "has no known value and is" : "have no known value and are") "
                    + "left out.")
        }
        if headline.rowsWithoutPrediction > 0 {
            let stability = subject.discovery == nil ? "" : "; where stability is asked they count as predicted unstable"
            warnings.append(
                "\(NumberText.count(headline.rowsWithoutPrediction)) of \(subject.materials(of: split, count: headline.rows)) "
                    + "\(headline.rowsWithoutPrediction == 1 ? "has no prediction and is" : "have no prediction and are") in no error\(stability).")
        }
        if let classification = headline.classification {
            return warnings + ofClasses(classification, areThereProbabilities: !subject.predictions.probabilities.isEmpty, materials: materials)
        }
        guard let regression = headline.regression else { return warnings }
        if regression.ensemble["r2"] == nil, headline.rowsWithTarget > 1 { warnings.append("All known values of the \(materials) are equal: R² has no meaning.") }
        let certain = regression.uncertainty.rowsWithoutDeviation
        if certain == headline.rowsWithTarget {
            warnings.append(
                "The predictions have no uncertainty. Left out for that: confidence–error curve, quantile plot, coverage and calibration, "
                    + "likelihood, CRPS and intervals.")
        } else if certain > 0 {
            let have = certain == 1 ? "has" : "have"
            warnings.append("\(subject.materials(of: split, count: certain)) \(have) a predicted uncertainty of 0: the likelihood has no value.")
        }
        return warnings + (metrics.recalibration.map { foreignRows($0, rows: headline.rowsWithTarget, materials: materials) } ?? [])
    }

    /// Numbers of fewer materials are anecdotes.
    static let fewest = 20

    /// Of materials with elements that training has not met nothing was learnt but what their vectors have in common with others.
    private static func ofUnseenElements(_ metrics: SubjectMetrics, materials: String) -> [String] {
        guard let count = metrics.rowsWithUnseenElements, count > 0, let headline = metrics.headline else { return [] }
        let all = headline.rowsWithTarget
        let who = all == 1 ? "The only one of the \(materials)" : "\(NumberText.count(count)) of the \(NumberText.count(all)) \(materials)"
        return [
            "\(who) \(count == 1 ? "holds" : "hold") elements that training has not met (\(NumberText.list(metrics.unseenElements))): the column "
                + "\(TrainedMaterials.unseenElements) of the predictions names them."
        ]
    }

    /// A class that has more than this share of the rows makes any accuracy look good.
    private static let imbalance = 0.8

    private static func ofClasses(
        _ metrics: SplitMetrics.ClassificationMetrics, areThereProbabilities: Bool, materials: String
    ) -> [String] {
        var warnings: [String] = []
        if let largest = metrics.confusion.largest, largest.share > imbalance {
            warnings.append(
                "\(NumberText.percent(largest.share)) of the \(materials) are of one class, \(metrics.classes[largest.kind].name): accuracy says "
                    + "little of the others. Balanced accuracy, F1 and average precision do; --class-weights balanced makes training heed them more.")
        }
        let absent = metrics.classes.filter { $0.materials == 0 }.map(\.name)
        if !absent.isEmpty { warnings.append("No \(materials) are of the class \(absent.joined(separator: ", ")): nothing can be said of it.") }
        if !areThereProbabilities {
            warnings.append(
                "The predictions are classes without probabilities. Left out for that: reliability diagram, calibration error, log loss, Brier score, "
                    + "ROC, precision–recall and confidence–error curve.")
        }
        return warnings
    }

    /// Which of the known phases the hull was made of, where that is not all of them or may surprise.
    private static func ofKnownPhases(_ discovery: DiscoveryMetrics) -> [String] {
        var warnings: [String] = []
        if discovery.knownThatAreCandidates > 0 {
            let are = discovery.knownThatAreCandidates == 1 ? "is a candidate itself" : "are candidates themselves"
            let take = discovery.knownThatAreCandidates == 1 ? "takes" : "take"
            warnings.append(
                "\(NumberText.counted(discovery.knownThatAreCandidates, "known phase")) \(are), by id and composition, and \(take) no part in the hull.")
        }
        if discovery.knownWithBorrowedIds > 0 {
            let have = discovery.knownWithBorrowedIds == 1
                ? "has the id of a candidate and another composition: it is taken for another material, and takes"
                : "have the id of a candidate and another composition: they are taken for other materials, and take"
            warnings.append("\(NumberText.counted(discovery.knownWithBorrowedIds, "known phase")) \(have) part in the hull.")
        }
        return warnings
    }

    /// Conformal intervals hold what they promise for rows drawn like the validation set: where they miss it by more than chance allows, these
    /// rows are of another kind, and no recalibration carries over.
    private static func foreignRows(_ recalibration: RecalibrationMetrics, rows: Int, materials: String) -> [String] {
        let conformal = recalibration.variants.first { $0.name == "conformal" }
        guard let interval = conformal?.intervals.first(where: { $0.level == 0.9 }), rows > 0 else { return [] }
        let chance = (interval.level * (1 - interval.level) * (1 / Double(rows) + 1 / Double(recalibration.fittedRows))).squareRoot()
        guard interval.observed < interval.level - 4 * chance else { return [] }
        return [
            "Intervals fitted to the validation set to hold 90\u{202F}% hold \(NumberText.percent(interval.observed)) of these \(materials): they are "
                + "unlike those of training, errors are larger than predicted, and recalibration does not mend it."
        ]
    }

    /// Whether the headline rows of several ensembles can be compared at all.
    static func ofComparison(_ materials: SharedMaterials) -> [String] {
        let others =
            materials.quantities.count > 1
            ? ["The predictions are of different quantities (\(materials.quantities.joined(separator: ", "))): their errors cannot be compared."] : []
        guard !materials.areTheSame else { return others }
        let count = NumberText.count(materials.count) + (materials.count == 1 ? " is" : " are")
        return others + ["The predictions are not of the same materials (\(count) in all of them): errors cannot be compared directly."]
    }
}

/// What the headline rows of several ensembles have in common.
struct SharedMaterials {
    /// Materials that are in all of them.
    let count: Int
    let areTheSame: Bool
    /// Targets that are named, with their units, where they are not one and the same.
    let quantities: [String]

    init(_ subjects: [ReportSubject]) {
        // What has no name, as predictions of other programs, is taken for the same.
        let named = Set(subjects.compactMap { subject in subject.target.map { $0 + (subject.unit.map { " in \($0)" } ?? "") } })
        let units = Set(subjects.compactMap(\.unit))
        quantities = Set(subjects.compactMap(\.target)).count > 1 || units.count > 1 ? named.sorted() : []
        let materials = subjects.map { subject in
            let rows = subject.headlineSplit.map { subject.predictions.rows(ofSplit: $0) } ?? subject.predictions
            return Set(rows.rowsWithTarget.ids)
        }
        let first = materials.first ?? []
        areTheSame = materials.allSatisfy { $0 == first }
        count = materials.dropFirst().reduce(first) { $0.intersection($1) }.count
    }
}
