import Datasets
import Ensembles
import Foundation
import Materials
import Predictions
import TestSupport
import Testing

/// Materials of which the target is not known: predicted, and never met.
@Suite struct UnknownTargetTests {
    @Test func whatIsNotKnownIsNotMet() throws {
        let directory = try TemporaryDirectory()
        try run(["sandbox", "--out", directory.path, "--materials", "60"])
        // The table's second half loses its energies.
        var table = try TableReader(path: directory.file("sandbox.csv"))
        let at = (id: try table.column("material_id"), formula: try table.column("formula"), e: try table.column("formation_energy_per_atom"))
        var (fields, rows) = (TableRow(), [String]())
        while try table.next(into: &fields) {
            let energy = rows.count < 30 ? fields.text(at.e) ?? "" : ""
            rows.append("\(fields.text(at.id) ?? ""),\(energy),\(fields.text(at.formula) ?? "")")
        }
        try (["material_id,e,formula"] + rows).joined(separator: "\n").write(toFile: directory.file("half.csv"), atomically: true, encoding: .utf8)
        try run(["featurise", directory.file("half.csv"), "--representation", "composition", "--target", "e", "--out", directory.file("half.h5")])
        let said = try run([
            "train", directory.file("half.h5"), "--target", "e", "--members", "1", "--set", "model.layers=1", "--set", "model.trunk=16",
            "--split", "random:0.8,0.1,0.1", "--out", directory.file("run"),
        ])

        let dataset = try Dataset(path: directory.file("half.h5"))
        let known = try dataset.target("e")
        let words = try #require(said.errors.firstMatch(of: /([0-9]+) to train on/))
        let count = try #require(Int(words.output.1))
        #expect(count < (0..<dataset.count).count(where: { !known[$0].isNaN }))
        let ensemble = try Bundle.read(directory.file("run/ensemble.h5"))
        let columns = try #require(ensemble.trained?.columns(dataset, rows: Array(0..<dataset.count)))
        let composition = try #require(columns.first { $0.name == "seen_composition" })
        #expect(Set((0..<dataset.count).filter { composition.values[$0] == "1" }.map { dataset.formula($0) }).count <= count)
        for row in 0..<dataset.count where known[row].isNaN {
            let alike = (0..<dataset.count).contains { !known[$0].isNaN && dataset.formula($0) == dataset.formula(row) }
            #expect(alike || composition.values[row] == "0", "\(dataset.id(row))")
        }
    }

    /// A small training set is met more often; so is a small part of a large one that the target is known of.
    @Test func epochsAreThoseOfWhatIsKnown() throws {
        let directory = try TemporaryDirectory()
        let rows = (0..<3000).map { "m\($0),Fe\($0 + 1)O\($0 % 7 + 1),\($0 % 20 == 0 ? "\($0 % 13)" : "")" }
        try (["material_id,formula,e"] + rows).joined(separator: "\n").write(toFile: directory.file("few.csv"), atomically: true, encoding: .utf8)
        try run(["featurise", directory.file("few.csv"), "--target", "e", "--out", directory.file("few.h5")])
        let plan = try run([
            "plan", directory.file("few.h5"), "--target", "e", "--measure", "0.1s", "--set", "model.layers=1", "--set", "model.trunk=16",
            "--split", "random:0.8,0.1,0.1",
        ])
        #expect(plan.errors.contains("each 250 epochs of 1"), "\(plan.errors)")
    }

    @discardableResult private func run(_ arguments: [String]) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments)
        #expect(run.status == 0, "\(run.errors)")
        return run
    }
}
