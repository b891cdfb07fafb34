import Predictions

/// A part of the page before its figures are drawn.
struct Chapter {
    /// nil for the one that belongs to the answer.
    let heading: String?
    let tables: [MetricTable]
    let figures: [Figure]

    var isEmpty: Bool { tables.isEmpty && figures.isEmpty }
}

extension Chapter {
    /// The chapters that the predictions and the history allow, in the order of the page; the first has no figures.
    static func all(of subject: ReportSubject, metrics: SubjectMetrics, prefix: String) -> [Chapter] {
        var chapters = [
            answer(subject, metrics, prefix), committee(subject, metrics, prefix), discovery(subject, metrics, prefix), predictions(subject, metrics, prefix), errors(subject, metrics, prefix),
            uncertainty(subject, metrics, prefix),
        ]
        if let split = subject.headlineSplit {
            chapters.append(
                Chapter(
                    heading: "The members", tables: [], figures: Figure.growth(of: subject, sizes: metrics.growth, split: split, prefix: prefix)))
        }
        chapters.append(
            Chapter(
                heading: "The features", tables: [MetricTable.importance(subject, prefix: prefix)].compactMap { $0 },
                figures: [Figure.importance(of: subject, prefix: prefix)].compactMap { $0 }))
        let training = subject.history.map { Figure.training(of: subject, history: $0, prefix: prefix) } ?? []
        chapters.append(Chapter(heading: "Training", tables: [], figures: training))
        return chapters.filter { $0.heading == nil || !$0.isEmpty }
    }

    private static func answer(_ subject: ReportSubject, _ metrics: SubjectMetrics, _ prefix: String) -> Chapter {
        let tables = [
            MetricTable.errors(metrics, unit: subject.units, prefix: prefix), MetricTable.classification(metrics, prefix: prefix),
            MetricTable.folds(metrics, unit: subject.units, prefix: prefix),
            MetricTable.leakage(metrics, subject: subject, prefix: prefix),
        ]
        return Chapter(heading: nil, tables: tables.compactMap { $0 }, figures: [])
    }

    /// What a committee is made of and what that gains; empty for one ensemble.
    private static func committee(_ subject: ReportSubject, _ metrics: SubjectMetrics, _ prefix: String) -> Chapter {
        let tables = [
            MetricTable.committeeGains(metrics, unit: subject.units, prefix: prefix),
            MetricTable.committeeParts(metrics, unit: subject.units, prefix: prefix),
        ]
        let figures = subject.committee.flatMap { Figure.committeeWeights($0, of: subject, prefix: prefix) }
        return Chapter(heading: "The committee", tables: tables.compactMap { $0 }, figures: [figures].compactMap { $0 })
    }

    /// Which candidates are stable; empty where no hull is known.
    private static func discovery(_ subject: ReportSubject, _ metrics: SubjectMetrics, _ prefix: String) -> Chapter {
        guard let question = subject.discovery, let discovery = metrics.discovery else {
            return Chapter(heading: "Discovery", tables: [], figures: [])
        }
        let figures =
            [Figure.funnel(question, prefix: prefix)] + Figure.verdictHistograms(question, prefix: prefix)
            + Figure.rollingErrors(question, prefix: prefix) + Figure.discoveryCurves(question, prefix: prefix)
            + Figure.operatingCurves(question, prefix: prefix) + Figure.systems(question, prefix: prefix)
        let tables = [
            MetricTable.discovery(discovery, prefix: prefix), MetricTable.selection(discovery, threshold: question.threshold, prefix: prefix),
            MetricTable.systems(discovery, prefix: prefix),
            MetricTable.candidates(question, prefix: prefix), MetricTable.flags(discovery, question, prefix: prefix),
        ]
        return Chapter(heading: "Discovery", tables: tables.compactMap { $0 }, figures: figures)
    }

    /// What there is to say of predictions whose true values nobody knows; empty where any is known.
    private static func predictions(_ subject: ReportSubject, _ metrics: SubjectMetrics, _ prefix: String) -> Chapter {
        guard metrics.headlineSplit == nil else { return Chapter(heading: "The predictions", tables: [], figures: []) }
        let tables = [
            MetricTable.unlikeTraining(subject, prefix: prefix), MetricTable.widestIntervals(subject, prefix: prefix),
            MetricTable.predictions(subject, prefix: prefix),
        ]
        return Chapter(
            heading: "The predictions", tables: tables.compactMap { $0 }, figures: Figure.distributions(of: subject, prefix: prefix))
    }

    private static func errors(_ subject: ReportSubject, _ metrics: SubjectMetrics, _ prefix: String) -> Chapter {
        var figures: [Figure?] = []
        if let split = subject.headlineSplit {
            let table = subject.predictions.rows(ofSplit: split).rowsWithTarget
            if !table.probabilities.isEmpty {
                figures = [
                    .precisionAndRecall(of: subject, table: table, split: split, prefix: prefix),
                    .operatingCharacteristic(of: subject, table: table, split: split, prefix: prefix),
                ]
            }
            if table.task == .regression {
                figures = [
                    .parity(of: subject, table: table, split: split, prefix: prefix),
                    .leakage(of: subject, table: table, split: split, prefix: prefix),
                    .errors(of: subject, table: table, split: split, prefix: prefix),
                ]
            }
        }
        let polymorphs = MetricTable.polymorphs(metrics, subject: subject, prefix: prefix)
        let stems = FileStem.distinct(metrics.groups.map(\.grouping))
        let groups = zip(metrics.groups, stems).map { MetricTable.groups($0, unit: subject.units, file: "\(prefix)by-\($1)") }
        let classes = [MetricTable.classes(metrics, prefix: prefix), MetricTable.confusion(metrics, prefix: prefix)]
        let tables = (classes + [polymorphs]).compactMap { $0 } + groups
        return Chapter(heading: "Errors", tables: tables, figures: figures.compactMap { $0 })
    }

    private static func uncertainty(_ subject: ReportSubject, _ metrics: SubjectMetrics, _ prefix: String) -> Chapter {
        var figures: [Figure?] = []
        if let split = subject.headlineSplit {
            let table = subject.predictions.rows(ofSplit: split).rowsWithTarget
            if !table.probabilities.isEmpty { figures.append(.reliability(of: subject, table: table, split: split, prefix: prefix)) }
            if table.combined.total.contains(where: { $0 > 0 }) {
                figures.append(.confidence(of: subject, table: table, split: split, prefix: prefix))
                if table.task == .regression {
                    figures.append(.quantiles(of: subject, table: table, split: split, prefix: prefix))
                    figures.append(.coverage(of: subject, table: table, split: split, prefix: prefix))
                    figures.append(.uncertaintyRatio(of: subject, split: split, prefix: prefix))
                }
            }
        }
        let tables = [
            metrics.recalibration.map { MetricTable.recalibration($0, unit: subject.units, prefix: prefix) },
            MetricTable.uncertainty(metrics, unit: subject.units, prefix: prefix),
            metrics.classCalibration.map { MetricTable.classCalibration($0, prefix: prefix) },
        ]
        return Chapter(heading: "Uncertainty", tables: tables.compactMap { $0 }, figures: figures.compactMap { $0 })
    }
}
