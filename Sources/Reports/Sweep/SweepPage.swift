/// The page of a sweep: what it says, its figure, its tables, where the numbers come from. No network, no scripts.
struct SweepPage {
    let report: SweepReport
    let pictures: [(Figure, FigurePicture)]
    let tables: [MetricTable]

    var html: String {
        let answer = report.answer.map { "<p class=\"answer\">\(HTML.escaped($0.joined(separator: " ")))</p>\n" }.joined()
        let figures = pictures.map { HTML.figure($0, picture: $1) }
        let body = answer + PageParts.warnings(report.warnings) + PageParts.figures(figures)
            + tables.map(PageParts.table).joined() + PageParts.provenance(report.provenance, configuration: nil)
        return PageParts.document(
            title: report.title, body: body,
            footer: "All numbers of this page: <a href=\"../sweep.csv\">sweep.csv</a>, and the tables named beside them.")
    }
}
