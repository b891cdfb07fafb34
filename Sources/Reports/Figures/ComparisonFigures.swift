import Discovery
import Predictions

extension Figure {
    /// The figures that several sets of predictions share, a line each; those that fewer than two of them have a line in are left out.
    static func comparison(_ subjects: [ReportSubject], metrics: [SubjectMetrics]) -> [Figure] {
        guard subjects.count > 1 else { return [] }
        let comparison = Comparison(subjects, metrics)
        let shared = [
            comparison.errors, comparison.confidence, comparison.coverage, comparison.growth, comparison.training, comparison.test,
            comparison.rollingError, comparison.precision, comparison.recall,
        ]
        return shared.filter { $0.lines.count > 1 }.map(\.figure)
    }
}

/// Several sets of predictions, with what a figure of each kind shows of them.
private struct Comparison {
    private let subjects: [ReportSubject]
    private let metrics: [SubjectMetrics]
    /// Of each the rows of its headline split that can be compared.
    private let tables: [PredictionTable]
    private let names: [String]

    init(_ subjects: [ReportSubject], _ metrics: [SubjectMetrics]) {
        self.subjects = subjects
        self.metrics = metrics
        names = ReportSubject.shortNames(subjects.map(\.name))
        tables = subjects.map { subject in
            (subject.headlineSplit.map { subject.predictions.rows(ofSplit: $0) } ?? subject.predictions.selecting([])).rowsWithTarget
        }
    }

    /// For formats of numbers.
    private var unit: String { subjects[0].unitSuffix.replacing("%", with: "%%") }

    /// Whether all of them are predictions of classes, whose errors are rates.
    private var areClasses: Bool { tables.allSatisfy { $0.task != .regression } }

    /// A line for each set that has one.
    private func lines(_ points: (_ place: Int) -> [SharedFigure.Point]?) -> [SharedFigure.Line] {
        subjects.indices.compactMap { place in
            guard let points = points(place), !points.isEmpty else { return nil }
            return SharedFigure.Line(place: place, title: names[place], points: points)
        }
    }

    private func regression(_ place: Int) -> PredictionTable? {
        tables[place].task == .regression && tables[place].count > 0 ? tables[place] : nil
    }

    /// nil without uncertainties.
    private func uncertain(_ place: Int) -> PredictionTable? {
        regression(place).flatMap { $0.combined.total.contains { $0 > 0 } ? $0 : nil }
    }

    private func absoluteErrors(_ table: PredictionTable) -> [Double] { zip(table.knownTargets, table.combined.prediction).map { abs($0 - $1) } }

    /// What a caption says of sets that a figure does not show.
    private func absent(_ lines: [SharedFigure.Line], _ reason: String) -> String {
        let missing = subjects.indices.filter { place in !lines.contains { $0.place == place } }.map { names[$0] }
        return missing.isEmpty ? "" : " Not here, as \(reason): \(missing.joined(separator: ", "))."
    }

    var errors: SharedFigure {
        let lines = lines { place in
            guard let table = regression(place) else { return nil }
            let errors = absoluteErrors(table).sorted()
            return (1...99).map { (errors.sortedQuantile(Double($0) / 100), Double($0)) }
        }
        let ends = lines.flatMap { line in [line.points[4].x, line.points[98].x] }.filter { $0 > 0 }
        return SharedFigure(
            name: "compared-errors", heading: "How large the errors are",
            caption: "Share of the materials whose error is at most so large. The farther a line lies to the left, the better the predictions.",
            columns: ("absolute_error", "share_percent"), hover: "%.3g\(unit): %g %%",
            commands: """
                set xlabel \(FigureStyle.quoted(subjects[0].axisOfErrors("absolute error")))
                set ylabel 'share of materials (%)'
                set yrange [0:100]
                set logscale x
                set xtics \(FigureStyle.logarithmicTics(ends))
                set xrange [\(max(ends.min() ?? 1e-3, 1e-12)):\(max(ends.max() ?? 1, 1e-11))]
                """,
            lines: lines)
    }

    var confidence: SharedFigure {
        let lines = lines { place in
            uncertain(place).map { table in
                let curve = ConfidenceErrorCurve.meanErrors(absoluteErrors(table), removedBy: table.combined.total)
                return curve.enumerated().map { (Double($0.offset), $0.element) }
            }
        }
        return SharedFigure(
            name: "compared-confidence-error", heading: "Which of them know when they are wrong",
            caption: "Mean absolute error left after removing the materials with the largest predicted uncertainty. A line that falls steeply has "
                + "uncertainties that find its errors." + absent(lines, "they have no uncertainty"),
            columns: ("removed_percent", "mean_absolute_error"), hover: "%g %% removed: %.3g\(unit)",
            commands: """
                set xlabel 'least certain materials removed (%)'
                set ylabel \(FigureStyle.quoted(subjects[0].axisOfErrors("mean absolute error")))
                set xrange [0:100]
                set yrange [0:\(1.1 * (lines.flatMap { $0.points.prefix(95).map(\.y) }.max() ?? 1))]
                """,
            lines: lines)
    }

