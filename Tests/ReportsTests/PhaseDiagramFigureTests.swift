import Discovery
import Foundation
import Materials
import Reports
import TestSupport
import Testing

/// Phase diagrams as they are drawn.
@Suite struct PhaseDiagramFigureTests {
    private func draw(_ formulae: [(String, Double)]) throws -> (svg: String, stable: Set<String>) {
        let entries = try formulae.enumerated().map { number, entry in
            PhaseDiagram.Entry(id: "m-\(number)", composition: try Composition(entry.0), energy: entry.1)
        }
        let diagram = try PhaseDiagram(entries)
        let directory = try TemporaryDirectory()
        let system = PhaseDiagramReport.System(diagram: diagram, known: entries, candidates: [])
        let outcome = try PhaseDiagramReport(systems: [system]).write(to: directory.path)
        #expect(outcome.skippedFigures.isEmpty)
        let figure = try #require(outcome.written.first { $0.hasSuffix(".svg") })
        let stable = Set(diagram.stablePhases.map(\.composition.reducedFormula))
        return (try String(contentsOfFile: figure, encoding: .utf8), stable)
    }

    @Test(.enabled(if: Gnuplot.find() != nil, "gnuplot is not installed"))
    func axesAndStablePhasesAreNamed() throws {
        let (svg, stable) = try draw([("Al3Ni", -0.4), ("AlNi", -0.66), ("AlNi3", -0.39), ("Al2Ni3", -0.5), ("Al", 0), ("Ni", 0)])
        #expect(svg.contains(">share of Ni in Al–Ni<") && svg.contains(">formation energy (eV/atom)<"))
        #expect(stable == ["Al3Ni", "AlNi", "AlNi3", "Al", "Ni"])
        for name in stable { #expect(svg.contains(">\(name)<"), "\(name)") }
        // What lies above the hull is named where the pointer rests.
        #expect(!svg.contains(">Al2Ni3<") && svg.contains("<title>Al2Ni3 (m-3), above the hull: formation energy -0.500"))
    }

    @Test(.enabled(if: Gnuplot.find() != nil, "gnuplot is not installed"))
    func phasesOfOneCornerOfATriangleAreAllNamed() throws {
        let (svg, stable) = try draw([
            ("LiMnO2", -2.2), ("Li2MnO3", -2.3), ("LiMn2O4", -2.15), ("MnO2", -1.8), ("Mn2O3", -2.0), ("Li2O", -2.0), ("Li5Mn7O16", -2.2),
        ])
        #expect(stable.count >= 7)
        for name in stable { #expect(svg.contains(">\(name)<"), "\(name)") }
    }
}
