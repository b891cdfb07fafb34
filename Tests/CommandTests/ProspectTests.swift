import Foundation
import TestSupport
import Testing

/// `covey prospect` from the command line: what it keeps depends on neither ranks nor interruptions.
@Suite struct ProspectTests {
    private let directory: TemporaryDirectory

    /// A small data set and an ensemble that has learnt little of it.
    init() throws {
        directory = try TemporaryDirectory()
        let data = try directory.sandboxData(materials: 60)
        let run = try ProgramRun(
            "covey",
            ["train", data, "--target", "formation_energy_per_atom", "--members", "2", "--epochs", "2", "--out", directory.file("run")]
                + ["model.trunk=16", "model.output=8", "model.layers=1", "model.heads=1"].flatMap { ["--set", $0] })
        #expect(run.status == 0, "\(run.errors)")
    }

    private func words(_ source: String, _ out: String, _ more: [String] = []) -> [String] {
        ["prospect", directory.file("data.h5"), "--ensemble", directory.file("run"), "--source", source, "--out", directory.file(out), "--keep", "50"] + more
    }

    private func prospect(_ source: String, _ out: String, _ more: [String] = [], ranks: Int? = nil) throws -> ProgramRun {
        try ProgramRun("covey", words(source, out, more), ranks: ranks)
    }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: directory.file(name), encoding: .utf8) }

    /// A row for each candidate, by the names of the columns.
    private func candidates(_ out: String) throws -> [[String: String]] {
        let lines = try text("\(out)/candidates.csv").split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    private func funnel(_ out: String) throws -> [String: Int] {
        let lines = try text("\(out)/funnel.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), Int($0[1]) ?? -1) })
    }

    @Test func substitutionsAreRankedAlikeOnAnyNumberOfRanks() throws {
        // Three chunks.
        let more = ["--draws", "200", "--within", "all", "--exclude-elements", "Cs,noble-gases", "--charge-neutral", "common", "--flagged", "keep"]
        let alone = try prospect("substitution", "alone", more + ["--library"])
        #expect(alone.status == 0, "\(alone.errors)")
        #expect(alone.output.contains("next: covey realise "))
        for ranks in [2, 4] {
            let shared = try prospect("substitution", "shared-\(ranks)", more, ranks: ranks)
            #expect(shared.status == 0, "\(shared.errors)")
            for file in ["candidates.csv", "funnel.csv", "report/index.html"] {
                // The page says whether there is a library.
                #expect(try text("alone/\(file)") == text("shared-\(ranks)/\(file)"))
            }
        }
        let rows = try candidates("alone")
        let known = try text("sandbox.csv")
        #expect(rows.count == 50)
        let scores = rows.compactMap { Double($0["score"] ?? "") }
        #expect(scores.count == 50 && zip(scores, scores.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(Set(rows.compactMap { $0["formula"] }).count == 50, "of one composition the best is kept")
        for row in rows {
            #expect(known.contains(try #require(row["parent"])), "a parent among the known")
            #expect(row["rule"]?.contains("→") == true && Double(row["probability"] ?? "") != nil)
            #expect(row["label"]?.contains("Cs") == false)
        }
        let steps = try funnel("alone")
        let order = ["proposed", "no two elements are one", "an element was replaced", "no excluded element", "charge-neutral", "not known yet", "not proposed before", "predicted"]
        let counts = order.compactMap { steps[$0] }
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(counts.last == steps["not proposed before"])
        let library = try FileManager.default.contentsOfDirectory(atPath: directory.file("alone/library")).sorted()
        #expect(library.count == 3)
        let lines = try library.reduce(0) { try $0 + text("alone/library/\($1)").split(separator: "\n").count - 1 }
        #expect(lines == steps["predicted"])
    }

    @Test func aTriageThatIsKilledOrStoppedEndsAsIfItHadNotBeen() throws {
        let more = ["--system", "Na-Cl", "--subsystems", "--max-atoms", "6", "--max-wyckoff", "6", "--checkpoint-every", "0.01s"]
        let whole = try prospect("enumeration", "whole", more)
        #expect(whole.status == 0, "\(whole.errors)")
        for (signal, ranks) in [(SIGKILL, nil), (SIGUSR1, 2)] as [(Int32, Int?)] {
            let out = "broken-\(signal)"
            let broken = try ProgramRun("covey", words("enumeration", out, more), ranks: ranks) { process in
                let shares = directory.file("\(out)/shares/rank-0.h5")
                let deadline = Date().addingTimeInterval(60)
                while !FileManager.default.fileExists(atPath: shares), Date() < deadline { usleep(2000) }
                kill(process, signal)
            }
            #expect(broken.status != 0, "it was to be met at work")
            if signal == SIGUSR1 { #expect(broken.status == 75 && broken.errors.contains("--resume to go on"), "\(broken.errors)") }
            #expect(!FileManager.default.fileExists(atPath: directory.file("\(out)/candidates.csv")))
            let again = try prospect("enumeration", out, more)
            #expect(again.status == 64 && again.errors.contains("holds a triage already"))
            let other = try prospect("enumeration", out, more + ["--kappa", "2", "--resume"])
            #expect(other.status == 64 && other.errors.contains("kappa: the triage has 1.0, asked for is 2.0"), "\(other.errors)")
            let resumed = try prospect("enumeration", out, more + ["--resume"], ranks: 3)
            #expect(resumed.status == 0, "\(resumed.errors)")
            for file in ["candidates.csv", "funnel.csv"] { #expect(try text("\(out)/\(file)") == text("whole/\(file)")) }
            #expect(!FileManager.default.fileExists(atPath: directory.file("\(out)/shares")))
        }
        let finished = try prospect("enumeration", "whole", more + ["--resume"])
        #expect(finished.status == 0 && finished.output.contains("is finished already"))
    }

    @Test func filesOfLabelsStructuresAndFormulae() throws {
        let list = try directory.write(
            "candidate_id,label\na,AB_cF8_225_a_b:Cl-Na\nb,AB_cF8_225_a_b:Br-K\nc,AB_cF8_225_b_a:Br-K\nd,AB_cF8_225_a_a:Br-K\n", to: "labels.csv")
        let labels = try prospect(list, "labels", ["--distinct", "label"])
        #expect(labels.status == 0, "\(labels.errors)")
        let steps = try funnel("labels")
        // One that no label is, and one under another origin.
        #expect(steps["proposed"] == 4 && steps["readable"] == 3 && steps["not proposed before"] == steps["not known yet"].map { $0 - 1 })
        let same = try prospect(directory.file("sandbox.csv"), "structures", ["--id", "material_id", "--structure", "cif"])
        #expect(same.status == 0, "\(same.errors)")
        #expect(try funnel("structures")["not known yet"] == 0, "what is known is not found again")
        #expect(try candidates("structures").isEmpty)
        let formulae = try directory.write("candidate_id,formula\na,NaCl\n", to: "formulae.csv")
        let wrong = try prospect(formulae, "formulae")
        #expect(wrong.status == 64 && wrong.errors.contains("the ensemble cannot predict these candidates"), "\(wrong.errors)")
    }

    @Test func mistakesAreFoundBeforeWork() throws {
        let cases: [([String], String)] = [
            (["--source", "substitution", "--system", "Na-Cl"], "--system belongs to --source enumeration"),
            (["--source", "enumeration", "--system", "Na-Cl", "--draws", "3"], "--draws belongs to --source substitution"),
            (["--source", "substitution", "--id", "x"], "--id and --structure name columns of a file"),
            (["--source", "substitution", "--target", "gap"], "the ensemble predicts formation_energy_per_atom"),
            (["--source", "substitution", "--exclude-elements", "metals"], "which is no element's symbol"),
            (["--source", "substitution", "--checkpoint-every", "3epochs"], "it must be a time"),
        ]
        for (more, message) in cases {
            let run = try ProgramRun(
                "covey", ["prospect", directory.file("data.h5"), "--ensemble", directory.file("run"), "--out", directory.file("wrong")] + more)
            #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: directory.file("wrong")))
        }
        let missing = try prospect(directory.file("nothing.csv"), "wrong")
        #expect(missing.status == 66)
    }

    /// Another ensemble of the same data asked beside the first: the score is the larger of the two, or that of their mean.
    @Test func severalEnsemblesAreAskedTogether() throws {
        let second = try ProgramRun(
            "covey",
            ["train", directory.file("data.h5"), "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "1"]
                + ["--out", directory.file("other")] + ["model.trunk=16", "model.output=8", "model.layers=1", "model.heads=1"].flatMap { ["--set", $0] })
        #expect(second.status == 0, "\(second.errors)")
        let more = ["--system", "Na-Cl", "--subsystems", "--max-atoms", "4", "--max-wyckoff", "4", "--flagged", "keep", "--keep", "100000"]
        let beside = ["--ensemble", directory.file("other")]
        let runs = [("one", [String]()), ("every", beside), ("mean", beside + ["--selection", "mean"])]
        for (name, words) in runs {
            let run = try ProgramRun(
                "covey",
                ["prospect", directory.file("data.h5"), "--ensemble", directory.file("run"), "--source", "enumeration", "--out", directory.file(name)]
                    + more + words)
            #expect(run.status == 0, "\(run.errors)")
        }
        let alone = try ProgramRun(
            "covey", ["prospect", directory.file("data.h5"), "--source", "enumeration", "--out", directory.file("two")] + more + beside)
        #expect(alone.status == 0, "\(alone.errors)")
        func column(_ name: String, of out: String) throws -> [String: Double] {
            Dictionary(uniqueKeysWithValues: try candidates(out).map { ($0["label"] ?? "", Double($0[name] ?? "") ?? .nan) })
        }
        let (one, two, every) = (try column("score", of: "one"), try column("score", of: "two"), try column("score", of: "every"))
        #expect(one.count > 20 && every.count == one.count)
        #expect(every.allSatisfy { $0.value == max(one[$0.key] ?? .nan, two[$0.key] ?? .nan) })
        let (first, other, mean) = (try column("prediction", of: "one"), try column("prediction", of: "two"), try column("prediction", of: "mean"))
        #expect(mean.allSatisfy { abs($0.value - ((first[$0.key] ?? .nan) + (other[$0.key] ?? .nan)) / 2) < 1e-9 })
        let single = try prospect("enumeration", "single", Array(more.dropLast(2)) + ["--selection", "mean"])
        #expect(single.status == 64 && single.errors.contains("--selection is of several ensembles"), "\(single.errors)")
    }
}
