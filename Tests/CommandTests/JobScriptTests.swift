import Foundation
import TestSupport
import Testing

/// The scripts of Jobs/slurm with stand-ins for the programs that they call; `Tests/slurm` runs them with the real ones.
@Suite struct JobScriptTests {
    private let directory: TemporaryDirectory
    private let jobs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Jobs/slurm").path

    init() throws {
        directory = try TemporaryDirectory()
        try standIn("mpirun", "while [[ $1 = --* ]]; do shift 2; done; exec \"$@\"")
        try standIn("scontrol", "echo \"$*\" >>requeued")
    }

    /// A script that is found before the program of that name.
    private func standIn(_ name: String, _ lines: String) throws {
        let path = try directory.write("#!/bin/bash\n\(lines)\n", to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// Notes what it is called with; at its first call it does more, once the script listens to warnings.
    private func standInForCovey(_ first: String) throws {
        try standIn(
            "covey",
            """
            echo "$*" >>calls
            [ "$(wc -l <calls)" = 1 ] || exit 0
            until (( 0x$(awk '/^SigCgt/ { print $2 }' /proc/$PPID/status) & 0x200 )); do sleep 0.01; done
            \(first)
            """)
    }

    /// Runs a script in the directory, as job 7 of Slurm unless the variables say otherwise.
    private func run(_ script: String, _ variables: [String: String] = [:]) throws -> ProgramRun {
        let search = "\(directory.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let variables = ["PATH": search, "SLURM_JOB_ID": "7"].merging(variables) { $1 }
        return try ProgramRun("/usr/bin/env", ["--chdir", directory.path, "bash", script], variables: variables, limit: 60)
    }

    /// Lines that the stand-ins have left in a file.
    private func lines(_ name: String) -> [String] {
        ((try? String(contentsOfFile: directory.file(name), encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    @Test(arguments: [("ablation", 10), ("transfer", 4)]) func allIsTrainedAndCompared(script: String, trainings: Int) throws {
        try standInForCovey("true")
        let run = try run("\(jobs)/\(script).sbatch")
        #expect(run.status == 0 && lines("requeued").isEmpty, "\(run.errors)")
        let calls = lines("calls")
        #expect(calls.count == trainings + 1 && calls.dropLast().allSatisfy { $0.hasPrefix("train ") } && calls.last?.hasPrefix("report ") == true)
    }

    /// Unless it is asked for, the first training meets nothing of the second.
    @Test(arguments: [nil, "no"]) func whatIsFineTunedOnWasNotMetBefore(exclude: String?) throws {
        try standInForCovey("true")
        _ = try run("\(jobs)/transfer.sbatch", exclude.map { ["EXCLUDE": $0] } ?? [:])
        let first = try #require(lines("calls").first { $0.contains("train calculated.h5") })
        #expect(first.contains(" --exclude experiments.h5 --exclude-by composition ") == (exclude == nil), "\(first)")
    }

    /// The first training ends well though the warning came, or is killed by it; no other one begins.
    @Test(arguments: ["ablation", "transfer"], ["trap '' USR1; kill -USR1 $PPID; sleep 0.2", "kill -USR1 $PPID; exec sleep 60"])
    func aWarningThatNoTrainingHeedsEndsTheJob(script: String, training: String) throws {
        try standInForCovey(training)
        let run = try run("\(jobs)/\(script).sbatch")
        #expect(run.status == 75, "\(run.errors)")
        #expect(lines("calls").count == 1 && lines("requeued") == ["requeue 7"])
        // The same without Slurm, where there is no queue.
        for name in ["calls", "requeued"] { try FileManager.default.removeItem(atPath: directory.file(name)) }
        #expect(try self.run("\(jobs)/\(script).sbatch", ["SLURM_JOB_ID": ""]).status == 75)
        #expect(lines("calls").count == 1 && lines("requeued").isEmpty)
    }

    /// A warning that kills is one all the same; a death without a warning is a failure.
    @Test(arguments: ["ensemble", "hybrid", "sweep", "loop"], [true, false])
    func onlyWhatWasWarnedGoesBackIntoTheQueue(script: String, isWarned: Bool) throws {
        try standInForCovey(isWarned ? "kill -USR1 $PPID; exec sleep 60" : "kill -USR1 $$")
        let run = try run("\(jobs)/\(script).sbatch")
        #expect(run.status == (isWarned ? 75 : 138), "\(run.errors)")
        #expect(lines("requeued") == (isWarned ? ["requeue 7"] : []))
    }

    /// A launcher may lose the status of ranks that have stopped: what is not finished goes back all the same, and what is does not.
    @Test(arguments: [("ensemble", "run/ensemble.h5"), ("hybrid", "run/ensemble.h5"), ("sweep", "sweep/sweep.csv"), ("loop", "loop/loop.done")], [true, false])
    func aStatusThatWasLostIsMadeUpFor(script: (name: String, result: String), isFinished: Bool) throws {
        let result = isFinished ? "mkdir -p $(dirname \(script.result)); touch \(script.result)" : "true"
        try standInForCovey("trap '' USR1; kill -USR1 $PPID; sleep 0.2; \(result)")
        let run = try run("\(jobs)/\(script.name).sbatch")
        #expect(run.status == (isFinished ? 0 : 75), "\(run.errors)")
        #expect(lines("requeued") == (isFinished ? [] : ["requeue 7"]))
    }

    /// A loop whose oracle has not answered looks again later; one that has nothing to wait for does not.
    @Test(arguments: [true, false]) func aLoopWaitsForItsOracle(isAnswered: Bool) throws {
        try standIn("covey", "mkdir -p loop/round-000; touch loop/round-000/ask.done\(isAnswered ? " loop/round-000/answer.done" : "")\nexit 75")
        let run = try run("\(jobs)/loop.sbatch")
        #expect(run.status == 75, "\(run.errors)")
        #expect(lines("requeued") == (isAnswered ? ["requeue 7"] : ["requeuehold 7", "update jobid=7 starttime=now+30minutes", "release 7"]))
    }

    /// The number that Slurm has for a job is, of one task of an array, that of all of them.
    @Test(arguments: ["ensemble", "hybrid", "sweep", "ablation", "transfer", "loop"]) func ofAnArrayTheTaskAloneGoesBack(script: String) throws {
        try standInForCovey("kill -USR1 $PPID; exec sleep 60")
        let array = ["SLURM_ARRAY_JOB_ID": "7", "SLURM_ARRAY_TASK_ID": "3"]
        let run = try run("\(jobs)/\(script).sbatch", array)
        #expect(run.status == 75, "\(run.errors)")
        #expect(lines("requeued") == ["requeue 7_3"])
        // One script is one file on its node: what all of them need is the same line in each.
        let line = "task=${SLURM_ARRAY_JOB_ID:-${SLURM_JOB_ID:-}}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}"
        let text = try String(contentsOfFile: "\(jobs)/\(script).sbatch", encoding: .utf8)
        #expect(text.split(separator: "\n").contains(Substring(line)))
        #expect(!text.contains("requeue \"$SLURM_JOB_ID\""))
    }

    /// Without an edit every task has a run of its own.
    @Test(arguments: ["ensemble", "hybrid", "sweep", "loop"]) func everyTaskOfAnArrayHasARunOfItsOwn(script: String) throws {
        try standIn("covey", "echo \"$*\" >>calls")
        for task in ["1", "12"] {
            let array = ["SLURM_ARRAY_JOB_ID": "7", "SLURM_ARRAY_TASK_ID": task]
            #expect(try run("\(jobs)/\(script).sbatch", array).status == 0)
        }
        #expect(try run("\(jobs)/\(script).sbatch").status == 0)
        let name = ["sweep", "loop"].contains(script) ? script : "run"
        let places = lines("calls").map { $0.firstMatch(of: /--out (\S+)/)?.output.1 }
        #expect(places == ["\(name)-1", "\(name)-12", "\(name)"].map { Substring($0) })
    }

    @Test func everyPieceIsScreenedOnceUnderANameOfItsOwn() throws {
        let text = try String(contentsOfFile: "\(jobs)/screen.sbatch", encoding: .utf8)
        let script = try directory.write(text.replacing("pieces=(library/*.csv.gz)", with: "pieces=(library/*)"), to: "screen.sbatch")
        for name in ["batch.1", "batch.2"] {
            try FileManager.default.createDirectory(atPath: directory.file("library/\(name)"), withIntermediateDirectories: true)
        }
        for name in ["c.csv.gz", "d.JSON"] { _ = try directory.write("", to: "library/\(name)") }
        func screen(_ piece: Int) throws -> ProgramRun { try run(script, ["SLURM_ARRAY_TASK_ID": "\(piece)"]) }

        // An ensemble of several targets names its tables by them, and none by the piece alone.
        try standIn("covey", "echo \"$*\" >>calls; [ $1 = featurise ]")
        #expect(try screen(1).status == 1)
        try standIn("covey", "echo \"$*\" >>calls")
        for piece in 1...4 { #expect(try screen(piece).status == 0) }
        let names = ["batch.1", "batch.2", "c", "d"]
        let predictions = lines("calls").dropFirst(2).filter { $0.hasPrefix("predict ") }
        #expect(predictions == names.map { "predict run screened/\($0).h5 --out screened/\($0).csv" } && lines("calls").count == 10)
        for piece in 1...4 { #expect(try screen(piece).status == 0) }
        #expect(lines("calls").count == 10)

        _ = try directory.write("", to: "library/c.cif")
        let refused = try screen(1)
        #expect(refused.status == 64 && refused.errors.contains("several pieces would go by one name: c;"), "\(refused.errors)")
        #expect(lines("calls").count == 10)
    }

    /// Three candidates on two tasks: one is computed, one fails, one takes too long; the last to end gathers, and answers are left alone.
    @Test func candidatesAreComputedOnceAndFailuresSaid() throws {
        for name in ["a", "b", "c"] {
            try FileManager.default.createDirectory(atPath: directory.file("handoff/\(name)"), withIntermediateDirectories: true)
            _ = try directory.write("\(name)\n", to: "handoff/\(name)/structure.cif")
            _ = try directory.write("{}", to: "handoff/\(name)/metadata.json")
        }
        _ = try directory.write("", to: "handoff/index.csv")
        try standIn("covey", "echo \"$*\" >>calls")
        try standIn(
            "calculate",
            """
            echo "$candidate $(cat "$1")" >>\(directory.file("computed"))
            case $candidate in
                a) echo '{"energy": -1}' >answer.json ;;
                b) echo starting; echo no convergence >&2; exit 3 ;;
                c) sleep 30 ;;
            esac
            """)
        let text = try String(contentsOfFile: "\(jobs)/calculate.sbatch", encoding: .utf8)
        let script = try directory.write(text.replacing("\nlimit=3h", with: "\nlimit=0.5"), to: "calculate.sbatch")
        func compute(_ task: Int, _ variables: [String: String] = [:]) throws -> ProgramRun {
            let array = ["SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_MAX": "2", "COVEY_CALCULATOR": "calculate $structure"]
            return try run(script, array.merging(variables) { $1 })
        }
        #expect(try compute(1).status == 0)
        #expect(lines("computed") == ["a a", "c c"] && lines("calls").isEmpty)
        #expect(try compute(2).status == 0)
        #expect(lines("handoff/a/answer.json") == ["{\"energy\": -1}"])
        #expect(lines("handoff/b/failed.txt") == ["exit status 3", "starting", "no convergence"])
        #expect(lines("handoff/c/failed.txt") == ["timed out after 0.5"])
        #expect(lines("calls").count == 1 && lines("calls")[0].hasPrefix("collect ") && lines("calls")[0].hasSuffix("/handoff/answers.csv"))
        for task in [1, 2] { #expect(try compute(task).status == 0) }
        #expect(lines("computed").count == 3)
        let none = try compute(1, ["COVEY_CALCULATOR": ""])
        #expect(none.status != 0 && none.errors.contains("say what computes a structure"), "\(none.errors)")
    }
}
