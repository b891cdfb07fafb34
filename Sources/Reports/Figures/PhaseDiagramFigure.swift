import Discovery
import Foundation
import Materials

extension Figure {
    /// A binary system as energies over the composition, a ternary one as a triangle with its tie lines.
    ///
    /// - Throws: `ReportError.cannotDraw` for other numbers of elements.
    static func phaseDiagram(_ system: PhaseDiagramReport.System) throws(ReportError) -> Figure {
        let elements = system.corners
        let name = "phase-diagram-" + elements.map(\.symbol).joined(separator: "-")
        guard elements.count == 2 || elements.count == 3 else {
            throw .cannotDraw(figure: name, reason: "phase diagrams are drawn of two or three elements, this system has \(elements.count)")
        }
        let frame = CompositionFrame(elements: elements)
        let stable = Set(system.diagram.stablePhases)
        let corners = table("stable", name, system.diagram.stablePhases, system.diagram, frame)
        let above = table("metastable", name, system.known.filter { !stable.contains($0) }, system.diagram, frame)
        let candidates = table("candidates", name, system.candidates, system.diagram, frame)
        let lines = tieLines(name, system.diagram, frame)
        let y = elements.count == 2 ? 4 : 6
        // Rings, so that a polymorph above the hull shows around the stable one of its composition.
        let points = [(above, FigureStyle.grey, 6, 1.5, "above the hull"), (candidates, FigureStyle.vermilion, 2, 0.8, "candidates")]
            .filter { !$0.0.isEmpty }
            .map { table, colour, shape, size, title in
                "'\(table.path)' using 5:\(y) with points pointtype \(shape) pointsize \(size) linewidth 1.5 "
                    + "linecolor rgb '\(colour)' title '\(title)'"
            }
        let canvas = Canvas(frame, lowest: system.diagram.stablePhases.map(\.energy).min() ?? 0)
        let names = LabelPlacement(
            named: system.diagram.stablePhases.map { ($0.composition.writtenFormula, canvas.place(of: $0)) },
            others: (system.known.filter { !stable.contains($0) } + system.candidates).map(canvas.place)
                + system.diagram.facets.flatMap { canvas.places(along: $0) },
            width: canvas.width, height: canvas.height)
        let unnamed = names.leftOut.count
        let hidden = unnamed == 0 ? "" : " \(NumberText.count(unnamed)) of the filled have no room for their names, which stand in the table."
        let hover = [(corners, "on the hull"), (above, "above the hull"), (candidates, "candidate")].filter { !$0.0.isEmpty }
            .map { table, word in
                FigureStyle.values(
                    table.path, x: "5", y: "\(y)", text: "%s (%s), \(word): formation energy %.3f, above the hull %.3f eV/atom",
                    columns: ["strcol(2)", "strcol(1)", "$4", "$3"], size: 1)
            }
        let below = system.candidates.count { entry in
            ((try? system.diagram.energyAboveHull(entry.composition, energy: entry.energy)) ?? 1) < 0
        }
        let crosses = " Crosses are \(NumberText.count(system.candidates.count)) candidates, \(NumberText.count(below)) below the hull."
        let predicted = system.candidates.isEmpty ? "" : crosses
        return Figure(
            name: name, heading: "Phase diagram of \(elements.map(\.symbol).joined(separator: "–"))",
            caption: """
                Known phases on the convex hull (filled, named) with the lines of those that coexist, and \(NumberText.count(above.count)) \
                above it.\(predicted)\(hidden)
                """,
            tables: [lines, corners, above, candidates].filter { !$0.isEmpty },
            commands: """
                \(canvas.setting)
                \(names.labels.map(canvas.commands).joined(separator: "\n"))
                plot '\(lines.path)' using 1:2:($3-$1):($4-$2) with vectors nohead linewidth 1.3 linecolor rgb '\(FigureStyle.black)' notitle, \\
                  \((points + [
                    "'\(corners.path)' using 5:\(y) with points pointtype 7 pointsize 0.9 linecolor rgb '\(FigureStyle.blue)' title 'on the hull'",
                ] + hover).joined(separator: ", \\\n  "))
                """)
    }

    private static func table(
        _ kind: String, _ name: String, _ entries: [PhaseDiagram.Entry], _ diagram: PhaseDiagram, _ frame: CompositionFrame
    ) -> DataTable {
        DataTable(
            name: "\(name)-\(kind)", columns: ["material_id", "formula", "e_above_hull", "formation_energy_per_atom", "x", "y"],
            rows: entries.map { entry in
                let place = frame.place(of: entry.composition)
                let above = (try? diagram.energyAboveHull(entry.composition, energy: entry.energy)).map { TableText.field($0) } ?? ""
                return [entry.id, entry.composition.writtenFormula, above] + [entry.energy, place.x, place.y].map { TableText.field($0) }
            })
    }

