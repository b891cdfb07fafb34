import Foundation
import TestSupport
import Testing

/// Ensembles of two kinds over one data set, predicted and reported together.
@Suite struct CommitteeRunTests {
    @Test func runsPredictNewMaterialsTogetherWithTheWeightsOfTheirValidationMaterials() throws {
        let directory = try TemporaryDirectory()
        let data = try directory.sandboxData(materials: 120, ["--features", "magpie145"])
        func covey(_ words: [String], ranks: Int? = nil) throws -> ProgramRun {
            let run = try ProgramRun("covey", words, ranks: ranks, variables: ["PATH": "/nowhere"])
            #expect(run.status == 0, "\(run.errors)")
            return run
        }
        let kinds = [("ridge", "model.penalties=5"), ("forest", "model.trees=20")]
        let runs = kinds.map { directory.file($0.0) }
        for ((model, setting), out) in zip(kinds, runs) {
            _ = try covey([
                "train", data, "--target", "formation_energy_per_atom", "--model", model, "--members", "2", "--set", setting, "--out", out,
                "--split", "random:0.6,0.2,0.2",
            ])
        }
        let page = directory.file("page")
        let words = ["--committee", "--committee-weights", "validation"]
        let reported = try covey(["report"] + runs + words + ["--out", page])
        // The runs' own materials again: the same committee, on any number of ranks.
        let again = directory.file("again.csv")
        let predicted = try covey(["predict"] + runs + [data, "--out", again] + words, ranks: 2)
        #expect(try String(contentsOfFile: again, encoding: .utf8) == String(contentsOfFile: "\(page)/predictions.csv", encoding: .utf8))
        let weights = try #require(reported.output.firstMatch(of: /committee of (ridge [0-9.]+, forest [0-9.]+)/)).output.1
        #expect(predicted.output.contains("the committee of \(weights)"), "\(predicted.output)")
        let header = try #require(String(contentsOfFile: again, encoding: .utf8).split(separator: "\n").first)
        #expect(header.contains(",prediction_by_ridge,total_by_ridge,prediction_by_forest,total_by_forest,scaled_total,"))
        #expect(!header.contains("member_"))

        let bundles = try ProgramRun("covey", ["predict", runs[0], "\(runs[1])/ensemble.h5", data, "--out", again] + words)
        #expect(bundles.status == 64 && bundles.errors.contains("forest/ensemble.h5 has none"), "\(bundles.errors)")
        let unasked = try ProgramRun("covey", ["predict"] + runs + [data, "--out", again])
        #expect(unasked.status == 64 && unasked.errors.contains("--committee takes several runs"), "\(unasked.errors)")
        let over = try ProgramRun("covey", ["report"] + runs + ["--committee", "--out", runs[0]])
        #expect(over.status == 64 && over.errors.contains("is a run, whose predictions.csv"), "\(over.errors)")
    }
}
