import Foundation
import TestSupport
import Testing

/// Whole chemical systems left out of training, and ranked.
@Suite struct SystemReportTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ words: [String]) throws -> ProgramRun {
        let run = try ProgramRun("covey", words)
        #expect(run.status == 0, "covey \(words.joined(separator: " ")): \(run.errors)")
        return run
    }

    /// From a table of compositions to the table of systems.
    @Test func systemsAreLeftOutPredictedAndRanked() throws {
        let others = ["Na", "K", "Rb", "Cs", "Mg", "Ca"]
        var rows = "material_id,formula,formation_energy_per_atom\n"
        for (place, element) in others.enumerated() {
            for oxygen in 1...4 {
                rows += "b-\(place)-\(oxygen),\(element)O\(oxygen),\(-0.1 * Double(place + oxygen))\n"
                rows += "t-\(place)-\(oxygen),\(element)LiO\(oxygen),\(-0.15 * Double(place + oxygen))\n"
            }
        }
        let (table, data, runDirectory) = (try directory.write(rows, to: "in.csv"), directory.file("data.h5"), directory.file("run"))
        _ = try run(["featurise", table, "--target", "formation_energy_per_atom:eV/atom", "--out", data])
        _ = try run([
            "train", data, "--target", "formation_energy_per_atom", "--members", "2", "--epochs", "1", "--split", "systems:Na-O-Li,K-Li-O",
            "--out", runDirectory,
        ])
        let again = directory.file("again.csv")
        _ = try run(["predict", runDirectory, data, "--out", again])
        #expect(try bytes(of: again) == bytes(of: "\(runDirectory)/predictions.csv"))

        let page = directory.file("page")
        _ = try run(["report", runDirectory, "--known", data, "--by-system", "--out", page])
        let lines = try String(contentsOfFile: "\(page)/tables/chemical-systems.csv", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("all systems,8,") && lines[2].hasPrefix("K-Li-O,4,") && lines[3].hasPrefix("Li-Na-O,4,"))
        let html = try String(contentsOfFile: "\(page)/index.html", encoding: .utf8)
        #expect(html.contains("hull of 40 known phases of \(data) without the 8 that are candidates"))
        #expect(html.contains("id=\"figure-systems-enrichment-30\""))

        let distances = try ProgramRun("covey", ["report", runDirectory, "--hull-distance", "x", "--by-system", "--out", page])
        #expect(distances.status == 64 && distances.errors.contains("--by-system builds hulls of its own"))
    }
}
