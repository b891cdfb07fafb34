import Ensembles

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

/// The page `index.html`: the answer, the table that matters, warnings, figures, where the numbers come from. No network, no scripts.
struct Page {
    let title: String
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
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTML.escaped(title))</title>
        <link rel="icon" href="data:,">
        <style>
        \(PageStyle.css)
        </style>
        </head>
        <body>
        <header><h1>\(HTML.escaped(title))</h1></header>
        <main>
        \(comparisonText)\(sections.map(text(of:)).joined())</main>
        <footer class="quiet">
        <p>All numbers of this page: <a href="metrics.json">metrics.json</a>, and the tables named beside them.</p>
        </footer>
        </body>
        </html>

        """
    }

    private var comparisonText: String {
        guard let comparison else { return "" }
        return "<p class=\"answer\">\(HTML.escaped(comparisonAnswer))</p>\n" + text(of: comparison)
            + (discoveryComparison.map(text(of:)) ?? "") + Self.warnings(comparisonWarnings)
            + Self.figures(sharedFigures.map { HTML.figure($0.figure, picture: $0.picture) })
    }

    private func text(of section: PageSection) -> String {
        let heading = sections.count > 1 ? "<h2 class=\"subject\">\(HTML.escaped(section.subject.name))</h2>\n" : ""
        let answer = "<p class=\"answer\">\(HTML.escaped(Answer.text(of: section.subject, metrics: section.metrics)))</p>\n"
        let caution = Answer.caution(of: section.subject, metrics: section.metrics).map { "<p class=\"caution\">\(HTML.escaped($0))</p>\n" }
        return "<section>\n" + heading + answer + (caution ?? "") + section.chapters.prefix(1).map { text(of: $0, section) }.joined()
            + Self.warnings(section.warnings) + section.chapters.dropFirst().map { text(of: $0, section) }.joined()
            + provenance(of: section.subject) + "</section>\n"
    }

    private func text(of chapter: Chapter, _ section: PageSection) -> String {
        let heading = chapter.heading.map { "<h2>\(HTML.escaped($0))</h2>\n" } ?? ""
        let figures = chapter.figures.map { figure in
            HTML.figure(figure, picture: section.pictures[figure.name] ?? .skipped("it was not asked for"))
        }
        return heading + Self.figures(figures) + chapter.tables.map(text(of:)).joined()
    }

    private static func figures(_ figures: [String]) -> String {
        figures.isEmpty ? "" : "<div class=\"figures\">\n\(figures.joined())</div>\n"
    }

    private func text(of table: MetricTable) -> String {
        let heading = table.heading.map { "<h3>\(HTML.escaped($0))</h3>\n" } ?? ""
        let note = table.note.map { HTML.escaped($0) + " " } ?? ""
        let link = "<a href=\"\(table.data.path)\">\(table.data.path)</a>"
        return heading + HTML.table(columns: table.columns, rows: table.rows, labels: table.labels)
            + "<p class=\"data\">\(note)Data: \(link)</p>\n"
    }

    private static func warnings(_ warnings: [String]) -> String {
        guard !warnings.isEmpty else { return "" }
        let items = warnings.map { "<li>\(HTML.escaped($0))</li>" }.joined(separator: "\n")
        return "<div class=\"warnings\" role=\"note\"><strong>Before you rely on this</strong>\n<ul>\n\(items)\n</ul></div>\n"
    }

    private func provenance(of subject: ReportSubject) -> String {
        guard !subject.provenance.isEmpty || subject.configuration != nil else { return "" }
        let rows = subject.provenance.map { "<tr><td>\(HTML.escaped($0.name))</td><td>\(HTML.escaped($0.value))</td></tr>" }
        let body = rows.joined(separator: "\n")
        let facts = rows.isEmpty ? "" : "<div class=\"scroll\"><table class=\"facts\"><tbody>\n\(body)\n</tbody></table></div>\n"
        let configuration = subject.configuration.map { "<h3>Configuration</h3>\n<pre>\(HTML.escaped($0))</pre>\n" } ?? ""
        return "<h2>Where this comes from</h2>\n" + facts + configuration
    }
}
