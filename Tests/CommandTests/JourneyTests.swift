import Foundation
import TestSupport
import Testing

/// From nothing to predictions, through the commands that people use.
@Suite(.serialized) struct JourneyTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("covey-journey-\(UUID().uuidString)").path

    private func run(_ arguments: [String], ranks: Int? = nil) throws -> ProgramRun {
        let run = try ProgramRun("covey", arguments, ranks: ranks)
        #expect(run.status == 0, "covey \(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func contents(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)")) }

    private func expectEqual(_ name: String, _ other: String) throws {
        let (left, right) = (try contents(name), try contents(other))
        #expect(left == right, "\(name) and \(other)")
    }

    @Test func sandboxToPredictionsOnAnyNumberOfRanks() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try run(["sandbox", "--out", directory, "--materials", "220"])
        let featurise = [
            "featurise", "\(directory)/sandbox.csv", "--structure", "cif", "--id", "material_id", "--target",
            "formation_energy_per_atom:eV/atom", "--keep", "e_above_hull", "--out",
        ]
        _ = try run(featurise + ["\(directory)/one.h5"])
        _ = try run(featurise + ["\(directory)/three.h5"], ranks: 3)
        try expectEqual("one.h5", "three.h5")
        let inspection = try run(["inspect", "\(directory)/one.h5"])
        #expect(inspection.output.contains("all digests are right"))

        let train = [
            "train", "\(directory)/one.h5", "--target", "formation_energy_per_atom", "--members", "2", "--epochs", "2", "--batch", "32", "--out",
        ]
        let alone = try run(train + ["\(directory)/alone"])
        let shared = try run(train + ["\(directory)/shared"], ranks: 3)
        let hash = try #require(alone.output.firstMatch(of: /content hash [0-9a-f]{32}/))
        #expect(shared.output.contains(String(hash.output)))
        #expect(shared.errors.contains("one rank has nothing to do"))
        // In a log, plain lines and no control sequences.
        #expect(shared.errors.contains(/member 1  epoch 1\/2  loss .* left\n/) && !shared.errors.contains("\u{1B}"))
        try expectEqual("alone/predictions.csv", "shared/predictions.csv")

        _ = try run(["predict", "\(directory)/alone", "\(directory)/one.h5", "--out", "\(directory)/again.csv"], ranks: 2)
        try expectEqual("again.csv", "alone/predictions.csv")
        let header = String(decoding: try contents("again.csv").prefix { $0 != 10 }, as: UTF8.self)
        #expect(header.contains(",aleatoric_0,aleatoric_1,formula,label,e_above_hull,seen_composition,seen_prototype,seen_label,unseen_elements,"))
        #expect(header.hasSuffix("conformal_low_90,conformal_high_90"))
        #expect(FileManager.default.fileExists(atPath: "\(directory)/alone/report/index.html"))

        let bundle = try run(["inspect", "\(directory)/alone"])
        #expect(bundle.output.contains("ensemble of 2 members, 2 of them sound; all digests are right"))
        #expect(bundle.output.contains(String(hash.output).split(separator: " ").last ?? "?"))

        let twice = try ProgramRun("covey", train + ["\(directory)/alone"])
        #expect(twice.status == 64)
        #expect(twice.errors.contains("holds a run already"))

        _ = try run(["export", "\(directory)/alone", "--member", "1", "--out", "\(directory)/member.safetensors"])
        _ = try run([
            "report", "\(directory)/alone/predictions.csv", "\(directory)/again.csv", "--ensemble", "\(directory)/alone", "--group", "label",
            "--out", "\(directory)/page",
        ])
        #expect(FileManager.default.fileExists(atPath: "\(directory)/page/tables/2-by-label.csv"))
        let group = try ProgramRun("covey", ["report", "\(directory)/again.csv", "--group", "batch", "--out", "\(directory)/never"])
        #expect(group.status == 64 && group.errors.contains("--group is batch") && group.errors.contains("formula, label, e_above_hull"))
    }

    /// Warnings of training go with the run, wherever its numbers are shown again.
    @Test func severalTargetsAndTheirWarnings() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try run(["sandbox", "--out", directory, "--materials", "120"])
        _ = try run([
            "featurise", "\(directory)/sandbox.csv", "--structure", "cif", "--id", "material_id", "--target", "formation_energy_per_atom:eV/atom",
            "--target", "e_above_hull:eV/atom", "--out", "\(directory)/two.h5",
        ])
        let training = try run([
            "train", "\(directory)/two.h5", "--target", "formation_energy_per_atom", "--target", "e_above_hull", "--members", "1", "--epochs", "1",
            "--split", "random:0.4,0.4,0.2", "--out", "\(directory)/run",
        ])
        #expect(training.errors.contains("occur in training"))
        #expect(training.output.contains("predictions.e_above_hull.csv"))
        _ = try run(["report", "\(directory)/run", "--target", "e_above_hull", "--out", "\(directory)/page"])
        let page = String(decoding: try contents("page/index.html"), as: UTF8.self)
        #expect(page.contains("e_above_hull") && page.contains("occur in training"))
        // Tables of several targets are told apart, and an ensemble tells of its own alone.
        let predicted = try run(["predict", "\(directory)/run", "\(directory)/two.h5", "--out", "\(directory)/p.csv"])
        #expect(predicted.output.contains("next: covey report \(directory)/p.formation_energy_per_atom.csv"))
        let table = "\(directory)/p.e_above_hull.csv"
        func report(_ words: [String]) throws -> ProgramRun {
            try ProgramRun("covey", ["report", table, "--ensemble", "\(directory)/run", "--out", "\(directory)/told"] + words)
        }
        let unnamed = try report([])
        #expect(unnamed.status == 64 && unnamed.errors.contains("name that of \(table) with --target"), "\(unnamed.errors)")
        let wrong = try report(["--target", "formation_energy_per_atom"])
        #expect(wrong.status == 65 && wrong.errors.contains("or not as formation_energy_per_atom"), "\(wrong.errors)")
        #expect(try report(["--target", "e_above_hull"]).status == 0)
        try FileManager.default.removeItem(atPath: "\(directory)/run/predictions.e_above_hull.csv")
        let again = try run([
            "train", "\(directory)/two.h5", "--target", "formation_energy_per_atom", "--target", "e_above_hull", "--members", "1", "--epochs", "1",
            "--split", "random:0.4,0.4,0.2", "--out", "\(directory)/run", "--resume",
        ])
        #expect(again.output.contains("finished already") && again.errors.contains("predictions.e_above_hull.csv is missing"))
        let other = try ProgramRun("covey", ["report", "\(directory)/run", "--target", "band_gap", "--out", "\(directory)/other"])
        #expect(other.status == 64 && other.errors.contains("formation_energy_per_atom, e_above_hull"))
        #expect(!FileManager.default.fileExists(atPath: "\(directory)/other"))
    }

    @Test func aDivergingEnsembleIsRefusedWithTheReason() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try run(["sandbox", "--out", directory, "--materials", "60"])
        _ = try run([
            "featurise", "\(directory)/sandbox.csv", "--structure", "cif", "--id", "material_id", "--target", "formation_energy_per_atom",
            "--out", "\(directory)/one.h5",
        ])
        let run = try ProgramRun("covey", [
            "train", "\(directory)/one.h5", "--target", "formation_energy_per_atom", "--members", "2", "--epochs", "20", "--batch", "8",
            "--learning-rate", "1e30", "--out", "\(directory)/run",
        ])
        #expect(run.status == 65)
        #expect(run.errors.contains("diverged"))
        #expect(!FileManager.default.fileExists(atPath: "\(directory)/run/ensemble.h5"))
    }
}
