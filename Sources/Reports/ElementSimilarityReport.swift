import Materials

/// How alike elements are in a table of vectors: a map of all pairs, and the elements on a plane.
public struct ElementSimilarityReport: Sendable {
    /// Of rows and columns, from the top and from the left.
    public let elements: [Element]
    /// What the numbers are: "cosine similarity".
    public let measure: String
    /// Whether large numbers mean alike; else they mean apart.
    public let isSimilarity: Bool
    /// [elements × elements] row by row.
    public let values: [Double]
    /// What the vectors are called.
    public let vectors: String
    /// Of each element, along the two directions in which they differ most.
    public let places: [(x: Double, y: Double)]
    /// Of the two directions, of all variance.
    public let shares: [Double]
    public let colouring: Colouring

    public enum Colouring: String, CaseIterable, Sendable {
        case block
        case group
        case period
    }

    public init(
        elements: [Element], measure: String, isSimilarity: Bool, values: [Double], vectors: String, places: [(x: Double, y: Double)],
        shares: [Double],
        colouring: Colouring
    ) {
        precondition(values.count == elements.count * elements.count, "a number for each pair")
        precondition(places.count == elements.count, "a place for each element")
        self.elements = elements
        self.measure = measure
        self.isSimilarity = isSimilarity
        self.values = values
        self.vectors = vectors
        self.places = places
        self.shares = shares
        self.colouring = colouring
    }

    /// Writes `figures/similarity.svg` and `figures/components.svg`, their scripts and tables, the paths of which come back.
    ///
    /// - Parameter directory: made if it is not there
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        try FigureSet(figures: [.elementSimilarity(self), .elementComponents(self)]).write(to: directory, gnuplot: gnuplot)
    }
}
