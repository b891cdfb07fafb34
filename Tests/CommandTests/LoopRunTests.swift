import Foundation
import Materials
import TestSupport
import Testing

/// `covey loop` from its file to its page: on any number of ranks, killed at any moment, with every oracle.
@Suite(.serialized) struct LoopRunTests {
    private let directory: TemporaryDirectory
    private let train = "{members: 2, epochs: 2, batch: 16, set: ['model.layers=1', 'model.heads=1', 'model.trunk=32', 'model.output=16']}"

    /// A sandbox of 90, of which 40 are known and 50 candidates.
    init() throws {
        directory = try TemporaryDirectory()
        let sandbox = try ProgramRun("covey", ["sandbox", "--out", directory.path, "--materials", "90"])
        #expect(sandbox.status == 0, "\(sandbox.errors)")
        var table = try TableReader(path: directory.file("sandbox.csv"))
        var texts = [TableText.line(table.header + ["batch"]), TableText.line(table.header + ["batch"])]
        var fields = TableRow()
        while try table.next(into: &fields) {
            let row = try (0..<fields.count).map { try #require(fields.text($0)) }
            texts[table.row % 9 < 4 ? 0 : 1] += TableText.line(row + ["\(table.row % 2 + 1)"])
        }
        for (name, text) in zip(["known", "pool"], texts) {
            let path = try directory.write(text, to: "\(name).csv")
            let words = [
                "featurise", path, "--structure", "cif", "--id", "material_id", "--target", "formation_energy_per_atom:eV/atom", "--keep",
                "batch", "--duplicates", "all",
            ] + (name == "known" ? ["--keep-structures"] : [])
            let run = try ProgramRun("covey", words + ["--out", directory.file("\(name).h5")])
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    private func loop(
        _ out: String, _ text: String, _ more: [String] = [], ranks: Int? = nil, status: Int32 = 0,
        meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws -> ProgramRun {
        let data = "known: '\(directory.file("known.h5"))', pool: '\(directory.file("pool.h5"))'"
        let path = try directory.write("{\(data), train: \(train), \(text)}", to: "\(out).json5")
        let run = try ProgramRun("covey", ["loop", path, "--out", directory.file(out)] + more, ranks: ranks, meanwhile: meanwhile)
        #expect(run.status == status, "covey loop \(text): \(run.status) \(run.errors)")
        return run
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: directory.file(path), encoding: .utf8) }

    private func rows(_ path: String) throws -> [[Substring]] {
        try text(path).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func expectSame(_ one: String, _ other: String, in files: [String]) throws {
        for file in files {
            #expect(try bytes(of: directory.file("\(one)/\(file)")) == (try bytes(of: directory.file("\(other)/\(file)"))), "\(file)")
        }
    }

    private static let files =
        (0..<3).flatMap { round in
            ["candidates.csv", "answers.csv", "summary.csv", "data.h5", "train/predictions.csv", "add.done"].map {
                "round-00\(round)/\($0)"
            }
        } + ["report/tables/found.csv", "report/tables/rounds.csv"]

    /// The same bytes on one rank and on two, and when it is killed again and again.
    @Test func aKilledLoopEndsInTheSameBytes() throws {
        let text = "oracle: 'replay', strategy: 'thompson', budget: 6, rounds: 3, perComposition: 1"
        let whole = try loop("whole", text)
        #expect(whole.output.contains("stable materials are found") && whole.errors.contains("round 2: 6 answered"))
        let known = try rows("whole/round-002/summary.csv")
        #expect(known[1][known[0].firstIndex(of: "known_next") ?? 0] == "58")
        let chosen = try (0..<3).flatMap { try rows("whole/round-00\($0)/candidates.csv").dropFirst().map { $0[0] } }
        #expect(Set(chosen).count == 18)
        #expect(!FileManager.default.fileExists(atPath: directory.file("whole/round-000/train/checkpoints")))
        let again = try loop("whole", text, status: 64)
        #expect(again.errors.contains("holds a loop already; --resume goes on with it"))
        let other = try loop("whole", text.replacing("budget: 6", with: "budget: 7"), ["--resume"], status: 64)
        #expect(other.errors.contains("budget is 6 there and 7 here"))
        _ = try loop("whole", text, ["--resume"])

        for file in [
            "round-000/train/log.jsonl", "round-000/train.done", "round-001/choose.done", "round-001/answers.csv",
            "round-002/train/ensemble.h5",
        ] {
            let killed = try loop("cut", text, ["--resume"], status: 9) { process in
                let deadline = Date().addingTimeInterval(60)
                while Date() < deadline, !FileManager.default.fileExists(atPath: directory.file("cut/\(file)")) { usleep(500) }
                kill(process, SIGKILL)
            }
            #expect(!killed.output.contains("wrote"))
        }
        _ = try loop("cut", text, ["--resume"], ranks: 2)
        try expectSame("whole", "cut", in: Self.files)
        // A round more is a matter of that round alone.
        _ = try loop("cut", text.replacing("rounds: 3", with: "rounds: 4"), ["--resume"])
        try expectSame("whole", "cut", in: Self.files.filter { $0.hasPrefix("round") })
        #expect(try rows("cut/report/tables/rounds.csv").count == 5)
        let page = try self.text("whole/report/index.html")
        #expect(page.contains("figure-found-final") && page.contains("figure-regret") && page.contains("figure-calibration"))
    }

    /// A study: paths of one seed begin alike, warm training goes on from the round before, and a pool is used up.
    @Test func aStudyComparesStrategies() throws {
        let run = try loop(
            "study", "oracle: 'replay', strategy: ['pessimist', 'random'], training: 'warm', seeds: 2, budget: 20, rounds: 5")
        #expect(run.output.contains("random found") && run.output.contains("no candidate is left"))
        try expectSame("study/pessimist/seed-1", "study/random/seed-1", in: ["round-000/train/ensemble.h5"])
        #expect(
            try bytes(of: directory.file("study/random/seed-1/round-000/candidates.csv"))
                != (try bytes(of: directory.file("study/random/seed-2/round-000/candidates.csv"))))
        // All of the pool is computed in the end, in whatever order.
        let found = try rows("study/report/tables/found.csv")
        #expect(found.count == 3 && found[1][2] == "50" && found[1][3] == found[2][3] && found[1][8] == "0")
        let start = try ProgramRun("covey", ["inspect", directory.file("study/pessimist/seed-1/round-001/train")])
        #expect(start.status == 0, "\(start.errors)")
    }

    /// A command that fails for one candidate and forgets another, and one that fails altogether.
    @Test func aCommandIsAsked() throws {
        let script = try directory.write(
            """
            echo "candidate_id,formation_energy_per_atom,failure" > "$2.part"
            tail -n +2 "$1/candidates.csv" | cut -d, -f1 | awk 'NR == 1 { print $1 ",,not converged" } NR > 2 { print $1 ",-" NR "," }' >> "$2.part"
            mv "$2.part" "$2"
            """, to: "oracle.sh")
        let run = try loop("command", "oracle: {command: 'sh \(script)'}, budget: 5, rounds: 2", ranks: 2)
        #expect(run.errors.contains("3 answered, 2 failed"))
        let answers = try rows("command/round-000/answers.csv").dropFirst()
        #expect(answers.map { $0[2] } == ["not converged", "not answered", "", "", ""] && answers.last?[1] == "-5")
        let next = try rows("command/round-001/candidates.csv").dropFirst().map { $0[0] }
        #expect(Set(next).isDisjoint(with: answers.map { $0[0] }))
        let failed = try loop("failed", "oracle: {command: 'exit 3; true'}, budget: 5, rounds: 1", status: 65)
        #expect(failed.errors.contains("ended with status 3"))
        let later = try loop("failed", "oracle: {command: 'exit 3; true'}, budget: 5, rounds: 1", ["--resume"], status: 65)
        #expect(later.errors.contains("ended with status 3"))
        let silent = try loop("silent", "oracle: {command: 'true'}, budget: 5, rounds: 1", status: 65)
        #expect(silent.errors.contains("neither answers.csv nor answers.jsonl"))
    }

    /// People are waited for, and go on where they have answered.
    @Test func peopleAreWaitedFor() throws {
        let text = "oracle: 'manual', budget: 4, rounds: 2, structures: 'poscar'"
        let first = try loop("manual", text, status: 75)
        #expect(first.output.contains("manual/round-000/oracle/candidates.csv waits for energies"))
        _ = try loop("manual", text, ["--resume"], status: 75)
        let ids = try rows("manual/round-000/oracle/candidates.csv").dropFirst().map { $0[0] }
        let structures = try rows("manual/round-000/oracle/structures/index.csv").dropFirst()
        #expect(!structures.isEmpty && structures.allSatisfy { ids.contains($0[0]) })
        #expect(try self.text("manual/round-000/oracle/structures/\(structures.first?[1] ?? "")").contains("Direct"))
        let lines = (ids + ["stranger"]).map { "{\"candidate_id\": \"\($0)\", \"formation_energy_per_atom\": -1}\n" }.joined()
        _ = try directory.write(lines, to: "manual/round-000/oracle/answers.jsonl")
        let second = try loop("manual", text, ["--resume"], ranks: 2, status: 75)
        #expect(second.errors.contains("stranger") && second.output.contains("round-001/oracle/candidates.csv waits"))
        #expect(try rows("manual/round-000/answers.csv").dropFirst().allSatisfy { $0[1] == "-1" })
    }

    /// The sandbox's own model says nearly what its table says.
    @Test func theSandboxIsAsked() throws {
        _ = try loop("sandbox", "oracle: 'sandbox', budget: 8, rounds: 1, stopAbove: 5")
        let answers = try rows("sandbox/round-000/answers.csv").dropFirst()
        #expect(answers.count == 8 && answers.contains { $0[2].isEmpty })
        let words = try loop("words", "oracle: 'sandbox', structures: 'cif'", status: 64)
        #expect(words.errors.contains("the oracle sandbox looks at none"))
        let nothing = try loop("nothing", "oracle: 'sandbox', budget: 8, rounds: 1, stopAbove: -50")
        #expect(nothing.errors.contains("no candidate is left at or below -50 eV/atom"))
    }

    /// Batches that are given: each is screened, revealed, and learnt from, or not.
    @Test func batchesAreReplayed() throws {
        let run = try loop("batches", "oracle: 'replay', batches: 'batch', training: ['once', 'fresh']", ranks: 2)
        #expect(run.output.contains("over all batches"))
        let table = try rows("batches/report/tables/batches.csv")
        #expect(table.count == 1 + 2 * 2 * 2 && Set(table.dropFirst().map { $0[0] }) == ["once", "fresh"])
        #expect(table.dropFirst().reduce(0) { $0 + (Int($1[3]) ?? 0) } == 4 * 50)
        // The same materials, and the same truth, whichever ensemble has screened them.
        try expectSame("batches/once/seed-1", "batches/fresh/seed-1", in: ["round-001/answers.csv", "round-001/data.h5"])
        #expect(!FileManager.default.fileExists(atPath: directory.file("batches/once/seed-1/round-001/train")))
        #expect(
            try bytes(of: directory.file("batches/once/seed-1/round-001/candidates.csv"))
                != (try bytes(of: directory.file("batches/fresh/seed-1/round-001/candidates.csv"))))
    }

    @Test func whatCannotBeIsRefusedBeforeAnyWork() throws {
        func refusal(_ text: String, status: Int32 = 64) throws -> String { try loop("never", text, status: status).errors }
        #expect(try refusal("oracle: 'replay', kapa: 1").contains("kapa: there is no such key"))
        #expect(try refusal("oracle: 'replay', target: 'gap'").contains("gap"))
        #expect(try refusal("oracle: 'replay', batches: 'step'").contains("step"))
        #expect(try refusal("oracle: {replay: 'none.h5'}", status: 66).contains("none.h5"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("never")))
        let path = try directory.write(
            "{known: '\(directory.file("known.h5"))', pool: '\(directory.file("pool.h5"))', oracle: 'replay', train: {epocs: 3}}",
            to: "train.json5")
        let run = try ProgramRun("covey", ["loop", path, "--out", directory.file("never")])
        #expect(run.status == 64 && run.errors.contains("train.json5, train: --epocs"), "\(run.errors)")
    }
}
