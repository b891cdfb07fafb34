import Foundation
import TestSupport
import Testing

/// A generator from materials to nats, by the machinery that trains everything else.
@Suite(.serialized) struct GeneratorRunTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: [String], ranks: Int? = nil, status: Int32 = 0, meanwhile: (pid_t) throws -> Void = { _ in }) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks, meanwhile: meanwhile)
        #expect(run.status == status, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func words(_ data: String, _ out: String, _ more: [String] = []) -> [String] {
        ["train", data, "--model", "wyckoff-transformer", "--members", "2", "--batch", "12", "--out", directory.file(out)]
            + ["width=32", "heads=2", "layers=2", "inner=32", "output=32"].flatMap { ["--set", "model.\($0)"] }
            + (more.contains("--epochs") ? [] : ["--epochs", "2"]) + more
    }

    @Test func everyLayoutGivesTheSameBits() throws {
        let data = try directory.sandboxData(materials: 61)
        let more = ["--average-decay", "0.9", "--epochs", "3"]
        let alone = try run(words(data, "alone", more))
        #expect(alone.errors.contains("WyckoffTransformer, ") && alone.errors.contains("nats"))
        for (ranks, shards) in [(2, 1), (2, 2), (6, 3)] {
            let shared = try run(words(data, "shared-\(ranks)-\(shards)", more + ["--shards", "\(shards)"]), ranks: ranks)
            #expect(try contentHash(of: shared) == contentHash(of: alone), "\(ranks) ranks, \(shards) shards")
        }
        _ = try run(["predict", directory.file("alone"), data, "--out", directory.file("again.csv")], ranks: 2)
        let (again, own) = (try bytes(of: directory.file("again.csv")), try bytes(of: directory.file("alone/predictions.csv")))
        #expect(again == own)
        let head = try String(contentsOfFile: directory.file("again.csv"), encoding: .utf8).prefix { $0 != "\n" }
        #expect(head.contains("nats_group,nats_elements,nats_symmetries,nats_positions"))
        let shown = try run(["inspect", directory.file("alone")]).output
        #expect(shown.contains("likelihood of materials, temperatures ") && shown.contains("2 layers of 32, 2 heads"))
        _ = try run(words(data, "next", ["--from", directory.file("alone"), "--epochs", "1"]))
    }

    @Test func aStoppedRunEndsInTheSameBits() throws {
        let data = try directory.sandboxData(materials: 61)
        let more = ["--epochs", "60", "--set", "model.order=random"]
        let whole = try contentHash(of: try run(words(data, "whole", more)))
        let stopped = try run(words(data, "cut", more + ["--shards", "2"]), ranks: 2, status: 75) { process in
            try directory.wait(for: 5, of: "cut")
            kill(process, SIGUSR1)
        }
        #expect(stopped.errors.contains("--resume"))
        let resumed = try run(words(data, "cut", more + ["--resume"]))
        #expect(resumed.errors.contains("goes on after epoch"))
        #expect(try contentHash(of: resumed) == whole)
    }

    /// It has no target to be named, and none is asked for.
    @Test func itsTimeIsPlannedWithoutATarget() throws {
        let train = words(try directory.sandboxData(materials: 61), "never")
        let place = try #require(train.firstIndex(of: "--out"))
        let plan = try run(["plan"] + train[1..<place] + train[(place + 2)...] + ["--measure", "0.2s"])
        #expect(plan.output.hasPrefix("sbatch --ntasks=2 --time="), "\(plan.output)")
    }

    @Test func whatDoesNotGoTogetherIsRefused() throws {
        let data = try directory.sandboxData(materials: 30)
        let sweep = try run(["sweep", data, "--model", "roost,wyckoff-transformer", "--sizes", "10,20", "--out", directory.file("never")], status: 64)
        #expect(sweep.errors.contains("wyckoff-transformer learns materials and no target"), "\(sweep.errors)")
        let target = try run(words(data, "never", ["--target", "formation_energy_per_atom"]), status: 64)
        #expect(target.errors.contains("--target does not apply to --model wyckoff-transformer"))
        let loss = try run(words(data, "never", ["--loss", "l1"]), status: 64)
        #expect(loss.errors.contains("--loss does not apply to --model wyckoff-transformer"))
        let width = try run(words(data, "never", ["--set", "model.width=40"]), status: 64)
        #expect(width.errors.contains("model.width is 40; it must be between 32 and 4096 and a multiple of 32"))
        let few = try run(words(data, "never", ["--set", "model.sites=1"]), status: 64)
        #expect(few.errors.contains("materials of at most 1 sites on Wyckoff positions"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("never")))
    }
}
