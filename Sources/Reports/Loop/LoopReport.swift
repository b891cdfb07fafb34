import Discovery
import HDF5
import Predictions
import Prospecting

/// The page of a loop or of a study: what was found by how many calculations, and how the ensembles and the hull have changed on the way.
public struct LoopReport: Sendable {
    /// Paths that differ in their seeds alone.
    struct Group: Sendable {
        let title: String
        let histories: [LoopStudy.History]
        /// One for each history, by the hull at the start and by the final one.
        let curves: [LoopStudy.Hull: [FoundCurve]]

        /// Calculations that all of them have made.
        var calculations: Int { curves[.final, default: []].map(\.calculations).min() ?? 0 }

        /// How many each of them has found by then.
        func found(_ hull: LoopStudy.Hull, after calculations: Int) -> [Double] {
            curves[hull, default: []].map { Double($0.found[calculations]) }
        }

        /// Rounds that all of them have made.
        var rounds: Int { histories.map(\.rounds.count).min() ?? 0 }
    }

    let title: String
    let study: LoopStudy
    let provenance: [ReportSubject.Fact]
    let groups: [Group]
    /// By id, how far below the hull, eV/atom.
    let stable: [LoopStudy.Hull: [String: Double]]

    /// - Throws: `HullError` for energies that no hull can be made of
    public init(_ study: LoopStudy, title: String, provenance: [ReportSubject.Fact]) throws(HullError) {
        self.study = study
        self.title = title
        self.provenance = provenance
        var stable: [LoopStudy.Hull: [String: Double]] = [:]
        for hull in LoopStudy.Hull.allCases { stable[hull] = try study.stable(hull) }
        self.stable = stable
        groups = study.groups.map { group in
            let curves = LoopStudy.Hull.allCases.map { hull in
                (hull, group.histories.map { study.curve(of: $0, stable: Set(stable[hull, default: [:]].keys)) })
            }
            return Group(title: group.title, histories: group.histories, curves: Dictionary(uniqueKeysWithValues: curves))
        }
    }

    /// Whether the rounds were given, and not chosen.
    var areBatchesGiven: Bool { study.configuration.batches != nil }

    /// Stable materials of the whole pool; nil where nobody knows.
    func total(_ hull: LoopStudy.Hull) -> Int? { study.truth == nil ? nil : stable[hull, default: [:]].count }

    /// Writes `index.html`, `tables/*.csv`, `figures/*.svg` and the scripts that draw them again; each file whole or not at all, the page last.
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        var pictures: [(Figure, FigurePicture)] = []
        for figure in figures {
            let picture = try files.draw(figure, with: gnuplot)
            if case .skipped(let reason) = picture {
                outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason))
            }
            pictures.append((figure, picture))
        }
        for table in tables { try files.write(table.data) }
        try files.write(page(pictures), to: "index.html")
        outcome.written = files.written.reversed()
        return outcome
    }

    private var figures: [Figure] {
        areBatchesGiven
            ? [Figure.batchEnrichment(self), Figure.batchErrors(self), Figure.batchCalibration(self)]
            : Figure.found(self) + [Figure.hullGrowth(self)] + Figure.roundErrors(self)
    }

    private var tables: [MetricTable] {
        areBatchesGiven ? [.batchTotals(self), .batches(self), .rounds(self)] : [.found(self), .discoveries(self), .rounds(self)]
    }

    private func page(_ pictures: [(Figure, FigurePicture)]) -> String {
        let sentences = answer.map { "<p class=\"answer\">\(HTML.escaped($0))</p>\n" }.joined()
        let all = tables
        let body =
            sentences + all.prefix(1).map(PageParts.table).joined() + PageParts.warnings(study.warnings)
            + PageParts.figures(pictures.map { HTML.figure($0, picture: $1) }) + all.dropFirst().map(PageParts.table).joined()
            + PageParts.provenance(provenance, configuration: nil)
        return PageParts.document(
            title: title, body: body, footer: "All numbers of this page: the tables named beside them, and the folders of the rounds.")
    }
}
