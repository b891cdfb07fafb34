import Foundation
import TestSupport
import Testing

/// Networks on features, from the table to predictions.
@Suite(.serialized) struct NetworkRunTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: [String], ranks: Int? = nil, status: Int32 = 0, meanwhile: (pid_t) throws -> Void = { _ in }) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks, meanwhile: meanwhile)
        #expect(run.status == status, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func data(_ features: String = "magpie145,fractions86") throws -> String {
        try directory.sandboxData(materials: 61, targets: ["formation_energy_per_atom", "e_above_hull"], ["--features", features])
    }

    private func words(_ model: String, _ data: String, _ out: String, _ more: [String] = []) -> [String] {
        ["train", data, "--model", model, "--target", "formation_energy_per_atom", "--members", "2", "--batch", "12", "--out", directory.file(out)]
            + ["model.hidden=48,48,32", "model.dropout=1:0.2,3:0.1"].flatMap { ["--set", $0] }
            + (more.contains("--epochs") ? [] : ["--epochs", "2"]) + more
    }

    @Test func everyLayoutGivesTheSameBits() throws {
        let data = try data()
        for (model, title, features, layouts) in [
            ("network", "Network on features", "magpie145, 145 columns", [(2, 1), (2, 2)]),
            ("elemnet", "ElemNet", "fractions86, 86 columns", [(2, 2)]),
        ] {
            let alone = try run(words(model, data, model))
            #expect(alone.errors.contains(title))
            for (ranks, shards) in layouts {
                let shared = try run(words(model, data, "\(model)-\(ranks)-\(shards)", ["--shards", "\(shards)"]), ranks: ranks)
                #expect(try contentHash(of: shared) == contentHash(of: alone), "\(model), \(ranks) ranks, \(shards) shards")
            }
            _ = try run(["predict", directory.file(model), data, "--out", directory.file("again.csv")])
            let (again, own) = (try bytes(of: directory.file("again.csv")), try bytes(of: directory.file("\(model)/predictions.csv")))
            #expect(again == own)
            #expect(try run(["inspect", directory.file(model)]).output.contains(features))
        }
        // Its members are what others may begin with.
        let next = try run(words("network", data, "next", ["--from", directory.file("network"), "--target", "e_above_hull", "--epochs", "1"]))
        #expect(next.errors.contains("begin with the weights of the ensemble "))
    }

    /// What is dropped after the stop is what would have been dropped without it.
    @Test func aStoppedRunEndsInTheSameBits() throws {
        let data = try data("magpie145")
        let more = ["--epochs", "120"]
        let whole = try contentHash(of: try run(words("network", data, "whole", more)))
        let stopped = try run(words("network", data, "cut", more + ["--shards", "2"]), ranks: 2, status: 75) { process in
            try directory.wait(for: 5, of: "cut")
            kill(process, SIGUSR1)
        }
        #expect(stopped.errors.contains("--resume"))
        let resumed = try run(words("network", data, "cut", more + ["--resume"]))
        #expect(resumed.errors.contains("goes on after epoch"))
        #expect(try contentHash(of: resumed) == whole)
    }

    @Test func whatDoesNotGoTogetherIsRefused() throws {
        let data = try data("fractions86")
        _ = try run(words("elemnet", data, "run", ["--epochs", "1"]))
        let lacking = try run(words("network", data, "never"), status: 64)
        #expect(lacking.errors.contains("--model network does not go with \(data): expected a data set with the features magpie145, found one with fractions86"))
        #expect(lacking.errors.contains("`covey featurise … --features magpie145` makes them"))
        let frozen = try run(words("elemnet", data, "never", ["--freeze", "message-passing"]), status: 64)
        #expect(frozen.errors.contains("--freeze does not apply to --model elemnet; it applies to roost, wren"))
        let dropout = try run(words("elemnet", data, "never", ["--set", "model.dropout=9:0.5"]), status: 64)
        #expect(dropout.errors.contains("model.dropout is after hidden layer 9; model.hidden has 3"))
        let rate = try run(words("elemnet", data, "never", ["--set", "model.dropout=1.5"]), status: 64)
        #expect(rate.errors.contains("--set model.dropout=1.5: 1.5 is no share of units to drop"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("never")))

        let others = try directory.featuriseSandbox(["--features", "fractions118"])
        let refused = try run(["predict", directory.file("run"), others, "--out", directory.file("never.csv")], status: 65)
        #expect(refused.errors.contains(
            "the ensemble needs a data set with the features fractions86, but this is one with fractions118; "
                + "`covey featurise … --features fractions86` makes them"))
    }
}
