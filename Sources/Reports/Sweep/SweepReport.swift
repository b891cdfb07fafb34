import HDF5
import Predictions

/// A report on ensembles that differ in the size of their training set, the model, or a setting.
public struct SweepReport: Sendable {
    public var title: String
    /// Name of the predicted quantity as the data set has it.
    public var target: String
    public var unit: String?
    /// In the order of the table.
    public var results: [SweepResult]
    /// Of each ensemble as it was asked for.
    public var members: Int
    public var variation: SweepVariation?
    public var areSizesVaried: Bool
    /// An error to compare with, in the target's unit.
    public var reference: Double?
    /// An error whose size of the training set is asked for.
    public var goal: Double?
    /// Curves of other programs, beside those of the results.
    public var baselines: [BaselineCurve]
    public var warnings: [String]
    public var provenance: [ReportSubject.Fact]

    public init(
        title: String, target: String, unit: String?, results: [SweepResult], members: Int, variation: SweepVariation?, areSizesVaried: Bool,
        reference: Double?, goal: Double?, baselines: [BaselineCurve] = [], warnings: [String], provenance: [ReportSubject.Fact]
    ) {
        self.title = title
        self.target = target
        self.unit = unit
        self.results = results
        self.members = members
        self.variation = variation
        self.areSizesVaried = areSizesVaried
        self.reference = reference
        self.goal = goal
        self.baselines = baselines
        self.warnings = warnings
        self.provenance = provenance
    }

    /// The table of all ensembles, as CSV; it holds no times.
    public var resultsText: String { resultsTable.csv.joined() }

    /// What each ensemble took, as CSV.
    public var timesText: String { timesTable.csv.joined() }

    var curves: [LearningCurve] { LearningCurve.all(results, parameter: variation?.name) + baselines.map(LearningCurve.init) }

    var unitSuffix: String { unit.map { " " + $0 } ?? "" }

    /// Writes `index.html`, `tables/*.csv`, `figures/*.svg` and the scripts that draw the figures again; each file whole or not at all, the
    /// page last.
    ///
    /// - Parameter directory: made if it is not there.
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        guard results.contains(where: { $0.test != nil }) else { throw .nothingToReport }
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        var pictures: [(Figure, FigurePicture)] = []
        for figure in areSizesVaried ? [Figure.learningCurves(self)] : [Figure.variation(self)] {
            let picture = try files.draw(figure, with: gnuplot)
            if case .skipped(let reason) = picture { outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason)) }
            pictures.append((figure, picture))
        }
        let tables = [MetricTable.sweep(self)] + (areSizesVaried ? [MetricTable.powerLaws(self), MetricTable.crossings(self)] : []).compactMap { $0 }
        for table in tables { try files.write(table.data) }
        try files.write(SweepPage(report: self, pictures: pictures, tables: tables).html, to: "index.html")
        outcome.written = files.written.reversed()
        return outcome
    }
}
