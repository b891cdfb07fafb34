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

    /// Left, right and top are as they were asked for, in the figure and in its name; formulae are as people write them.
    @Test func cornersStandAsTheyWereAskedFor() throws {
        let entries = try [("NiAl", -0.66), ("LiFeO2", -1.8), ("TiO2", -3.2)].map { formula, energy in
            PhaseDiagram.Entry(id: formula, composition: try Composition(formula), energy: energy)
        }
        for (entry, symbols, corners) in [(entries[0], ["Ni", "Al"], true), (entries[0], ["Al", "Ni"], false), (entries[1], ["Li", "Fe", "O"], true)] {
            let elements = symbols.compactMap { Element(symbol: $0) }
            let system = PhaseDiagramReport.System(
                diagram: try PhaseDiagram([entry]), known: [entry], candidates: [], corners: corners ? elements : nil)
            let directory = try TemporaryDirectory()
            _ = try PhaseDiagramReport(systems: [system]).write(to: directory.path, gnuplot: nil)
            let name = "phase-diagram-" + symbols.joined(separator: "-")
            let table = try String(contentsOfFile: directory.file("tables/\(name)-stable.csv"), encoding: .utf8)
            // The first element lies at the left, the second at the right.
            for (place, element) in elements.enumerated().prefix(2) {
                let row = try #require(table.split(separator: "\n").first { $0.split(separator: ",")[1] == element.symbol })
                #expect(Double(row.split(separator: ",")[4]) == Double(place))
            }
            let script = try String(contentsOfFile: directory.file("figures/\(name).gnuplot"), encoding: .utf8)
            #expect(script.contains("'\(entry.composition.writtenFormula)'"))
        }
    }
}
