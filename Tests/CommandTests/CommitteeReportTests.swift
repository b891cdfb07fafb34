import Foundation
import TestSupport
import Testing

/// `covey report --committee` on prediction files.
@Suite struct CommitteeReportTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func report(_ words: [String], to out: String = "page") throws -> (run: ProgramRun, subjects: [[String: Any]]) {
        let run = try ProgramRun("covey", ["report"] + words + ["--out", directory.file(out)], variables: ["PATH": "/nowhere"])
        guard run.status == 0 else { return (run, []) }
        let metrics = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: directory.file("\(out)/metrics.json"))))
        return (run, (metrics as? [String: Any])?["subjects"] as? [[String: Any]] ?? [])
    }

    /// Twenty validation and four test materials, NaCl at −2 and above; errors of the first are of one sign, those of the second of the other.
    private func predictions(_ name: String, error: Double, deviation: Double, reversed: Bool = false) throws -> String {
        let rows = (0..<24).map { row in
            let target = -2 + 0.1 * Double(row % 4)
            return "m\(row),\(row < 20 ? "validation" : "test"),\(target),\(target + error * (row % 2 == 0 ? 1 : 0.5)),0.01,0,\(deviation),NaCl"
        }
        let header = "material_id,split,target,prediction,epistemic,aleatoric,total,formula"
        return try directory.write(([header] + (reversed ? rows.reversed() : rows)).joined(separator: "\n") + "\n", to: name)
    }

    @Test func aCommitteeHasARowOfItsOwnAndAFileThatIsReadAgain() throws {
        let one = try predictions("one.csv", error: 0.2, deviation: 0.01)
        let two = try predictions("two.csv", error: -0.1, deviation: 0.01, reversed: true)
        let known = try directory.write("material_id,formula,formation_energy_per_atom\nk,NaCl,-1.9\n", to: "known.csv")
        let (run, subjects) = try report([one, two, "--committee", "--known", known, "--unit", "eV/atom"])
        #expect(run.status == 0 && subjects.count == 3, "\(run.errors)")
        #expect(run.output.contains("24 materials by the committee of one 0.500, two 0.500"))
        let committee = try #require(subjects[2]["committee"] as? [String: Any])
        let gains = try #require(committee["gains"] as? [[String: Any]])
        // Of the test materials |e| are 0.2, 0.1, … and 0.1, 0.05, …; of their mean 0.05, 0.025, ….
        let mae = try #require(gains.first { $0["measure"] as? String == "mae" })
        #expect(abs((mae["committee"] as? Double ?? 0) - 0.0375) < 1e-9 && abs((mae["over_best"] as? Double ?? 0) - 0.0375) < 1e-9)
        #expect(mae["best"] as? String == "two" && (committee["correlations"] as? [[Double]])?[0][1] ?? 0 < -0.99)
        // True ΔE are −0.1, 0, 0.1, 0.2; one adds 0.2, 0.1, 0.2, 0.1, and two takes half of that away.
        let discovery = try #require(subjects[2]["discovery"] as? [String: Any])
        let selection = try #require(discovery["selection"] as? [[String: Any]])
        #expect(selection.map { $0["chooser"] as? String } == ["one", "two", "mean", "at_least_1", "at_least_2"])
        #expect(selection.map { $0["chosen"] as? Int } == [0, 3, 1, 3, 0])
        let scores = try #require(discovery["scores"] as? [[String: Any]])
        #expect(Set(scores.compactMap { $0["criterion"] as? String }).count == 4)
        let candidates = try String(contentsOfFile: directory.file("page/tables/3-candidates.csv"), encoding: .utf8)
        #expect(candidates.hasPrefix("material_id,rank,"))
        #expect(candidates.contains(",say_stable,e_above_hull_by_one,deviation_by_one,e_above_hull_by_two,"))
        #expect(try String(contentsOfFile: directory.file("page/tables/comparison.csv"), encoding: .utf8).contains("\ncommittee,test,2,4,0.037"))
        // Its own predictions are read like any others, and know their parts.
        let again = try report([directory.file("page/predictions.csv"), "--known", known], to: "again")
        #expect(again.run.status == 0, "\(again.run.errors)")
        let read = try #require((again.subjects.first?["discovery"] as? [String: Any])?["selection"] as? [[String: Any]])
        #expect(read.map { $0["chosen"] as? Int } == [0, 3, 1, 3, 0])
        #expect(again.subjects.first?["recalibration"] is [String: Any])
    }

    @Test func weightsAreChosenOrGiven() throws {
        let (one, two) = (try predictions("one.csv", error: 0.2, deviation: 0.01), try predictions("two.csv", error: -0.1, deviation: 0.01))
        let chosen = try report([one, two, "--committee", "--committee-weights", "validation"])
        // Errors are in a ratio of 2 to −1: a third and two thirds cancel them.
        #expect(chosen.run.output.contains("by the committee of one 0.333, two 0.667"), "\(chosen.run.errors)")
        let parts = (chosen.subjects.last?["committee"] as? [String: Any])
        #expect(parts?["rule"] as? String == "validation" && parts?["fitted_rows"] as? Int == 20)
        let given = try report([one, two, "--committee", "--committee-weights", "1,3"])
        #expect(given.run.output.contains("one 0.250, two 0.750"))
    }

    @Test func mistakes() throws {
        let one = try predictions("one.csv", error: 0.2, deviation: 0.01)
        let other = try predictions("other.csv", error: 0.1, deviation: 0.01)
        let few = try directory.write("material_id,split,target,prediction,epistemic,aleatoric,total\nm20,test,-2,1,0,0,0\n", to: "few.csv")
        let strange = try directory.write("material_id,split,target,prediction,epistemic,aleatoric,total\nm20,test,-1,1,0,0,0\n", to: "strange.csv")
        let words = ["--committee-weights", "validation"]
        for (given, status, reason) in [
            ([one, "--committee"], Int32(64), "there is one, \(one)"), ([one, one, "--committee"], 64, "is named once"),
            ([one, other] + words, 64, "--committee-weights belongs to --committee"),
            ([one, other, "--committee", "--committee-weights", "1"], 64, "a number for each of the 2 parts"),
            ([one, few, "--committee"] + words, 65, "there are 0. Single runs have them"),
            ([one, strange, "--committee"], 65, "the true value of m20 is -2.0 in one and -1.0 in strange"),
        ] {
            let run = try report(given).run
            #expect(run.status == status && run.errors.contains(reason), "\(run.status) \(run.errors)")
        }
        // What only one of them has is counted and named.
        let run = try report([one, few, "--committee"]).run
        #expect(run.status == 0 && run.errors.contains("23 of 24 materials are left out of the committee"), "\(run.errors)")
        #expect(run.errors.contains("m0: not in few (23 rows)"))
    }
}
