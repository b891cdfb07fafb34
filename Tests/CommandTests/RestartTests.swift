import Foundation
import HDF5
import TestSupport
import Testing

/// Runs that are stopped, killed or damaged, and taken up again.
@Suite(.serialized) struct RestartTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 64)
    }

    private func words(_ out: String, _ more: [String] = []) -> [String] {
        let sizes = ["model.layers=2", "model.heads=1", "model.trunk=64", "model.output=32"].flatMap { ["--set", $0] }
        return ["train", data, "--target", "formation_energy_per_atom", "--batch", "16", "--out", directory.file(out)] + sizes
            + (more.contains("--epochs") ? [] : ["--epochs", "6"]) + (more.contains("--members") ? [] : ["--members", "3"]) + more
    }

    private func train(_ out: String, _ more: [String] = [], ranks: Int? = nil, meanwhile: (pid_t) throws -> Void = { _ in }) throws -> ProgramRun {
        try ProgramRun("covey", words(out, more), ranks: ranks, meanwhile: meanwhile)
    }

    private func checkpoint(_ out: String, _ name: String) -> String { directory.file("\(out)/checkpoints/\(name).h5") }

    /// Stopped twice on one layout each and finished on a third, with an average of the weights and patience to remember.
    @Test(arguments: [SIGUSR1, SIGINT])
    func aStoppedRunEndsInTheSameBits(signal: Int32) throws {
        let more = ["--average-decay", "0.9", "--patience", "30", "--epochs", "60"]
        let whole = try contentHash(of: try train("whole", more))
        let first = try train("cut", more) {
            try directory.wait(for: 2, of: "cut")
            kill($0, signal)
        }
        #expect(first.status == 75)
        #expect(first.errors.contains("--resume") && first.errors.contains("stopped after epoch"))
        let lines = try String(contentsOfFile: directory.file("cut/log.jsonl"), encoding: .utf8).count { $0 == "\n" }
        // Forwarded by mpirun; the shards of a member stop after the same step.
        let second = try train("cut", more + ["--resume", "--shards", "2"], ranks: 4) {
            try directory.wait(for: lines + 8, of: "cut")
            kill($0, SIGUSR1)
        }
        #expect(second.status == 75)
        let inspection = try ProgramRun("covey", ["inspect", directory.file("cut")])
        #expect(inspection.status == 0 && inspection.output.contains("not finished; all digests are right"))
        let last = try train("cut", more + ["--resume"], ranks: 3)
        #expect(last.errors.contains("goes on after epoch"))
        #expect(try contentHash(of: last) == whole)
        let (cut, uncut) = (try bytes(of: directory.file("cut/predictions.csv")), try bytes(of: directory.file("whole/predictions.csv")))
        #expect(cut == uncut)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.file("cut")).sorted() == [
            "checkpoints", "ensemble.h5", "log.jsonl", "predictions.csv", "report",
        ])

        let again = try train("cut", more + ["--resume"], ranks: 2)
        #expect(again.status == 0 && again.output.contains("finished already (content hash \(whole))"))
    }

    @Test func anEnsembleMayGrowAndShrink() throws {
        let three = try contentHash(of: try train("members"))
        let five = try train("members", ["--resume", "--members", "5"], ranks: 2)
        #expect(!five.errors.contains("member 2  epoch"))
        #expect(try contentHash(of: five) == contentHash(of: try train("five", ["--members", "5"])))
        #expect(try contentHash(of: try train("members", ["--resume"])) == three)
        // A page that is asked for later tells of the members that there are.
        let report = try ProgramRun("covey", ["report", directory.file("members"), "--out", directory.file("page")])
        #expect(report.status == 0, "\(report.errors)")
        let header = try String(contentsOfFile: directory.file("page/tables/training-mae.csv"), encoding: .utf8).prefix { $0 != "\n" }
        #expect(header == "epoch,train_0,validation_0,train_1,validation_1,train_2,validation_2")
    }

    @Test func epochsMayGrowAndNothingElse() throws {
        let short = try train("grown", ["--recipe", "thesis", "--epochs", "3"])
        #expect(short.status == 0)
        let refused = try train("grown", ["--recipe", "thesis", "--resume", "--learning-rate", "1e-3", "--seed", "2", "--epochs", "3"])
        #expect(refused.status == 64)
        #expect(refused.errors.contains("training.learningRate: the run has 0.0003, asked for is 0.001"))
        #expect(refused.errors.contains("training.seed: the run has 1, asked for is 2"))
        let fewer = try train("grown", ["--recipe", "thesis", "--resume", "--epochs", "2"])
        #expect(fewer.status == 64 && fewer.errors.contains("it may only grow"))
        let grown = try contentHash(of: try train("grown", ["--recipe", "thesis", "--resume"], ranks: 2))
        let inOnePiece = try contentHash(of: try train("long", ["--recipe", "thesis"]))
        #expect(grown == inOnePiece)
    }

    /// With a cosine, which the recipe of every day has, learning rates depend on how many epochs there will be.
    @Test func epochsOfACosineMayNotGrow() throws {
        _ = try train("cosine", ["--epochs", "2", "--members", "1"])
        let refused = try train("cosine", ["--epochs", "3", "--members", "1", "--resume"])
        #expect(refused.status == 64 && refused.errors.contains("training.epochs: the run has 2, asked for is 3"))
    }

    @Test func otherDataAreRefused() throws {
        let stopped = try train("other") {
            try directory.wait(for: 1, of: "other")
            kill($0, SIGUSR1)
        }
        #expect(stopped.status == 75)
        _ = try directory.featuriseSandbox(["--max-sites", "6"])
        let refused = try train("other", ["--resume"])
        #expect(refused.status == 64 && refused.errors.contains(/data: the run has [0-9a-f]{32}, asked for is [0-9a-f]{32}/))
        // And nothing has been lost by asking.
        let inspection = try ProgramRun("covey", ["inspect", directory.file("other")])
        #expect(inspection.status == 0)
    }

    /// What is left of the newest generation: nothing, half of it, or all with one bit changed.
    @Test(arguments: ["empty", "half", "bit", "no HDF5 file"])
    func aDamagedCheckpointIsSetAside(damage: String) throws {
        let whole = try contentHash(of: try train("whole", ["--members", "1"]))
        let stopped = try train("hurt", ["--members", "1", "--checkpoint-every", "1epoch"]) {
            try directory.wait(for: 4, of: "hurt")
            kill($0, SIGUSR1)
        }
        #expect(stopped.status == 75)
        let path = checkpoint("hurt", "member-000")
        var content = try bytes(of: path)
        switch damage {
        case "empty": content = []
        case "half": content.removeLast(content.count / 2)
        case "bit": content[content.count / 2] ^= 4
        default: content = Array("no checkpoint".utf8)
        }
        try write(content, to: path)
        let resumed = try train("hurt", ["--members", "1", "--resume"])
        #expect(try contentHash(of: resumed) == whole)
        #expect(resumed.errors.contains("\(path)") && resumed.errors.contains("\(path).damaged-1"))
        #expect(resumed.errors.contains("goes on after epoch"))
        #expect(try bytes(of: "\(path).damaged-1") == content)
    }

    @Test func whereBothGenerationsAreDamagedAMemberBeginsAgain() throws {
        let whole = try contentHash(of: try train("whole", ["--members", "1"]))
        let stopped = try train("lost", ["--members", "1", "--checkpoint-every", "1epoch"]) {
            try directory.wait(for: 3, of: "lost")
            kill($0, SIGUSR1)
        }
        #expect(stopped.status == 75)
        for name in ["member-000", "member-000.previous"] { try write([1, 2, 3], to: checkpoint("lost", name)) }
        let resumed = try train("lost", ["--members", "1", "--resume"])
        #expect(try contentHash(of: resumed) == whole && !resumed.errors.contains("goes on after epoch"))
    }

    @Test func aSecondJobInTheSameDirectoryIsRefused() throws {
        var second: ProgramRun?
        let first = try train("shared", ["--epochs", "150"]) { _ in
            try directory.wait(for: 1, of: "shared")
            second = try train("shared", ["--resume", "--epochs", "150"], ranks: 2)
        }
        #expect(second?.status == 64)
        #expect(second?.errors.contains("is held by another job (host ") == true)
        #expect(first.status == 0)
        let third = try train("shared")
        #expect(third.status == 64 && third.errors.contains("holds a run already; --resume goes on with it"))
    }

    /// Cut short: reading it further would be a bus error. Written anew in its place: what is learnt from then on must not be saved.
    @Test(arguments: [true, false]) func aDataSetThatChangesMeanwhileEndsTheRun(isCutShort: Bool) throws {
        let whole = try contentHash(of: try train("whole", ["--epochs", "40"]))
        let content = try bytes(of: data)
        let weights = try HDF5File.open(data).layout(of: "nodes/weight")
        let spoilt = try train("spoilt", ["--epochs", "40", "--checkpoint-every", "1epoch"], ranks: 2) { _ in
            try directory.wait(for: 4, of: "spoilt")
            let file = try #require(FileHandle(forUpdatingAtPath: data))
            try file.seek(toOffset: UInt64(weights.offset))
            if isCutShort { try file.truncate(atOffset: 4096) } else { try file.write(contentsOf: Data([content[weights.offset] ^ 1])) }
            try file.close()
        }
        #expect(spoilt.status == 74 || spoilt.status == 65)
        #expect(spoilt.errors.contains(data))
        try write(content, to: data)
        #expect(try contentHash(of: try train("spoilt", ["--epochs", "40", "--resume"])) == whole)
    }

    /// A log that ends in half a line, and files that were being written when a job was killed.
    @Test func remainsOfAKilledJobAreRemoved() throws {
        let killed = try train("killed", ["--checkpoint-every", "1epoch"]) {
            try directory.wait(for: 3, of: "killed")
            kill($0, SIGKILL)
        }
        #expect(killed.status == SIGKILL)
        let log = directory.file("killed/log.jsonl")
        try write(try bytes(of: log) + Array("{\"event\":\"ep".utf8), to: log)
        try write([1, 2, 3], to: checkpoint("killed", "member-001") + ".partial-1-1")
        // Others' files stay, whatever they are called.
        try write([1], to: directory.file("killed/notes.partial-results.csv"))
        try FileManager.default.createDirectory(atPath: directory.file("killed/old.partial-2025"), withIntermediateDirectories: true)
        try write([1], to: directory.file("killed/old.partial-2025/big.h5.partial-4242-99999"))
        let resumed = try train("killed", ["--resume"], ranks: 2)
        #expect(try contentHash(of: resumed) == (try contentHash(of: try train("whole"))))
        for kept in ["notes.partial-results.csv", "old.partial-2025/big.h5.partial-4242-99999"] {
            #expect(FileManager.default.fileExists(atPath: directory.file("killed/\(kept)")))
        }
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(!FileManager.default.fileExists(atPath: checkpoint("killed", "member-001") + ".partial-1-1"))
    }

    @Test(arguments: ["10", "min", "0s", "-1h", "5weeks", "2.5epochs"])
    func timesThatAreNoneAreRefused(text: String) throws {
        let run = try train("never", ["--checkpoint-every", text])
        #expect(run.status == 64 && run.errors.contains("--checkpoint-every is \(text)"))
        let signal = try train("never", ["--stop-on", "TERM,WINCH"])
        #expect(signal.status == 64 && signal.errors.contains("WINCH"))
    }
}
