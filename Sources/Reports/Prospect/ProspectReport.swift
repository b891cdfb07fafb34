import HDF5
import Prospecting

/// A report on candidates that a triage has kept.
public struct ProspectReport: Sendable {
    public var title: String
    /// Where the candidates come from, "substitution".
    public var source: String
    public var funnel: ProspectFunnel
    /// Reasons that were asked about, whether or not anything was dropped for them.
    public var reasons: Set<DropReason>
    public var kappa: Double
    /// The best first.
    public var candidates: [ProspectRow]
    public var warnings: [String]
    public var provenance: [ReportSubject.Fact]

    public init(
        title: String, source: String, funnel: ProspectFunnel, reasons: Set<DropReason>, kappa: Double, candidates: [ProspectRow],
        warnings: [String], provenance: [ReportSubject.Fact]
    ) {
        self.title = title
        self.source = source
        self.funnel = funnel
        self.reasons = reasons
        self.kappa = kappa
        self.candidates = candidates
        self.warnings = warnings
        self.provenance = provenance
    }

    var steps: [(name: String, count: Int)] { funnel.steps(kappa: kappa, asked: reasons) }

    /// `funnel.csv`, in pieces.
    public var funnelText: some Sequence<String> { funnelTable.csv }

    /// `candidates.csv`, in pieces.
    public var candidatesText: some Sequence<String> { candidateTable.csv }

    /// What it comes to, in a few sentences.
    public var answer: [String] {
        let those = "\(NumberText.count(funnel.predicted)) of \(NumberText.counted(funnel.proposed, "proposal")) were new and could be predicted"
        var sentences = [
            those + "; \(NumberText.count(funnel.stable)) are predicted on the hull of the known phases or below it, "
                + "\(NumberText.count(funnel.stableWithDeviation)) even with \(deviations) added."
        ]
        if funnel.flagged > 0 {
            let (verb, those, they) = funnel.flagged == 1 ? ("is", "it", "it") : ("are", "them", "they")
            sentences.append(
                "\(NumberText.counted(funnel.flagged, "candidate")) \(verb) flagged and left apart: too little is known that competes with \(those), "
                    + "or \(they) cannot be.")
        }
        if let best = candidates.first {
            sentences.append("The first to compute is \(best.writtenFormula), \(NumberText.fixed(1000 * best.distance, decimals: 0)) ± "
                + "\(NumberText.fixed(1000 * best.ranked.total, decimals: 0)) meV/atom from the hull.")
        }
        return sentences
    }

    var deviations: String { kappa == 1 ? "σ" : "\(NumberText.short(kappa)) σ" }

    /// Writes `index.html`, tables, figures and the scripts that draw them again; each file whole or not at all, the page last.
    ///
    /// - Parameter directory: made if it is not there
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        var pictures: [(Figure, FigurePicture)] = []
        for figure in [Figure.prospectFunnel(self), .prospectDistances(self)] {
            let picture = try files.draw(figure, with: gnuplot)
            if case .skipped(let reason) = picture { outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason)) }
            pictures.append((figure, picture))
        }
        let tables = [MetricTable.prospects(self), .novelty(self), .systems(self)].compactMap { $0 }
        for table in tables { try files.write(table.data) }
        try files.write(page(pictures, tables), to: "index.html")
        outcome.written = files.written.reversed()
        return outcome
    }

    private func page(_ pictures: [(Figure, FigurePicture)], _ tables: [MetricTable]) -> String {
        let answer = answer.map { "<p class=\"answer\">\(HTML.escaped($0))</p>\n" }.joined()
        let figures = pictures.map { HTML.figure($0, picture: $1) }
        let body = answer + tables.prefix(1).map(PageParts.table).joined() + PageParts.warnings(warnings) + PageParts.figures(figures)
            + tables.dropFirst().map(PageParts.table).joined() + PageParts.provenance(provenance, configuration: nil)
        return PageParts.document(
            title: title, body: body,
            footer: "All candidates that were kept: <a href=\"../candidates.csv\">candidates.csv</a>; the counts: "
                + "<a href=\"../funnel.csv\">funnel.csv</a>.")
    }
}
