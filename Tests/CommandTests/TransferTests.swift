import Datasets
import Ensembles
import Foundation
import Kernels
import Models
import Predictions
import TestSupport
import Testing

/// Members that begin with those of another ensemble.
@Suite struct TransferTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 60, targets: ["formation_energy_per_atom", "e_above_hull"])
        _ = try run(train("formation_energy_per_atom", to: "first", ["--members", "2", "--set", "model.layers=2", "--set", "model.trunk=16"]))
    }

    private func run(_ arguments: [String], ranks: Int? = nil, status: Int32 = 0) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks)
        #expect(run.status == status, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func train(_ target: String, to out: String, _ more: [String]) -> [String] {
        ["train", data, "--target", target, "--epochs", "2", "--batch", "16", "--out", directory.file(out)] + more
    }

    private func blocks(_ out: String, member: Int) throws -> [String: [Float]] {
        let ensemble = try Bundle.read(directory.file("\(out)/ensemble.h5"))
        let arrays = ensemble.members[member].weights.arrays
        return Dictionary(uniqueKeysWithValues: try arrays.map { ($0.name, try arrays.floats($0.name)) })
    }

    /// Materials that a run says it trains on.
    private func trained(_ run: ProgramRun) throws -> Int {
        let match = try #require(run.errors.firstMatch(of: /([0-9]+) to train on/))
        return try #require(Int(match.output.1))
    }

    /// The parts of the split that a table of predictions names.
    private func parts(_ file: String) throws -> [String] { try PredictionTable(readingFrom: directory.file(file)).splits }

    @Test func whatIsFrozenStaysAsItWasMemberByMember() throws {
        // Another seed, and so other materials to train on.
        let more = ["--members", "3", "--seed", "2", "--from", directory.file("first"), "--freeze", "message-passing"]
        let fine = try run(train("e_above_hull", to: "fine", more), ranks: 2)
        #expect(fine.errors.contains("begin with the weights of the ensemble"))
        for member in 0..<3 {
            // Three members begin with two.
            let (before, after) = (try blocks("first", member: member % 2), try blocks("fine", member: member))
            for (name, values) in after {
                let isFrozen = name.hasPrefix("embedding") || name.hasPrefix("layers")
                #expect((values == before[name]) == isFrozen, "\(name) of member \(member)")
            }
        }
        // What either training has met is known to both.
        let (first, both) = (try Bundle.read(directory.file("first/ensemble.h5")), try Bundle.read(directory.file("fine/ensemble.h5")))
        let (met, known) = (try #require(first.trained), try #require(both.trained))
        for (trait, digests) in met.digests { #expect(Set(digests).isSubset(of: known.digests[trait] ?? [])) }
        // The same on another number of ranks and shards, and the source counts.
        let hash = try #require(fine.output.firstMatch(of: /content hash [0-9a-f]{32}/)).output
        let again = try run(train("e_above_hull", to: "again", more + ["--shards", "2"]), ranks: 2)
        #expect(again.output.contains(hash))
        let fresh = try run(train("e_above_hull", to: "fine", ["--members", "3", "--resume"]), status: 64)
        #expect(fresh.errors.contains("from: the run has"))
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let wide = try run(
            train("e_above_hull", to: "wide", ["--from", directory.file("first"), "--set", "model.gate-width=32"]), status: 65)
        #expect(wide.errors.contains("layers.0.projection"))
        let shorter = try run(
            train("e_above_hull", to: "shorter", ["--from", directory.file("first"), "--set", "model.layers=1"]), status: 65)
        #expect(shorter.errors.contains("one without layers.1."))
        let twice = try run(train("e_above_hull", to: "twice", ["--target", "e_above_hull"]), status: 64)
        #expect(twice.errors.contains("--target e_above_hull is asked for twice"))
        let nobody = try run(train("e_above_hull", to: "nobody", ["--from", directory.file("none")]), status: 66)
        #expect(nobody.errors.contains("none"))
        // A loss with one output in place of two: the outputs begin anew, the rest is taken over.
        _ = try run(train("e_above_hull", to: "plain", ["--from", directory.file("first"), "--members", "1", "--loss", "l1"]))
    }

    @Test func excludedMaterialsAreNotMet() throws {
        let split = ["--members", "1", "--split", "random:0.8,0.1,0.1"]
        let all = try run(train("e_above_hull", to: "all", split))
        let count = try trained(all)
        let ids = try String(contentsOfFile: directory.file("first/predictions.csv"), encoding: .utf8).split(separator: "\n").dropFirst()
        try ids.prefix(20).joined(separator: "\n").write(toFile: directory.file("ids.csv"), atomically: true, encoding: .utf8)
        let some = try run(train("e_above_hull", to: "some", split + ["--exclude", directory.file("ids.csv")]))
        let rest = try trained(some)
        #expect(rest < count && rest >= count - 20)
        #expect(some.errors.contains("left out of training and validation: ") && some.errors.contains(" materials, by 20 ids"))
        // A table with a header: quoted fields, other columns, ids that nobody has.
        let named = ids.prefix(20).map { "x,\"\($0.prefix { $0 != "," })\"" }
        try (["note,material_id"] + named + ["x,nobody's"]).joined(separator: "\r\n").write(
            toFile: directory.file("table.csv"), atomically: true, encoding: .utf8)
        let same = try run(train("e_above_hull", to: "same", split + ["--exclude", directory.file("table.csv")]))
        #expect(try trained(same) == rest && same.errors.contains(" materials, by 21 ids"))
        // Which they were is known to nobody who predicts with the run, and so no part is named unless somebody does.
        let silent = try run(["predict", directory.file("some"), data, "--out", directory.file("silent.csv")])
        #expect(silent.errors.contains("left materials out of its split"))
        #expect(try Set(parts("silent.csv")) == ["new"])
        _ = try run(["predict", directory.file("some"), data, "--split", "random:0.8,0.1,0.1", "--out", directory.file("named.csv")])
        #expect(try Set(parts("named.csv")) == ["train", "validation", "test"])
        let none = try run(train("e_above_hull", to: "none", split + ["--exclude", data]), status: 65)
        #expect(none.errors.contains("nothing is left to train on"))
        try "somebody else's\n".write(toFile: directory.file("others.txt"), atomically: true, encoding: .utf8)
        let others = try run(train("e_above_hull", to: "others", split + ["--exclude", directory.file("others.txt")]), status: 65)
        #expect(others.errors.contains("none of the 1 ids"))
    }

    /// The same compositions under other names, in a data set of formulae alone.
    @Test func compositionsAreTheSameMaterialsUnderOtherIds() throws {
        let dataset = try Dataset(path: data)
        let met = Set((0..<8).map { dataset.formula($0) })
        let table = met.sorted().enumerated().map { "other-\($0),\($1),1" }
        try (["name,formula,e"] + table).joined(separator: "\n").write(toFile: directory.file("others.csv"), atomically: true, encoding: .utf8)
        let others = directory.file("others.h5")
        _ = try run([
            "featurise", directory.file("others.csv"), "--representation", "composition", "--id", "name", "--formula", "formula", "--target", "e",
            "--out", others,
        ])
        let split = ["--members", "1", "--split", "random:0.8,0.1,0.1", "--exclude", others]
        _ = try run(train("e_above_hull", to: "ids", split), status: 65)
        let rest = try run(train("e_above_hull", to: "rest", split + ["--exclude-by", "composition"]))
        #expect(rest.errors.contains(" materials, by \(met.count) compositions"))
        let seen = try #require(try Bundle.read(directory.file("rest/ensemble.h5")).trained?.columns(dataset, rows: Array(0..<8)).first)
        #expect(seen.values.allSatisfy { $0 == "0" })
        let alone = try run(train("e_above_hull", to: "alone", ["--exclude-by", "composition"]), status: 64)
        #expect(alone.errors.contains("how --exclude counts, which is missing"))
    }
}
