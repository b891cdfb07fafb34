import Foundation
import TestSupport
import Testing

/// However members and batches are shared out over ranks, the run is the same to the last bit.
@Suite(.serialized) struct LayoutTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: [String], ranks: Int? = nil) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks)
        #expect(run.status == 0, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    /// A last batch of one material, two targets of which one is not always known, learnt embeddings.
    @Test(arguments: ["wren", "roost"])
    func everyLayoutGivesTheSameBits(model: String) throws {
        let data = try directory.sandboxData(
            materials: 61, targets: ["formation_energy_per_atom", "e_above_hull"],
            ["--representation", model == "wren" ? "wyckoff" : "composition"])
        let train = [
            "train", data, "--target", "formation_energy_per_atom", "--target", "e_above_hull", "--members", "2", "--epochs",
            "2", "--batch", "12", "--split", "random:0.802,0.099,0.099", "--set", "model.trainable-embeddings=true", "--representations", "one",
            "--out",
        ]
        let alone = try run(train + [directory.file("alone")])
        #expect(alone.errors.contains("49 to train on"))
        let predictions = try Data(contentsOf: URL(fileURLWithPath: directory.file("alone/predictions.e_above_hull.csv")))
        let hash = try #require(alone.output.firstMatch(of: /content hash [0-9a-f]{32}/)).output
        // What is common to both kinds is asked of one of them in all layouts.
        for (ranks, shards) in model == "wren" ? [(3, 3), (4, 4), (4, 2), (4, 1)] : [(4, 2)] {
            let run = try run(train + [directory.file("\(ranks)-\(shards)"), "--shards", "\(shards)"], ranks: ranks)
            #expect(run.output.contains(hash), "\(ranks) ranks, \(shards) shards")
            let path = directory.file("\(ranks)-\(shards)/predictions.e_above_hull.csv")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == predictions)
        }
    }

    @Test func layoutsThatCannotBeAreRefused() throws {
        let train = [
            "train", try directory.sandboxData(materials: 40), "--target", "formation_energy_per_atom", "--out", directory.file("run"), "--shards",
        ]
        let uneven = try ProgramRun("covey", train + ["3"], ranks: 4)
        #expect(uneven.status == 64 && uneven.errors.contains("1, 2, 4 would"))
        let many = try ProgramRun("covey", train + ["5"], ranks: 5)
        #expect(many.status == 64 && many.errors.contains("can be shared by 4 at most"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("run")))
    }
}
