import Foundation
import TestSupport
import Testing

/// However members and batches are shared out over ranks, the run is the same to the last bit.
@Suite(.serialized) struct LayoutTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("covey-layout-\(UUID().uuidString)").path

    private func run(_ arguments: [String], ranks: Int? = nil) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks)
        #expect(run.status == 0, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    /// A last batch of one material, two targets of which one is not always known, learnt embeddings.
    @Test(arguments: ["wren", "roost"])
    func everyLayoutGivesTheSameBits(model: String) throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try run(["sandbox", "--out", directory, "--materials", "61"])
        _ = try run([
            "featurise", "\(directory)/sandbox.csv", "--representation", model == "wren" ? "wyckoff" : "composition", "--structure", "cif",
            "--id", "material_id", "--target", "formation_energy_per_atom", "--target", "e_above_hull", "--out", "\(directory)/data.h5",
        ])
        let train = [
            "train", "\(directory)/data.h5", "--target", "formation_energy_per_atom", "--target", "e_above_hull", "--members", "2", "--epochs",
            "2", "--batch", "12", "--split", "random:0.802,0.099,0.099", "--set", "model.trainable-embeddings=true", "--representations", "one",
            "--out",
        ]
        let alone = try run(train + ["\(directory)/alone"])
        #expect(alone.errors.contains("49 to train on"))
        let predictions = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/alone/predictions.e_above_hull.csv"))
        let hash = try #require(alone.output.firstMatch(of: /content hash [0-9a-f]{32}/)).output
        for (ranks, shards) in [(2, 2), (3, 3), (4, 4), (4, 2), (4, 1)] {
            let run = try run(train + ["\(directory)/\(ranks)-\(shards)", "--shards", "\(shards)"], ranks: ranks)
            #expect(run.output.contains(hash), "\(ranks) ranks, \(shards) shards")
            let path = "\(directory)/\(ranks)-\(shards)/predictions.e_above_hull.csv"
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == predictions)
        }
    }

    @Test func layoutsThatCannotBeAreRefused() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try run(["sandbox", "--out", directory, "--materials", "40"])
        _ = try run([
            "featurise", "\(directory)/sandbox.csv", "--structure", "cif", "--id", "material_id", "--target", "formation_energy_per_atom",
            "--out", "\(directory)/data.h5",
        ])
        let train = ["train", "\(directory)/data.h5", "--target", "formation_energy_per_atom", "--out", "\(directory)/run", "--shards"]
        let uneven = try ProgramRun("covey", train + ["3"], ranks: 4)
        #expect(uneven.status == 64 && uneven.errors.contains("1, 2, 4 would"))
        let many = try ProgramRun("covey", train + ["5"], ranks: 5)
        #expect(many.status == 64 && many.errors.contains("can be shared by 4 at most"))
        #expect(!FileManager.default.fileExists(atPath: "\(directory)/run"))
    }
}
