import Foundation
import TestSupport
import Testing

/// A forest in the same run as everything else: members over ranks, trees as stages.
@Suite(.serialized) struct ForestRunTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(
            materials: 120, targets: ["formation_energy_per_atom", "e_above_hull"], ["--features", "fractions86,magpie145"])
    }

    private func train(
        _ out: String, _ more: [String] = [], model: String = "forest", trees: Int = 12, ranks: Int? = nil, meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws -> ProgramRun {
        try ProgramRun(
            "covey",
            [
                "train", data, "--target", "formation_energy_per_atom", "--target", "e_above_hull", "--model", model, "--members", "3", "--set",
                "model.trees=\(trees)", "--out", directory.file(out),
            ] + more, ranks: ranks, meanwhile: meanwhile)
    }

    private func bytes(_ file: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: directory.file(file))) }

    @Test func everyLayoutGivesTheSameBitsAndABundlePredictsAsItsRunDid() throws {
        let whole = try train("whole")
        let hash = try contentHash(of: whole)
        #expect(whole.errors.contains("Random forest; 3 members") && whole.errors.contains("finished, tree 12 is kept"))
        #expect(!whole.errors.contains("jump"))
        #expect(try contentHash(of: try train("shared", ranks: 2)) == hash)
        #expect(try bytes("shared/predictions.e_above_hull.csv") == bytes("whole/predictions.e_above_hull.csv"))
        for ranks in [nil, 3] {
            let predicted = try ProgramRun(
                "covey", ["predict", directory.file("whole"), data, "--out", directory.file("again.csv")], ranks: ranks)
            #expect(predicted.status == 0, "\(predicted.errors)")
            #expect(try bytes("again.e_above_hull.csv") == bytes("whole/predictions.e_above_hull.csv"))
        }
        let inspection = try ProgramRun("covey", ["inspect", directory.file("whole")])
        #expect(inspection.output.contains("Random forest, 12 trees") && inspection.output.contains("magpie145, 145 columns"))
    }

    @Test func treesOfDrawnCutsAreAKindOfTheirOwn() throws {
        let whole = try train("whole", model: "extra-trees")
        let hash = try contentHash(of: whole)
        #expect(whole.errors.contains("Extremely randomised trees; 3 members"))
        #expect(try contentHash(of: try train("shared", model: "extra-trees", ranks: 2)) == hash)
        #expect(try contentHash(of: try train("other")) != hash)
        let predicted = try ProgramRun("covey", ["predict", directory.file("whole"), data, "--out", directory.file("again.csv")])
        #expect(predicted.status == 0, "\(predicted.errors)")
        #expect(try bytes("again.e_above_hull.csv") == bytes("whole/predictions.e_above_hull.csv"))
        let binned = try train("binned", ["--set", "model.bins=20"], model: "extra-trees")
        #expect(binned.status == 64 && binned.errors.contains("model.bins: extra-trees cut between any two values, without bins"), "\(binned.errors)")
    }

    @Test(arguments: ["forest", "extra-trees"])
    func aForestThatIsStoppedGoesOnWithTheNextTree(model: String) throws {
        let trees = 400
        let whole = try contentHash(of: try train("whole", model: model, trees: trees))
        let cut = try train("cut", model: model, trees: trees) { process in
            try directory.wait(for: 20, of: "cut")
            kill(process, SIGTERM)
        }
        #expect(cut.status == 75 && cut.errors.contains("stopped after tree"), "\(cut.errors)")
        let inspection = try ProgramRun("covey", ["inspect", directory.file("cut")])
        #expect(inspection.status == 0 && inspection.output.contains("not finished; all digests are right"))
        let resumed = try train("cut", ["--resume"], model: model, trees: trees, ranks: 2)
        #expect(resumed.errors.contains("goes on after tree"))
        #expect(try contentHash(of: resumed) == whole)
        #expect(try bytes("cut/predictions.formation_energy_per_atom.csv") == bytes("whole/predictions.formation_energy_per_atom.csv"))
    }

    @Test func whatDoesNotApplyIsRefusedByName() throws {
        for option in [["--shards", "2"], ["--epochs", "5"], ["--learning-rate", "1e-3"], ["--from", directory.file("other")]] {
            let run = try train("run", option, ranks: 2)
            #expect(run.status == 64 && run.errors.contains("\(option[0]) does not apply to --model forest; it applies to roost, wren"), "\(run.errors)")
        }
        let layers = try train("run", ["--set", "model.layers=2"])
        #expect(layers.status == 64 && layers.errors.contains("--model forest has no model.layers; it has model.bins"))
        let none = try train("run", trees: 0)
        #expect(none.status == 64 && none.errors.contains("model.trees is 0"), "\(none.errors)")
        #expect(!FileManager.default.fileExists(atPath: directory.file("run")))
    }

    @Test func theReportSaysWhatEachFeatureIsWorth() throws {
        _ = try contentHash(of: try train("run", ["--set", "model.features=fractions86"]))
        let page = directory.file("page")
        let target = ["--target", "formation_energy_per_atom"]
        let run = try ProgramRun("covey", ["report", directory.file("run"), "--importance", data, "--importance-deals", "2", "--out", page] + target)
        #expect(run.status == 0, "\(run.errors)")
        let table = try String(contentsOfFile: page + "/tables/feature-importance.csv", encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",") }
        #expect(table.count == 87 && table[0] == ["feature", "increase", "deviation"])
        let increases = try table.dropFirst().map { try #require(Double($0[1])) }
        #expect(increases == increases.sorted(by: >) && increases[0] > 0)
        // No material holds plutonium: nothing can be dealt out.
        #expect(table.contains(["Pu", "0.0", "0.0"]) || table.contains(["Pu", "0", "0"]))
        let metrics = try #require(
            JSONSerialization.jsonObject(with: try Data(contentsOf: URL(fileURLWithPath: page + "/metrics.json"))) as? [String: Any])
        let subject = try #require((metrics["subjects"] as? [[String: Any]])?.first)
        let split = try #require((subject["splits"] as? [[String: Any]])?.first { $0["split"] as? String == "test" })
        let error = ((split["regression"] as? [String: Any])?["ensemble"] as? [String: Any])?["mae"] as? Double
        let whole = (subject["importance"] as? [String: Any])?["error"] as? Double
        #expect(abs(try #require(error) - (try #require(whole))) < 1e-6)
        let html = try String(contentsOfFile: page + "/index.html", encoding: .utf8)
        #expect(html.contains("What each feature is worth"))
        let wrong = try ProgramRun("covey", ["report", directory.file("run/predictions.e_above_hull.csv"), "--importance", data, "--out", page])
        #expect(wrong.status == 64 && wrong.errors.contains("finished run"), "\(wrong.errors)")
    }

    @Test func otherFeaturesAreRefused() throws {
        _ = try contentHash(of: try train("run", ["--set", "model.features=fractions86"]))
        let missing = try train("other", ["--set", "model.features=fractions118"])
        #expect(missing.status == 64 && missing.errors.contains("covey featurise … --features fractions118"), "\(missing.errors)")
        let plain = try directory.featuriseSandbox(["--features", "magpie145"])
        let predicted = try ProgramRun("covey", ["predict", directory.file("run"), plain, "--out", directory.file("p.csv")])
        #expect(predicted.status == 65 && predicted.errors.contains("fractions86"), "\(predicted.errors)")
    }

    @Test func aLearningCurveBesideAnotherKindAndAPlan() throws {
        let run = try ProgramRun(
            "covey",
            [
                "sweep", data, "--target", "formation_energy_per_atom", "--model", "roost,forest", "--sizes", "24,48,96", "--members", "2", "--epochs", "2",
                "--set", "model.trees=10", "--set", "model.layers=1", "--out", directory.file("sweep"),
            ], ranks: 2)
        #expect(run.status == 0, "\(run.errors)")
        let csv = try String(contentsOfFile: directory.file("sweep/sweep.csv"), encoding: .utf8)
        for model in ["roost", "forest"] { #expect(csv.contains(model)) }
        // Groups of ranks are for those that learn by gradient; a forest in between is one rank's.
        let shared = try ProgramRun(
            "covey",
            [
                "sweep", data, "--target", "formation_energy_per_atom", "--model", "roost,forest", "--sizes", "24,48,96", "--members", "2", "--epochs", "2",
                "--set", "model.trees=10", "--set", "model.layers=1", "--shards", "2", "--out", directory.file("shared"),
            ], ranks: 4)
        #expect(shared.status == 0, "\(shared.errors)")
        #expect(try String(contentsOfFile: directory.file("shared/sweep.csv"), encoding: .utf8) == csv)
        let plan = try ProgramRun(
            "covey", ["plan", data, "--target", "formation_energy_per_atom", "--model", "forest", "--measure", "1s", "--set", "model.trees=20"])
        #expect(plan.status == 0 && plan.output.contains("sbatch --ntasks=10"), "\(plan.errors)")
    }

    @Test func classesHaveProbabilities() throws {
        let metals = ["Li", "Na", "K", "Mg", "Ca", "Al", "Fe", "Cu"]
        let rows = metals.flatMap { metal in ["O", "S", "Cl", "N", "Fe", "Ni", "Ti"].map { (metal, $0) } }
        let table = rows.enumerated().map { "m-\($0.offset),\($0.element.0)2\($0.element.1)3,\(["Fe", "Ni", "Ti"].contains($0.element.1) ? 1 : 0)\n" }
        let file = try directory.write("id,formula,metallic\n" + table.joined(), to: "classes.csv")
        let made = try ProgramRun(
            "covey", ["featurise", file, "--target", "metallic", "--features", "magpie145", "--out", directory.file("classes.h5")])
        #expect(made.status == 0, "\(made.errors)")
        let run = try ProgramRun(
            "covey",
            [
                "train", directory.file("classes.h5"), "--target", "metallic", "--loss", "classification", "--model", "forest", "--members", "2", "--set",
                "model.trees=20", "--split", "random:0.6,0.2,0.2", "--out", directory.file("classes"),
            ], ranks: 2)
        #expect(run.status == 0, "\(run.errors)")
        let csv = try String(contentsOfFile: directory.file("classes/predictions.csv"), encoding: .utf8)
        #expect(csv.contains("probability_1") && !csv.contains("nan") && !csv.contains("inf"))
    }
}
