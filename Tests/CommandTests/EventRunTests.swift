import Foundation
import TestSupport
import Testing

/// `--events`: what TensorBoard is given is what the log says, each epoch of each member once, whatever became of the run meanwhile.
@Suite(.serialized) struct EventRunTests {
    private let directory: TemporaryDirectory
    private let data: String
    private let target = "formation_energy_per_atom"

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 64)
    }

    private func words(_ verb: String, _ out: String, _ more: [String]) -> [String] {
        let sizes = ["model.layers=1", "model.heads=1", "model.trunk=32", "model.output=32"].flatMap { ["--set", $0] }
        return [verb, data, "--target", target, "--batch", "16", "--out", directory.file(out)] + sizes + more
    }

    private func train(_ out: String, _ more: [String], ranks: Int? = nil, meanwhile: (pid_t) throws -> Void = { _ in }) throws -> ProgramRun {
        try ProgramRun("covey", words("train", out, more), ranks: ranks, meanwhile: meanwhile)
    }

    private func events(_ place: String) throws -> [ReadEvent] {
        let all = try ReadEvent.all(in: directory.file("\(place)/events.out.tfevents.covey"))
        #expect(all.first?.version == "brain.Event:2" && all.dropFirst().allSatisfy { $0.version == nil })
        return Array(all.dropFirst())
    }

    private struct Line: Decodable {
        let event: String
        let member: Int?
        let epoch: Int?
        let train_loss, train_mae, val_loss, val_mae, test_mae, learning_rate, seconds, cpu_seconds, validation_seconds: Double?
        let crystals: Int?
    }

    /// Every epoch of a member once and in order, and its numbers those of the log, where the last one counts.
    private func expectLog(_ run: String, in place: String, member: Int, epochs: Int, hasTest: Bool = false) throws {
        let text = try String(contentsOfFile: directory.file("\(run)/log.jsonl"), encoding: .utf8)
        let lines = try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        let found = try events("\(place)/member-00\(member)")
        #expect(found.map(\.step) == (1...epochs).map { $0 }, "\(place), member \(member)")
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.time <= $1.time } && found.allSatisfy { $0.time > 1.7e9 })
        for event in found {
            let line = try #require(lines.last { $0.event == "epoch" && $0.member == member && $0.epoch == event.step })
            let seconds = try #require(line.seconds)
            var expected = [
                "loss/train_loss": line.train_loss, "loss/val_loss": line.val_loss, "\(target)/train_mae": line.train_mae,
                "\(target)/val_mae": line.val_mae, "training/learning_rate": line.learning_rate, "training/seconds": seconds,
                "training/cpu_seconds": line.cpu_seconds, "training/validation_seconds": line.validation_seconds,
                "training/materials_per_second": Double(try #require(line.crystals)) / seconds,
            ]
            if hasTest { expected["\(target)/test_mae"] = line.test_mae }
            #expect(event.scalars == expected.mapValues { $0.map(Float.init) ?? .nan })
        }
    }

    /// Killed between two checkpoints, so that epochs are done twice; stopped, which cuts one in two; finished on another layout.
    @Test func everyEpochIsThereOnceAfterKillsAndStops() throws {
        let more = ["--members", "3", "--epochs", "60", "--test-curve", "--checkpoint-every", "7epochs"]
        let whole = try contentHash(of: try train("whole", more))
        let events = ["--events", directory.file("board/cut")]
        let killed = try train("cut", more + events, ranks: 2) {
            try directory.wait(for: 25, of: "cut")
            // The ranks and not mpirun: without it they would go on for a while, and write.
            try Process.run(URL(fileURLWithPath: "/usr/bin/pkill"), arguments: ["-KILL", "-P", "\($0)"]).waitUntilExit()
        }
        #expect(killed.status == 128 + SIGKILL)
        let lines = try String(contentsOfFile: directory.file("cut/log.jsonl"), encoding: .utf8).count { $0 == "\n" }
        let stopped = try train("cut", more + events + ["--resume"], ranks: 3) {
            try directory.wait(for: lines + 20, of: "cut")
            kill($0, SIGUSR1)
        }
        #expect(stopped.status == 75, "\(stopped.errors)")
        #expect(try contentHash(of: try train("cut", more + events + ["--resume"])) == whole)
        for member in 0..<3 { try expectLog("cut", in: "board/cut", member: member, epochs: 60, hasTest: true) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.file("board/cut")).sorted() == (0..<3).map { "member-00\($0)" })
    }

    /// Nobody had asked for events, or somebody has removed them: the checkpoints know every epoch.
    @Test func epochsOfBeforeAreMadeUpFor() throws {
        let more = ["--members", "2", "--epochs", "3", "--recipe", "thesis"]
        let plain = try contentHash(of: try train("late", more))
        // In the run's own directory, where they are nobody's business; finished already.
        let events = ["--events", directory.file("late/events")]
        let again = try train("late", more + events + ["--resume"])
        #expect(again.output.contains("finished already (content hash \(plain))"))
        for member in 0..<2 { try expectLog("late", in: "late/events", member: member, epochs: 3) }
        try FileManager.default.removeItem(atPath: directory.file("late/events/member-001"))
        // More epochs and members; the file that is there goes on.
        let grown = try train("late", ["--members", "3", "--epochs", "5", "--recipe", "thesis", "--resume"] + events)
        #expect(grown.status == 0, "\(grown.errors)")
        for member in 0..<3 { try expectLog("late", in: "late/events", member: member, epochs: 5) }
    }

    @Test func twoRunsDifferInTimesAlone() throws {
        let more = ["--members", "1", "--epochs", "4"]
        for name in ["a", "b"] { #expect(try train(name, more + ["--events", directory.file("board-\(name)")]).status == 0) }
        let times: Set = ["training/seconds", "training/cpu_seconds", "training/validation_seconds", "training/materials_per_second"]
        let (a, b) = (try events("board-a/member-000"), try events("board-b/member-000"))
        func lasting(_ event: ReadEvent) -> [String: Float] { event.scalars.filter { !times.contains($0.key) } }
        #expect(a.map(lasting) == b.map(lasting) && a.count == 4)
        let sizes = try ["a", "b"].map { try bytes(of: directory.file("board-\($0)/member-000/events.out.tfevents.covey")).count }
        #expect(sizes[0] == sizes[1])
    }

    @Test func sweepsAndFoldsHaveTheirRunsBelow() throws {
        let more = ["--members", "2", "--epochs", "2", "--events", directory.file("board")]
        let sweep = try ProgramRun("covey", words("sweep", "swept", more + ["--sizes", "20,40"]), ranks: 2)
        #expect(sweep.status == 0, "\(sweep.errors)")
        for (point, member) in [("wren-20", 0), ("wren-20", 1), ("wren-40", 0), ("wren-40", 1)] {
            try expectLog("swept/runs/\(point)", in: "board/\(point)", member: member, epochs: 2)
        }
        let folds = try train("folded", ["--members", "1", "--epochs", "2", "--folds", "2", "--events", directory.file("folds")])
        #expect(folds.status == 0, "\(folds.errors)")
        for fold in 0..<2 { try expectLog("folded/folds/\(fold)", in: "folds/\(fold)", member: 0, epochs: 2) }
    }

    /// Before any work, and nothing is lost by it.
    @Test func placesThatAreNoneAreRefused() throws {
        let more = ["--members", "1", "--epochs", "2"]
        let file = try directory.write("plain", to: "file")
        for below in [file, "\(file)/x"] {
            let run = try train("never", more + ["--events", below])
            #expect(run.status == 74 && run.errors.contains("\(file) is a file, and a directory is needed"), "\(run.errors)")
        }
        let itself = try train("never", more + ["--events", directory.file("never")])
        #expect(itself.status == 64 && itself.errors.contains("never/events would be one of their own"), "\(itself.errors)")
        let board = ["--events", directory.file("board")]
        #expect(try train("first", more + board).status == 0)
        let own = try bytes(of: directory.file("board/member-000/events.out.tfevents.covey"))
        let second = try train("never", more + board)
        #expect(second.status == 64 && second.errors.contains("board holds the events of a run already"), "\(second.errors)")
        // With --resume, as jobs of Slurm have it from the beginning.
        let other = try train("never", more + board + ["--resume", "--seed", "2"])
        #expect(other.status == 64 && other.errors.contains("events.out.tfevents.covey is of another run"), "\(other.errors)")
        #expect(try bytes(of: directory.file("board/member-000/events.out.tfevents.covey")) == own)
        // None of them has begun a run.
        #expect(try train("never", more).status == 0)
    }

    @Test func aSecondRunIsKeptAway() throws {
        // The first goes on until it is stopped, however fast the machine.
        let more = ["--members", "1", "--epochs", "20000", "--events", directory.file("board"), "--resume"]
        var second: ProgramRun?
        let first = try train("one", more) {
            try directory.wait(for: 1, of: "one")
            second = try train("two", more)
            kill($0, SIGTERM)
        }
        #expect(first.status == 75)
        #expect(second?.status == 64)
        #expect(second?.errors.contains("board is held by another job (host ") == true && second?.errors.contains("another --events") == true)
    }

    /// The run ends as without them; the next job makes up for what is missing.
    @Test func eventsWithoutRoomEndNothing() throws {
        let more = ["--members", "1", "--epochs", "40", "--events", directory.file("board")]
        let whole = try contentHash(of: try train("whole", ["--members", "1", "--epochs", "40"]))
        let run = try train("run", more) { _ in
            try directory.wait(for: 3, of: "run")
            try FileManager.default.removeItem(atPath: directory.file("board/member-000"))
        }
        #expect(try contentHash(of: run) == whole)
        #expect(run.errors.matches(of: /epochs are missing there until --resume makes up for them/).count == 1, "\(run.errors)")
        #expect(try train("run", more + ["--resume"]).status == 0)
        try expectLog("run", in: "board", member: 0, epochs: 40)
    }
}