    var coverage: SharedFigure {
        let lines = lines { place in
            uncertain(place).map { table in
                let rows = UncertainRows(table)
                return GaussianCalibration.curve(targets: rows.targets, predictions: rows.predictions, deviations: rows.deviations)
                    .map { ($0.expected, $0.observed) }
            }
        }
        return SharedFigure(
            name: "compared-coverage", heading: "Whose intervals hold what they promise",
            caption: "Share of true values in the predicted central interval against the share promised, as predicted. Below the dotted diagonal: "
                + "over-confident; above: over-cautious." + absent(lines, "they have no uncertainty"),
            columns: ("promised", "observed"), hover: "promised %.2f, observed %.3f",
            commands: """
                set xlabel 'promised share in the interval'
                set ylabel 'observed share in the interval'
                set xrange [0:1]
                set yrange [0:1]
                set size ratio 1
                """,
            lines: lines, further: "x with lines dashtype 3 linecolor rgb '\(FigureStyle.grey)' notitle")
    }

    var growth: SharedFigure {
        let lines = lines { place in
            let sizes = metrics[place].growth
            return sizes.count > 1 ? sizes.map { (Double($0.members), $0.mae.mean) } : nil
        }
        return SharedFigure(
            name: "compared-ensemble-size", heading: "What another member brings to each",
            caption: "Mean absolute error against the number of members, mean over subsets of them."
                + absent(lines, "they have fewer than two members"),
            columns: ("members", "mean_absolute_error"), hover: "%g members: %.4g\(unit)",
            commands: """
                set xlabel 'members'
                set ylabel \(FigureStyle.quoted(subjects[0].axisOfErrors("mean absolute error")))
                set xtics \(FigureStyle.ticStep(upTo: max(lines.flatMap { $0.points.map(\.x) }.max() ?? 4, 4)))
                set offsets 0.3, 0.3, graph 0.08, graph 0.08
                """,
            lines: lines)
    }

    var training: SharedFigure {
        learning("compared-training", heading: "How they learnt", of: "validation", \.validationMAE, absence: "nothing is known of their training")
    }

    var test: SharedFigure {
        learning(
            "compared-test", heading: "How their test error fell", of: "test", \.testMAE,
            absence: "they were trained without --test-curve")
    }

    /// The error of a split against the epoch (thesis fig 4.6).
    private func learning(
        _ name: String, heading: String, of split: String, _ error: KeyPath<TrainingHistory.Epoch, Double?>, absence: String
    ) -> SharedFigure {
        let lines = lines { place in
            let epochs = Dictionary(grouping: subjects[place].history?.epochs ?? []) { $0.epoch }
            return epochs.sorted { $0.key < $1.key }.compactMap { epoch, members in
                Spread(members.compactMap { $0[keyPath: error] }).map { (Double(epoch), $0.mean) }
            }
        }
        let values = lines.flatMap { $0.points.map(\.y) }.filter { $0 > 0 }
        return SharedFigure(
            name: name, heading: heading,
            caption: "\(areClasses ? "Error rate" : "Mean absolute error") of the \(split) set, mean over the members, against the epoch."
                + absent(lines, absence),
            columns: ("epoch", "\(split)_\(areClasses ? "error_rate" : "mean_absolute_error")"), hover: "epoch %g: %.3g\(unit)",
            commands: """
                set xlabel 'epoch'
                set ylabel \(FigureStyle.quoted(areClasses ? "\(split) error rate" : subjects[0].axisOfErrors("\(split) error")))
                \(FigureStyle.logarithmicAxis(values))
                """,
            lines: lines)
    }

    var rollingError: SharedFigure {
        let lines = lines { place in
            subjects[place].discovery.map { RollingError($0.screening).points.map { ($0.centre, $0.mae) } }
        }
        let top = FigureStyle.top(of: lines.flatMap { $0.points.map(\.y) }, room: 1.15)
        return SharedFigure(
            name: "compared-rolling-mae", heading: "Who errs where near the hull",
            caption: "Mean absolute error in a window of 40 meV/atom around each true distance to the hull. Inside the grey triangle the error "
                + "exceeds the distance itself.",
            columns: ("distance", "mean_absolute_error"), hover: "at %.3f eV/atom: %.3g",
            commands: """
                set xlabel 'true distance to the hull (eV/atom)'
                set ylabel 'mean absolute error (eV/atom)'
                set xrange [-0.2:0.3]
                set yrange [0:\(top)]
                set samples 501
                """,
            lines: lines, before: FigureStyle.errorBeyondDistance(top: top))
    }

    var precision: SharedFigure { progress("precision", "How many of the calculations find something", "calculations that find a stable one") }

    var recall: SharedFigure { progress("recall", "How soon stable materials are found", "stable candidates found so far") }

    private func progress(_ measure: String, _ heading: String, _ words: String) -> SharedFigure {
        let lines = lines { place in
            guard let question = subjects[place].discovery, question.screening.hasTruth else { return nil }
            let curves = DiscoveryCurves(
                question.screening, criterion: .prediction, threshold: question.threshold, distances: [question.threshold])
            let values = measure == "precision" ? curves.precision(curves.targets[0]).map { $0 } : curves.recall(curves.targets[0])
            return zip(curves.calculations, values).compactMap { count, value in value.map { (Double(count), $0) } }
        }
        let last = lines.compactMap { $0.points.last?.x }.max() ?? 1
        return SharedFigure(
            name: "compared-discovery-\(measure)", heading: heading,
            caption: "Candidates calculated from the most to the least stable by prediction: the share of the \(words).",
            columns: ("calculations", measure), hover: "%g calculations: \(measure) %.3f",
            commands: """
                set xlabel 'calculations'
                set ylabel '\(measure)'
                set yrange [0:1]
                set xrange [0:\(max(last, 1))]
                set xtics \(FigureStyle.ticStep(upTo: last))
                """,
            lines: lines)
    }
}
