import Foundation
import TestSupport
import Testing

/// CGCNN from structures to predictions: batches are normalised over all ranks that share a member.
@Suite(.serialized) struct CrystalRunTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: [String], ranks: Int? = nil, status: Int32 = 0, meanwhile: (pid_t) throws -> Void = { _ in }) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks, meanwhile: meanwhile)
        #expect(run.status == status, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func data(_ more: [String] = ["--graphs", "12@8"]) throws -> String {
        try directory.sandboxData(materials: 61, targets: ["formation_energy_per_atom", "e_above_hull"], more)
    }

    private func words(_ data: String, _ out: String, _ more: [String] = []) -> [String] {
        ["train", data, "--model", "cgcnn", "--target", "formation_energy_per_atom", "--members", "2", "--batch", "12", "--out", directory.file(out)]
            + ["model.node-width=32", "model.layers=2", "model.trunk=32", "model.output=32,16"].flatMap { ["--set", $0] }
            + (more.contains("--epochs") ? [] : ["--epochs", "2"]) + more
    }

    /// With four slices a batch of the last few materials leaves a shard without any.
    @Test func everyLayoutGivesTheSameBits() throws {
        let data = try data()
        let more = ["--average-decay", "0.9", "--epochs", "3"]
        let alone = try run(words(data, "alone", more))
        #expect(alone.errors.contains("CGCNN, "))
        for (ranks, shards) in [(2, 1), (2, 2), (3, 3), (6, 3)] {
            let shared = try run(words(data, "shared-\(ranks)-\(shards)", more + ["--shards", "\(shards)"]), ranks: ranks)
            #expect(try contentHash(of: shared) == contentHash(of: alone), "\(ranks) ranks, \(shards) shards")
        }
        _ = try run(["predict", directory.file("alone"), data, "--out", directory.file("again.csv")], ranks: 2)
        let (again, own) = (try bytes(of: directory.file("again.csv")), try bytes(of: directory.file("alone/predictions.csv")))
        #expect(again == own)
        #expect(try run(["inspect", directory.file("alone")]).output.contains("graphs 12@8, nodes 32, 2 layers, trunk 32, output 32,16"))
        // Statistics and all: a member that leaves under the reference's names comes back as it was.
        _ = try run(["export", directory.file("alone"), "--member", "1", "--out", directory.file("member.safetensors")])
        let imported = ["import", directory.file("member.safetensors"), "--target", "formation_energy_per_atom", "--out", directory.file("imported.h5")]
        _ = try run(imported)
        _ = try run(["predict", directory.file("imported.h5"), data, "--out", directory.file("imported.csv")])
        _ = try run(["export", directory.file("imported.h5"), "--out", directory.file("back.safetensors")])
        let (back, member) = (try bytes(of: directory.file("back.safetensors")), try bytes(of: directory.file("member.safetensors")))
        #expect(back == member)
        let next = try run(words(data, "next", ["--from", directory.file("alone"), "--target", "e_above_hull", "--epochs", "1"]))
        #expect(next.errors.contains("begin with the weights of the ensemble "))
    }

    @Test func aStoppedRunEndsInTheSameBits() throws {
        let data = try data()
        let more = ["--epochs", "60"]
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

    @Test func whatDoesNotGoTogetherIsRefused() throws {
        let lacking = try run(words(try data([]), "never"), status: 64)
        #expect(lacking.errors.contains("expected a data set with graphs of crystals, found one without; covey featurise --graphs 12@8 stores them"))
        let few = try directory.featuriseSandbox(["--graphs", "6@5"])
        let other = try run(words(few, "never"), status: 64)
        #expect(other.errors.contains("expected a data set with graphs 12@8, found one with graphs 6@5"))
        let width = try run(words(few, "never", ["--set", "model.node-width=48"]), status: 64)
        #expect(width.errors.contains("model.node-width is 48; it must be between 32 and 4096 and a multiple of 32"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("never")))
        _ = try run(words(few, "few", ["--set", "model.graphs=6@5", "--epochs", "1"]))
        let refused = try run(["predict", directory.file("few"), try directory.featuriseSandbox(), "--out", directory.file("never.csv")], status: 65)
        #expect(refused.errors.contains("graphs of crystals, but this is one without; covey featurise --graphs 6@5 stores them"))
    }
}
