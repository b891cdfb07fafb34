import Datasets
import Foundation
import Materials
import TestSupport
import Testing

/// `covey generate`, and `covey prospect` with a generator: what is written depends on neither ranks nor chunks and fulfils what was asked for.
@Suite struct GenerateTests {
    private let directory: TemporaryDirectory
    private let run: String

    /// A generator of the smallest sizes that has learnt little.
    init() throws {
        directory = try TemporaryDirectory()
        run = directory.file("run")
        let data = try directory.sandboxData(materials: 60)
        let training = try ProgramRun(
            "covey",
            ["train", data, "--model", "wyckoff-transformer", "--members", "2", "--epochs", "2", "--out", run]
                + ["width=16", "heads=1", "layers=1", "inner=16", "output=16"].flatMap { ["--set", "model.\($0)"] })
        #expect(training.status == 0, "\(training.errors)")
    }

    private func generate(_ out: String, _ more: [String], ranks: Int? = nil) throws -> ProgramRun {
        try ProgramRun("covey", ["generate", run, "--out", directory.file(out)] + more, ranks: ranks)
    }

    /// A row for each material, by the names of the columns.
    private func rows(_ out: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: directory.file(out), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    @Test func aLibraryIsTheSameOnAnyNumberOfRanks() throws {
        let alone = try generate("alone.csv", ["--number", "520"])
        #expect(alone.status == 0, "\(alone.errors)")
        #expect(alone.output.contains("made 520 materials in "))
        let shared = try generate("shared.csv", ["--number", "520"], ranks: 3)
        #expect(shared.status == 0, "\(shared.errors)")
        #expect(try bytes(of: directory.file("alone.csv")) == bytes(of: directory.file("shared.csv")))
        let rows = try rows("alone.csv")
        #expect(rows.map { $0["candidate_id"] } == (0..<520).map { "gen-1-\($0)" })
        var copies: [String: Int] = [:]
        for row in rows { copies[row["label"] ?? "", default: 0] += 1 }
        for row in rows {
            let material = try Protostructure(label: row["label"] ?? "")
            #expect(material.label == row["label"] && material.siteCount <= 64)
            #expect(row["copies"] == copies[material.label].map { "\($0)" })
            let parts = ["group", "elements", "symmetries", "positions"].compactMap { Double(row["nats_\($0)"] ?? "") }
            #expect(abs(parts.reduce(0, +) - (Double(row["nats"] ?? "") ?? 0)) < 1e-4 && parts.count == 4)
        }
        // Fewer are the first of more, and what is known is left out.
        let few = try generate("few.h5", ["--number", "100", "--distinct"])
        #expect(few.status == 0, "\(few.errors)")
        let library = try Dataset(path: directory.file("few.h5"))
        let labels = (0..<library.count).map(library.label)
        #expect(Set(labels).count == labels.count && Set(labels) == Set(rows.prefix(100).compactMap { $0["label"] }))
        let rest = try generate("rest.csv", ["--number", "520", "--unlike", directory.file("few.h5")])
        #expect(rest.status == 0, "\(rest.errors)")
        #expect(rest.output.contains("are known in \(directory.file("few.h5")) and left out"))
        let known = Set(labels)
        #expect(try self.rows("rest.csv").map { $0["label"] } == rows.map { $0["label"] }.filter { !known.contains($0 ?? "") })
    }

    @Test func conditionsHoldInEveryLine() throws {
        func materials(_ more: [String]) throws -> [Protostructure] {
            let made = try generate("made.csv", ["--number", "20"] + more)
            #expect(made.status == 0, "\(more): \(made.errors)")
            return try rows("made.csv").map { try Protostructure(label: $0["label"] ?? "") }
        }
        for material in try materials(["--formula", "LiFePO4", "--groups", "14,62-63"]) {
            #expect(material.composition.reducedFormula == "FeLiO4P")
            #expect([14, 62, 63].contains(material.spaceGroup))
        }
        for material in try materials(["--anonymous", "ABC3", "--require", "O", "--elements", "Li,Na,K,Ti,Nb,O", "--max-sites", "20"]) {
            #expect(material.anonymousFormula.filter { $0.isNumber }.count <= 1 && material.elements.map(\.symbol).contains("O"))
            #expect(material.composition.anonymousFormula == "ABC3" && material.siteCount <= 20)
        }
        for material in try materials(["--containing", "225: Na a, Cl b", "--number-of-elements", "3", "--sites", "3-5"]) {
            #expect(material.spaceGroup == 225 && material.elements.count == 3 && (3...5).contains(material.positions.count))
            #expect(Set(material.elements.map(\.symbol)).isSuperset(of: ["Na", "Cl"]))
        }
        for material in try materials(["--primitive-cell", "Ti:2,O:4"]) { #expect(material.siteCount == 6) }
    }

    @Test func whatCannotBeIsRefusedBeforeAnyWork() throws {
        func refusal(_ more: [String], status: Int32) throws -> String {
            let run = try generate("none.csv", more)
            #expect(run.status == status, "\(run.errors)")
            return run.errors
        }
        let number = ["--number", "5"]
        #expect(try refusal(number + ["--groups", "227", "--formula", "NaCl", "--max-sites", "3"], status: 65).contains("without --max-sites (3) group"))
        #expect(try refusal(number + ["--require", "O", "--exclude-elements", "O"], status: 65).contains("without --require"))
        #expect(try refusal(number + ["--containing", "225: Na q"], status: 64).contains("'q' is no position of group 225"))
        #expect(try refusal(number + ["--anonymous", "ABx"], status: 64).contains("as in ABC3"))
        #expect(try refusal([], status: 64).contains("--number is missing"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("none.csv")))
    }

    @Test func prospectingScreensWhatAGeneratorWrites() throws {
        let training = try ProgramRun(
            "covey",
            ["train", directory.file("data.h5"), "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "1", "--out", directory.file("wren")]
                + ["model.trunk=16", "model.output=8", "model.layers=1", "model.heads=1"].flatMap { ["--set", $0] })
        #expect(training.status == 0, "\(training.errors)")
        let none = try ProgramRun("covey", ["generate", directory.file("wren"), "--number", "5", "--out", directory.file("none.csv")])
        #expect(none.status == 65 && none.errors.contains("which writes no materials"), "\(none.errors)")
        func prospect(_ out: String, ranks: Int?) throws -> ProgramRun {
            try ProgramRun(
                "covey",
                ["prospect", directory.file("data.h5"), "--source", "generator:\(run)", "--number", "300", "--require", "O", "--seed", "4", "--ensemble"]
                    + [directory.file("wren"), "--keep", "40", "--flagged", "keep", "--out", directory.file(out)], ranks: ranks)
        }
        let alone = try prospect("alone", ranks: nil)
        #expect(alone.status == 0, "\(alone.errors)")
        let shared = try prospect("shared", ranks: 2)
        #expect(shared.status == 0, "\(shared.errors)")
        #expect(try bytes(of: directory.file("alone/candidates.csv")) == bytes(of: directory.file("shared/candidates.csv")))
        let candidates = try rows("alone/candidates.csv")
        #expect(candidates.count == 40)
        // The same numbers are the same materials as a library has them.
        let library = try generate("library.csv", ["--number", "300", "--require", "O", "--seed", "4"])
        #expect(library.status == 0, "\(library.errors)")
        let labels = Dictionary(uniqueKeysWithValues: try rows("library.csv").map { ($0["candidate_id"] ?? "", $0["label"] ?? "") })
        for candidate in candidates {
            #expect(candidate["label"] == labels[candidate["candidate_id"] ?? ""] && candidate["rule"] == "generated")
        }
    }
}
