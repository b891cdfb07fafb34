/// Pieces of HTML. All text that comes from outside goes through `escaped`.
enum HTML {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    static func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>\n" }

    /// A table that scrolls sideways where the window is narrower than it. The first `labels` columns hold words, as do those named in `words`,
    /// the others numbers.
    static func table(columns: [String], rows: [[String]], labels: Int = 1, words: Set<String> = [], isSortable: Bool = false) -> String {
        let isText = columns.enumerated().map { $0.offset < labels || words.contains($0.element) }
        func cells(_ texts: [String], _ tag: String) -> String {
            texts.enumerated().map { index, text in
                isText[index] ? "<\(tag)>\(escaped(text))</\(tag)>" : "<\(tag) class=\"number\">\(escaped(text))</\(tag)>"
            }.joined()
        }
        let body = rows.map { "<tr>\(cells($0, "td"))</tr>" }.joined(separator: "\n")
        return """
            <div class="scroll"><table\(isSortable ? " class=\"sortable\"" : "")>
            <thead><tr>\(cells(columns, "th"))</tr></thead>
            <tbody>
            \(body)
            </tbody></table></div>

            """
    }

    /// A figure with its picture inline, or with the reason why there is none.
    static func figure(_ figure: Figure, picture: FigurePicture) -> String {
        let files = figure.tables.map { "<a href=\"\($0.path)\">\($0.path)</a>" }.joined(separator: ", ")
        let content =
            switch picture {
            case .drawn(let svg): inline(svg, label: figure.heading, prefix: figure.name)
            case .skipped(let reason): "<p class=\"missing\">Not drawn: \(escaped(reason))</p>"
            }
        return """
            <figure id="figure-\(figure.name)">
            <h3>\(escaped(figure.heading))</h3>
            <div class="picture">\(content)</div>
            <figcaption>\(escaped(figure.caption)) <span class="data">Data: \(files)</span></figcaption>
            </figure>

            """
    }

    /// An SVG file's text as an element of a page: without prolog, named for screen readers, and with identifiers that no other figure has.
    private static func inline(_ svg: String, label: String, prefix: String) -> String {
        guard let start = svg.firstRange(of: "<svg") else { return "" }
        return "<svg role=\"img\" aria-label=\"\(escaped(label))\""
            + svg[start.upperBound...]
            .replacing(" id='", with: " id='\(prefix)-").replacing(" id=\"", with: " id=\"\(prefix)-")
            .replacing("href='#", with: "href='#\(prefix)-").replacing("url(#", with: "url(#\(prefix)-")
    }
}

/// What became of a figure.
enum FigurePicture: Equatable {
    /// The text of its SVG file.
    case drawn(String)
    /// Why it was not drawn.
    case skipped(String)
}
