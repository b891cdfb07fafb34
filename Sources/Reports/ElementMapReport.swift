import Materials

/// A figure of probabilities between elements, with its data: which element takes the place of which.
public struct ElementMapReport: Sendable {
    /// Stem of the files' names.
    public let name: String
    public let heading: String
    /// What to see in it; plain text.
    public let caption: String
    public let rowTitle: String
    public let columnTitle: String
    /// Of rows and columns, from the top and from the left.
    public let elements: [Element]
    /// Of a row's element and a column's, 0 … 1.
    public let probability: @Sendable (Element, Element) -> Double

    public init(
        name: String, heading: String, caption: String, rowTitle: String, columnTitle: String, elements: [Element],
        probability: @escaping @Sendable (Element, Element) -> Double
    ) {
        self.name = name
        self.heading = heading
        self.caption = caption
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
        self.elements = elements
        self.probability = probability
    }

    /// Writes `figures/NAME.svg`, its script and `tables/NAME.csv`, the paths of which come back.
    ///
    /// - Parameter directory: made if it is not there
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        let figure = Figure.elementMap(self)
        if case .skipped(let reason) = try files.draw(figure, with: gnuplot) {
            outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason))
        }
        outcome.written = files.written
        return outcome
    }
}
