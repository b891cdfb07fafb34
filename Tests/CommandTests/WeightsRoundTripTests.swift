import Ensembles
import Predictions
import TestSupport
import Testing

/// Members that leave as safetensors and come back.
@Suite struct WeightsRoundTripTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 60)
        let words = ["train", data, "--target", "formation_energy_per_atom", "--members", "2", "--epochs", "2", "--out", directory.file("run")]
        #expect(try covey(words).status == 0)
    }

    private func covey(_ words: [String]) throws -> ProgramRun { try ProgramRun("covey", words) }

    private func export(_ run: String, member: Int, to name: String) throws -> String {
        let out = directory.file(name)
        let export = try covey(["export", run, "--member", "\(member)", "--out", out])
        #expect(export.status == 0, "\(export.errors)")
        return out
    }

    private func predictions(of bundle: String) throws -> PredictionTable {
        let out = directory.file("predictions.csv")
        let run = try covey(["predict", bundle, data, "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        return try PredictionTable(readingFrom: out)
    }

    @Test func predictionsComeBackInTheUnitOfTheTarget() throws {
        let files = try (0..<2).map { try export(directory.file("run"), member: $0, to: "member-\($0).safetensors") }
        let bundle = directory.file("again.h5")
        let run = try covey(["import"] + files + ["--target", "formation_energy_per_atom", "--out", bundle])
        #expect(run.status == 0 && !run.errors.contains("warning"), "\(run.errors)")
        let (before, after) = (try predictions(of: directory.file("run")), try predictions(of: bundle))
        #expect(zip(before.combined.prediction, after.combined.prediction).allSatisfy { abs($0 - $1) < 1e-5 })
        // The floor of σ, which the reference does not know, comes with them.
        #expect(zip(before.combined.total, after.combined.total).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(before.combined.aleatoric.allSatisfy { $0 > 0 })
        // Under another name nothing is known of it, which is said.
        let renamed = try covey(["import", files[0], "--target", "e", "--out", directory.file("other.h5")])
        #expect(renamed.status == 0 && renamed.errors.contains("neither --mean nor the files say"), "\(renamed.errors)")
    }

    @Test func membersOfOtherNormalisersAreNoEnsemble() throws {
        let more = ["--members", "1", "--epochs", "2", "--seed", "5", "--split", "random:0.5,0.25,0.25", "--out", directory.file("other")]
        #expect(try covey(["train", data, "--target", "formation_energy_per_atom"] + more).status == 0)
        let files = [
            try export(directory.file("run"), member: 0, to: "a.safetensors"), try export(directory.file("other"), member: 0, to: "b.safetensors"),
        ]
        let words = ["import"] + files + ["--target", "formation_energy_per_atom", "--out", directory.file("mixed.h5")]
        let refused = try covey(words)
        #expect(refused.status == 65 && refused.errors.contains("the files do not say the same of formation_energy_per_atom.mean"), "\(refused.errors)")
    }
}
