import Datasets
import Ensembles
import Foundation
import TestSupport
import Testing

/// Materials of which the target is not known: predicted, and never met.
@Suite struct UnknownTargetTests {
    @Test func whatIsNotKnownIsNotMet() throws {
        let directory = try TemporaryDirectory()
        _ = try directory.sandboxData(materials: 60)
        // The table's second half loses its energies.
        let lines = try String(contentsOfFile: directory.file("sandbox.csv"), encoding: .utf8)
        let energies = try column("formation_energy_per_atom", lines)
        let ids = try column("material_id", lines)
        let table = zip(ids, energies).enumerated().map { "\($1.0),\($0 < 30 ? $1.1 : "")" }
        let formulae = try Dataset(path: directory.file("data.h5"))
        let names = Dictionary(uniqueKeysWithValues: (0..<formulae.count).map { (formulae.id($0), formulae.formula($0)) })
        let rows = table.compactMap { row in names[String(row.prefix { $0 != "," })].map { "\(row),\($0)" } }
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

    /// A column of a table whose other columns may have anything in quotes.
    private func column(_ name: String, _ text: String) throws -> [String] {
        var rows: [[String]] = [[""]]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: rows[rows.count - 1].append("")
            case "\n" where !isQuoted: rows.append([""])
            default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
            }
        }
        let place = try #require(rows[0].firstIndex(of: name))
        return rows.dropFirst().filter { $0.count > place }.map { $0[place] }
    }
}
