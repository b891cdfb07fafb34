/// What all pages have in common: the document itself, tables with their data, warnings, where the numbers come from. No network; a script on
/// pages with a table to be sorted alone, see ``SortingScript``.
enum PageParts {
    /// - Parameters:
    ///   - body: markup
    ///   - footer: markup of one paragraph
    static func document(title: String, body: String, footer: String) -> String {
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
        \(body)</main>
        <footer class="quiet">
        <p>\(footer)</p>
        </footer>\(body.contains(SortingScript.mark) ? "\n" + SortingScript.element : "")
        </body>
        </html>

        """
    }

    static func table(_ table: MetricTable) -> String {
        let heading = table.heading.map { "<h3>\(HTML.escaped($0))</h3>\n" } ?? ""
        let note = table.note.map { HTML.escaped($0) + " " } ?? ""
        let link = "<a href=\"\(table.data.path)\">\(table.data.path)</a>"
        return heading + HTML.table(
            columns: table.columns, rows: table.rows, labels: table.labels, words: table.words, isSortable: table.isSortable)
            + "<p class=\"data\">\(note)Data: \(link)</p>\n"
    }

    /// Figures side by side where there is room.
    static func figures(_ figures: [String]) -> String {
        figures.isEmpty ? "" : "<div class=\"figures\">\n\(figures.joined())</div>\n"
    }

    static func warnings(_ warnings: [String]) -> String {
        guard !warnings.isEmpty else { return "" }
        let items = warnings.map { "<li>\(HTML.escaped($0))</li>" }.joined(separator: "\n")
        return "<div class=\"warnings\" role=\"note\"><strong>Before you rely on this</strong>\n<ul>\n\(items)\n</ul></div>\n"
    }

    /// - Parameter configuration: a JSON text
    static func provenance(_ facts: [ReportSubject.Fact], configuration: String?) -> String {
        guard !facts.isEmpty || configuration != nil else { return "" }
        let rows = facts.map { "<tr><td>\(HTML.escaped($0.name))</td><td>\(HTML.escaped($0.value))</td></tr>" }
        let body = rows.joined(separator: "\n")
        let table = rows.isEmpty ? "" : "<div class=\"scroll\"><table class=\"facts\"><tbody>\n\(body)\n</tbody></table></div>\n"
        let configuration = configuration.map { "<h3>Configuration</h3>\n<pre>\(HTML.escaped($0))</pre>\n" } ?? ""
        return "<h2>Where this comes from</h2>\n" + table + configuration
    }
}
