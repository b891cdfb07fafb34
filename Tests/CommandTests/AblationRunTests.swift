import Ensembles
import Foundation
import Materials
import Models
import TestSupport
import Testing

/// Runs of models without some of their parts.
@Suite struct AblationRunTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 60, targets: ["formation_energy_per_atom"])
    }

    private func train(_ out: String, _ settings: String...) throws -> ProgramRun {
        try ProgramRun(
            "covey",
            ["train", data, "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "1", "--batch", "16", "--out", directory.file(out)]
                + settings.flatMap { ["--set", $0] })
    }

    /// One-hot elements are the bundle's own, whatever vectors a data set that is predicted has.
    @Test func aBundleKnowsWhatItLeavesOut() throws {
        let run = try train("run", "model.layers=1", "model.omit=output-network,element-vectors")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("without element-vectors, output-network"))
        let bundle = try Bundle.read(directory.file("run/ensemble.h5"))
        #expect(bundle.model.basisSummary == "one-hot, 118 numbers each"
            && bundle.configuration.model.settings.omittedNames == "element-vectors, output-network")
        let predicted = try ProgramRun("covey", ["predict", directory.file("run"), data, "--out", directory.file("again.csv")])
        #expect(predicted.status == 0, "\(predicted.errors)")
        func predictions(_ name: String) throws -> [Substring] {
            try String(contentsOfFile: directory.file(name), encoding: .utf8).split(separator: "\n")
        }
        #expect(try predictions("again.csv") == predictions("run/predictions.csv"))
        // The reference has no such model.
        let exported = try ProgramRun("covey", ["export", directory.file("run"), "--out", directory.file("weights.safetensors")])
        #expect(exported.status == 65 && exported.errors.contains("without element-vectors, output-network"))
        // Nor does a model with these parts begin with weights that were learnt without them.
        let whole = try ProgramRun(
            "covey",
            [
                "train", data, "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "1", "--from", directory.file("run"), "--set",
                "model.omit=attention,element-vectors", "--out", directory.file("whole"),
            ])
        #expect(whole.status == 65 && whole.errors.contains("leaves out"), "\(whole.errors)")
    }

    /// Sweeps over parts need a word for leaving none out; of two settings the last counts.
    @Test func nothingIsAWholeModel() throws {
        let run = try train("run", "model.layers=1", "model.omit=attention", "model.omit=nothing")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Bundle.read(directory.file("run/ensemble.h5")).configuration.model.settings.omittedNames.isEmpty)
    }

    @Test func partsThatAModelHasNotAreNamed() throws {
        let run = try train("run", "model.omit=attention,gates")
        #expect(run.status == 64 && run.errors.contains("no part gates; it has element-vectors, node-weights"))
    }
}
