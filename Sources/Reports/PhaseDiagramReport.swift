import Discovery
import Materials

/// Phase diagrams of two and three elements as figures, each with its tables: known phases on the hull and above it, and candidates.
public struct PhaseDiagramReport: Sendable {
    /// What is drawn of one chemical system.
    public struct System: Sendable {
        public let diagram: PhaseDiagram
        /// Entries of the system, stable or not.
        public let known: [PhaseDiagram.Entry]
        /// Phases that are not part of the hull: predicted ones.
        public let candidates: [PhaseDiagram.Entry]
        /// The corners: left, right and, of three, top.
        public let corners: [Element]

        /// - Parameter corners: the elements in the order in which they were asked for; nil: alphabetically
        public init(
            diagram: PhaseDiagram, known: [PhaseDiagram.Entry], candidates: [PhaseDiagram.Entry], corners: [Element]? = nil
        ) {
            precondition(corners.map { $0.sorted() == diagram.elements } ?? true, "the corners are the diagram's elements")
            self.diagram = diagram
            self.known = known
            self.candidates = candidates
            self.corners = corners ?? diagram.elements.sorted { $0.symbol < $1.symbol }
        }
    }

    public var systems: [System]

    public init(systems: [System]) {
        self.systems = systems
    }

    /// Writes `figures/*.svg`, their scripts and `tables/*.csv`, the paths of which come back.
    ///
    /// - Parameter directory: made if it is not there.
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        guard !systems.isEmpty else { throw .nothingToReport }
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        for system in systems {
            let figure = try Figure.phaseDiagram(system)
            if case .skipped(let reason) = try files.draw(figure, with: gnuplot) {
                outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason))
            }
        }
        outcome.written = files.written
        return outcome
    }
}
