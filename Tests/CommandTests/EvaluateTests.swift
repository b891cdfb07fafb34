import Foundation
import TestSupport
import Testing

/// `covey evaluate` as people call it.
@Suite struct EvaluateTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// The parts of `scores.json` that are looked at.
    private struct Scores: Decodable {
        struct Subject: Decodable { let name: String, rows: Int, invalid: Int }
        struct Round: Decodable {
            struct Named: Decodable { let name: String, scores: [String: Double] }
            struct OverDraws: Decodable { let mean: Double, deviation: Double? }
            let number: Int, samples: [Named], perfect_sampler: [String: OverDraws], held_out: [String: Double]
        }
        let format: String, training: Int, held_out: Int, subjects: [Subject], scores: [Round]
    }

    /// A library, its table and rows of sites stand beside each other, and the first two are the same.
    @Test func severalFilesOfSamples() throws {
        let data = try directory.sandboxData(materials: 60)
        let (library, table) = (directory.file("library.h5"), directory.file("table.csv"))
        for out in [library, table] {
            let words = ["enumerate", "--system", "Na-Cl", "--groups", "221,225", "--max-atoms", "4", "--out", out]
            #expect(try ProgramRun("covey", words).status == 0)
        }
        let sites = try directory.write(
            "id,space_group,elements,letters,nats\n" + (0..<20).map { "\($0),225,Na Cl,\($0 == 3 ? "a a" : "a b"),\($0)\n" }.joined(),
            to: "sites.csv")
        let out = directory.file("out")
        let words = ["evaluate", library, table, sites, data, "--split", "random:0.6,0.1,0.3", "--number", "5,8", "--seed", "3", "--out"]
        let run = try ProgramRun("covey", words + [out])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("wrote \(out): index.html") && run.output.contains("space_groups_chi2"), "\(run.output)")
        #expect(run.errors.contains("sites.csv: 1 of 20 rows can be no material: 3: "), "\(run.errors)")
        let scores = try JSONDecoder().decode(Scores.self, from: try Data(contentsOf: URL(fileURLWithPath: "\(out)/scores.json")))
        #expect(scores.format == "covey-sample-scores" && scores.scores.map(\.number) == [5, 8])
        #expect(scores.subjects.map(\.name) == ["library", "table", "sites"] && scores.subjects.map(\.invalid) == [0, 0, 1])
        for round in scores.scores {
            let samples = round.samples.map(\.scores)
            #expect(samples[0] == samples[1].filter { $0.key != "formally_valid" } && samples[1]["formally_valid"] == 1)
            #expect(samples[2]["formally_valid"] == 0.95 && samples[2]["unique"] == 1 / Double(round.number) && samples[2]["mean_nats"] != nil)
            #expect(round.perfect_sampler["space_groups_chi2"]?.deviation != nil && round.held_out["novel"] != nil)
        }
        let csv = try String(contentsOfFile: "\(out)/scores.csv", encoding: .utf8)
        #expect(csv.hasPrefix("number,score,library,table,sites,perfect_sampler,perfect_sampler_deviation,held_out\n5,formally_valid,,1,0.95,,,\n"))
        let page = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
        for text in [
            "8 samples beside 8 held-out materials", "sites: the most surprising", "sites: what came most often", "1 of 20 rows can be no material",
        ] { #expect(page.contains(text), "\(text)") }
        let again = directory.file("again")
        #expect(try ProgramRun("covey", words + [again]).status == 0)
        for file in ["scores.json", "scores.csv", "index.html"] {
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(out)/\(file)")) == Data(contentsOf: URL(fileURLWithPath: "\(again)/\(file)")))
        }
    }

    @Test func mistakes() throws {
        let rows = ["Cl-Na", "Br-Na", "Cl-K"].map { "\($0),AB_cF8_225_a_b:\($0)\n" }
        let table = try directory.write("id,protostructure\n" + rows.joined(), to: "table.csv")
        let (data, formulae) = (directory.file("data.h5"), directory.file("formulae.h5"))
        #expect(try ProgramRun("covey", ["featurise", table, "--protostructure", "protostructure", "--out", data]).status == 0)
        let list = try directory.write("id,formula\na,NaCl\nb,KCl\nc,KBr\n", to: "list.csv")
        #expect(try ProgramRun("covey", ["featurise", list, "--out", formulae]).status == 0)
        let bad = try directory.write("space_group,elements,letters\n225,Na Cl,a a\n", to: "bad.csv")
        let (out, split) = (directory.file("out"), ["--split", "random:0.34,0.33,0.33"])
        for (words, status, reason) in [
            ([data, "--out", out], Int32(64), "expected files of samples and then a data set"),
            ([table, data], 64, "--out is missing"), ([table, "/nowhere.h5", "--out", out], 66, "/nowhere.h5"),
            ([table, data, "--out", out, "--number", "0"], 64, "--number is 0"),
            ([table, data, "--out", table + "/out"], 74, "a directory is needed"),
            ([table, data, "--out", out, "--number", "2"] + split, 64, "--number 1 is the most that all have"),
            ([table, formulae, "--out", out] + split, 65, "compositions have no Wyckoff positions"),
            ([list, data, "--out", out] + split, 65, "compositions have no Wyckoff positions"),
            ([bad, data, "--out", out] + split, 65, "there is no possible material in this file"),
            ([table, data, "--out", out, "--split", "random:0.5"], 64, "expected three fractions"),
            ([table, data, "--out", out, "--charge-neutral", list] + split, 65, list),
        ] {
            let run = try ProgramRun("covey", ["evaluate"] + words)
            #expect(run.status == status && run.errors.contains(reason), "\(words): \(run.status) \(run.errors)")
        }
    }
}