    /// Each pair of phases that share a facet, once.
    private static func tieLines(_ name: String, _ diagram: PhaseDiagram, _ frame: CompositionFrame) -> DataTable {
        var seen: Set<Set<PhaseDiagram.Entry>> = []
        var rows: [[String]] = []
        for facet in diagram.facets {
            for (index, one) in facet.enumerated() {
                for other in facet[(index + 1)...] where seen.insert([one, other]).inserted {
                    rows.append([one, other].flatMap { entry -> [String] in
                        let place = frame.place(of: entry.composition)
                        return [place.x, frame.elements.count == 2 ? entry.energy : place.y].map { TableText.field($0) }
                    } + [one.id, other.id])
                }
            }
        }
        return DataTable(name: "\(name)-tie-lines", columns: ["from_x", "from_y", "to_x", "to_y", "from", "to"], rows: rows)
    }
}

/// The region that is drawn, with margins and ranges that are fixed, so that the place of each point is known before gnuplot draws it.
private struct Canvas {
    private let frame: CompositionFrame
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>
    /// In SVG units.
    let width: Double
    let height: Double
    private let left: Double
    private let bottom: Double

    init(_ frame: CompositionFrame, lowest: Double) {
        self.frame = frame
        if frame.elements.count == 2 {
            (x, y) = (-0.03...1.03, (1.15 * min(lowest, -0.05))...max(-0.4 * lowest, 0.1))
            // Eight letters and three lines, which is how gnuplot must be told where axes have names.
            (left, bottom, width, height) = (84, 67.5, 382, 284.5)
        } else {
            // 320 units for a length of one, along both axes.
            (x, y) = (-0.12...1.12, -0.1...0.98)
            (left, bottom, width, height) = (41.6, 8, 396.8, 345.6)
        }
    }

    func place(of entry: PhaseDiagram.Entry) -> LabelPlacement.Place {
        let place = frame.place(of: entry.composition)
        return LabelPlacement.Place(
            x: (place.x - x.lowerBound) / (x.upperBound - x.lowerBound) * width,
            y: ((frame.elements.count == 2 ? entry.energy : place.y) - y.lowerBound) / (y.upperBound - y.lowerBound) * height)
    }

    /// Some places on the lines between phases that coexist.
    func places(along facet: [PhaseDiagram.Entry]) -> [LabelPlacement.Place] {
        facet.indices.dropLast().flatMap { first in
            facet[(first + 1)...].flatMap { other -> [LabelPlacement.Place] in
                let (one, other) = (place(of: facet[first]), place(of: other))
                let steps = max(Int(hypot(other.x - one.x, other.y - one.y) / 8), 1)
                return (0...steps).map { step in
                    let share = Double(step) / Double(steps)
                    return LabelPlacement.Place(x: one.x + share * (other.x - one.x), y: one.y + share * (other.y - one.y))
                }
            }
        }
    }

    /// A text, and the line that leads to it.
    func commands(_ label: LabelPlacement.Label) -> String {
        func at(_ place: LabelPlacement.Place) -> String { "graph \(place.x / width), graph \(place.y / height)" }
        // A formula has no quotes.
        let text = "set label '\(label.name)' at \(at(label.centre)) center font ',11' noenhanced front"
        guard let end = label.leaderEnd else { return text }
        return text + "\nset arrow from \(at(label.point)) to \(at(end)) nohead linewidth 0.8 linecolor rgb '\(FigureStyle.grey)'"
    }

    var setting: String {
        let isBinary = frame.elements.count == 2
        let near = isBinary ? "set lmargin 8\nset bmargin 3" : "set lmargin at screen \(left / 480)\nset bmargin at screen \(bottom / 400)"
        let far = "set rmargin at screen \((left + width) / 480)\nset tmargin at screen \((bottom + height) / 400)\n"
        let ranges = "set xrange [\(x.lowerBound):\(x.upperBound)]\nset yrange [\(y.lowerBound):\(y.upperBound)]\n"
        let axes =
            isBinary
            ? """
            set xlabel \(FigureStyle.quoted("share of \(frame.elements[1].symbol) in \(frame.elements.map(\.symbol).joined(separator: "–"))"))
            set ylabel 'formation energy (eV/atom)'
            """ : "unset border\nunset tics\nunset grid"
        return near + "\n" + far + ranges + axes
    }
}

/// Where compositions lie: on a line between two elements, or in the triangle of three.
private struct CompositionFrame {
    /// Left, right and, of three, top.
    let elements: [Element]

    func place(of composition: Composition) -> (x: Double, y: Double) {
        let total = composition.total
        let right = composition[elements[1]] / total
        guard elements.count == 3 else { return (right, 0) }
        let top = composition[elements[2]] / total
        return (right + top / 2, top * 0.75.squareRoot())
    }
}
