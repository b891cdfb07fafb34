/// Materials on a plane, as a figure with its data.
public struct MaterialMapReport: Sendable {
    public struct Point: Sendable {
        public let id: String
        public let formula: String
        public let x: Double
        public let y: Double
        /// Of the target; a class by its number. nil: not known.
        public let value: Double?

        public init(id: String, formula: String, x: Double, y: Double, value: Double?) {
            self.id = id
            self.formula = formula
            self.x = x
            self.y = y
            self.value = value
        }
    }

    /// By which the materials differ, as it is named.
    public let distance: String
    /// Of the two directions, of all variance.
    public let shares: [Double]
    /// What the colours show; nil: nothing.
    public let target: String?
    public let unit: String
    /// Names of the values, where these are classes.
    public let classes: [String]?
    public let points: [Point]

    public init(distance: String, shares: [Double], target: String?, unit: String, classes: [String]?, points: [Point]) {
        self.distance = distance
        self.shares = shares
        self.target = target
        self.unit = unit
        self.classes = classes
        self.points = points
    }

    /// Writes `figures/map.svg`, its script and `tables/map.csv`, the paths of which come back.
    ///
    /// - Parameter directory: made if it is not there
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        try FigureSet(figures: [.materialMap(self)]).write(to: directory, gnuplot: gnuplot)
    }
}

/// Figures with their data in a directory of their own, without a page.
struct FigureSet {
    let figures: [Figure]

    func write(to directory: String, gnuplot: Gnuplot?) throws(ReportError) -> Report.Outcome {
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        for figure in figures {
            if case .skipped(let reason) = try files.draw(figure, with: gnuplot) {
                outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason))
            }
        }
        outcome.written = files.written
        return outcome
    }
}
