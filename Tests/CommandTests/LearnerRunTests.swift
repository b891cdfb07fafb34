import Foundation
import TestSupport
import Testing

/// The other learners on features in the same run as everything else.
@Suite(.serialized) struct LearnerRunTests {
    private let directory: TemporaryDirectory
    private let data: String

    /// Kinds with settings that keep them short.
    private static let kinds: [(model: String, settings: [String], stage: String)] = [
        ("boosted", ["rounds=30", "patience=5", "subsample=0.8", "feature-share=0.5"], "round"), ("ridge", ["penalties=5"], "penalty"),
        ("lasso", ["penalties=5"], "penalty"), ("kernel-ridge", ["penalty=0.1"], "kernel"),
        ("kernel-ridge", ["penalty=0.1", "gamma=1", "distance=elemd"], "kernel"), ("neighbours", ["most-neighbours=4"], "neighbour"),
    ]

    private static let both = ["formation_energy_per_atom", "e_above_hull"]

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(
            materials: 120, targets: Self.both, ["--features", "magpie145"])
    }

    private func train(
        _ out: String, _ model: String, _ settings: [String], _ more: [String] = [], targets: [String] = ["e_above_hull"], ranks: Int? = nil,
        meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws -> ProgramRun {
        try ProgramRun(
            "covey",
            ["train", data, "--model", model, "--members", "3", "--out", directory.file(out)] + targets.flatMap { ["--target", $0] }
                + settings.flatMap { ["--set", "model.\($0)"] } + more, ranks: ranks, meanwhile: meanwhile)
    }

    private func bytes(_ file: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: directory.file(file))) }

    @Test(arguments: kinds.indices)
    func everyLayoutGivesTheSameBitsAndABundlePredictsAsItsRunDid(place: Int) throws {
        let (model, settings, stage) = Self.kinds[place]
        // The page of a target takes longer than its members.
        let targets = place == 0 ? Self.both : ["e_above_hull"]
        let file = place == 0 ? "predictions.e_above_hull.csv" : "predictions.csv"
        let whole = try train("whole", model, settings, targets: targets)
        let hash = try contentHash(of: whole)
        #expect(whole.errors.contains("\(stage) ") && whole.errors.contains("is kept"), "\(whole.errors)")
        #expect(try contentHash(of: try train("shared", model, settings, targets: targets, ranks: 2)) == hash)
        #expect(try bytes("shared/\(file)") == bytes("whole/\(file)"))
        let predicted = try ProgramRun("covey", ["predict", directory.file("whole"), data, "--out", directory.file("again.csv")])
        #expect(predicted.status == 0, "\(predicted.errors)")
        #expect(try bytes(place == 0 ? "again.e_above_hull.csv" : "again.csv") == bytes("whole/\(file)"))
        let inspection = try ProgramRun("covey", ["inspect", directory.file("whole")])
        let basis = settings.contains("distance=elemd") || model == "neighbours" ? "under elemd" : "magpie145"
        #expect(inspection.status == 0 && inspection.output.contains(basis), "\(inspection.output)")
    }

    @Test func boostingThatIsStoppedGoesOnWithTheNextRoundAndStopsEarlyAtTheSame() throws {
        let settings = ["rounds=2000", "patience=100", "eta=0.05", "subsample=0.7", "feature-share=0.5"]
        let run = try train("whole", "boosted", settings, targets: Self.both)
        let whole = try contentHash(of: run)
        #expect(run.errors.contains("stopped early, round "), "\(run.errors)")
        let cut = try train("cut", "boosted", settings, targets: Self.both) { process in
            try directory.wait(for: 40, of: "cut")
            kill(process, SIGTERM)
        }
        #expect(cut.status == 75 && cut.errors.contains("stopped after round"), "\(cut.errors)")
        let resumed = try train("cut", "boosted", settings, ["--resume"], targets: Self.both, ranks: 2)
        #expect(resumed.errors.contains("goes on after round"))
        #expect(try contentHash(of: resumed) == whole)
        #expect(try bytes("cut/predictions.formation_energy_per_atom.csv") == bytes("whole/predictions.formation_energy_per_atom.csv"))
    }

    @Test func whatDoesNotApplyIsRefusedByName() throws {
        for (model, settings, _) in Self.kinds.prefix(3) {
            let run = try train("run", model, settings, ["--patience", "5"])
            #expect(run.status == 64 && run.errors.contains("--patience does not apply to --model \(model); it applies to roost, wren"), "\(run.errors)")
        }
        let weights = try train("run", "ridge", [], ["--class-weights", "balanced"])
        #expect(weights.status == 64 && weights.errors.contains("--class-weights does not apply to --model ridge"), "\(weights.errors)")
        let classes = try train("run", "lasso", [], ["--loss", "classification"])
        #expect(classes.status != 0 && !FileManager.default.fileExists(atPath: directory.file("run")), "\(classes.errors)")
        let distance = try train("run", "neighbours", ["distance=grid-emd"])
        #expect(distance.status == 64 && distance.errors.contains("--features grid"), "\(distance.errors)")
        let unknown = try train("run", "neighbours", ["distance=far"])
        #expect(unknown.status == 64 && unknown.errors.contains("there is no distance 'far'"), "\(unknown.errors)")
    }

    @Test func penaltiesAreSweptFoldsAreValidatedAndPlansMade() throws {
        let sweep = try ProgramRun(
            "covey",
            [
                "sweep", data, "--target", "formation_energy_per_atom", "--model", "ridge", "--vary", "model.penalty=0.1,10", "--members", "2", "--out",
                directory.file("sweep"),
            ], ranks: 2)
        #expect(sweep.status == 0, "\(sweep.errors)")
        let csv = try String(contentsOfFile: directory.file("sweep/sweep.csv"), encoding: .utf8)
        #expect(csv.contains("0.1") && csv.contains("10"))
        let folds = try train("folds", "neighbours", ["most-neighbours=3"], ["--folds", "3"], ranks: 2)
        #expect(folds.status == 0, "\(folds.errors)")
        let plan = try ProgramRun(
            "covey", ["plan", data, "--target", "formation_energy_per_atom", "--model", "boosted", "--measure", "1s", "--set", "model.rounds=20"])
        #expect(plan.status == 0 && plan.output.contains("sbatch --ntasks=10"), "\(plan.errors)")
    }
}
