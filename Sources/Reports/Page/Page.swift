import Foundation
import Predictions

/// Everything of one ensemble that the page shows.
struct PageSection {
    let subject: ReportSubject
    let metrics: SubjectMetrics
    /// The first belongs to the answer.
    let chapters: [Chapter]
    /// By the names of the figures.
    let pictures: [String: FigurePicture]
    /// The caller's warnings and those found here.
    let warnings: [String]
}

/// The page `index.html`: the answer, the table that matters, warnings, figures, where the numbers come from. No network.
struct Page {
    let title: String
    let related: [Report.Link]
    /// For several ensembles: the table that compares them.
    let comparison: MetricTable?
    /// For several that were asked which candidates are stable.
    let discoveryComparison: MetricTable?
    /// With a line for each ensemble.
    let sharedFigures: [(figure: Figure, picture: FigurePicture)]
    /// One sentence above it.
    let comparisonAnswer: String
    /// What the comparison must be read with.
    let comparisonWarnings: [String]
    let sections: [PageSection]

    var html: String {
        PageParts.document(
            title: title, body: links + comparisonText + sections.map(text(of:)).joined(),
            footer: "All numbers of this page: <a href=\"metrics.json\">metrics.json</a>, and the tables named beside them.")
    }

    /// To the pages of other targets.
    private var links: String {
        guard !related.isEmpty else { return "" }
        let all = related.map { "<a href=\"\(HTML.escaped($0.path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? $0.path))\">\(HTML.escaped($0.text))</a>" }
        return "<p>Other targets of the same run: \(all.joined(separator: ", ")).</p>\n"
    }

    private var comparisonText: String {
        guard let comparison else { return "" }
        return "<p class=\"answer\">\(HTML.escaped(comparisonAnswer))</p>\n" + PageParts.table(comparison)
            + (discoveryComparison.map(PageParts.table) ?? "") + PageParts.warnings(comparisonWarnings)
            + PageParts.figures(sharedFigures.map { HTML.figure($0.figure, picture: $0.picture) })
    }

    private func text(of section: PageSection) -> String {
        let heading = sections.count > 1 ? "<h2 class=\"subject\">\(HTML.escaped(section.subject.name))</h2>\n" : ""
        let answers = [section.metrics.discovery.map(Answer.discovery), Answer.text(of: section.subject, metrics: section.metrics)]
        let answer = answers.compactMap { $0 }.map { "<p class=\"answer\">\(HTML.escaped($0))</p>\n" }.joined()
        let caution = Answer.caution(of: section.subject, metrics: section.metrics).map { "<p class=\"caution\">\(HTML.escaped($0))</p>\n" }
        return "<section>\n" + heading + answer + (caution ?? "") + section.chapters.prefix(1).map { text(of: $0, section) }.joined()
            + PageParts.warnings(section.warnings) + section.chapters.dropFirst().map { text(of: $0, section) }.joined()
            + PageParts.provenance(section.subject.provenance, configuration: section.subject.configuration) + "</section>\n"
    }

    private func text(of chapter: Chapter, _ section: PageSection) -> String {
        let heading = chapter.heading.map { "<h2>\(HTML.escaped($0))</h2>\n" } ?? ""
        let figures = chapter.figures.map { figure in
            HTML.figure(figure, picture: section.pictures[figure.name] ?? .skipped("it was not asked for"))
        }
        return heading + PageParts.figures(figures) + chapter.tables.map(PageParts.table).joined()
    }
}
