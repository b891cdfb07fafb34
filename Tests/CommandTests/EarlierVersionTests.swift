import Datasets
import Ensembles
import Foundation
import HDF5
import Predictions
import TestSupport
import Testing
import Training

/// Files that version 0.1 wrote (`Version01`: 40 made-up compositions, two members of the smallest sizes, three epochs).
@Suite struct EarlierVersionTests {
    private let directory: TemporaryDirectory
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Version01").path

    init() throws { directory = try TemporaryDirectory() }

    private func file(_ name: String) -> String { "\(folder)/\(name)" }

    @Test func contentHashesAreThoseThatTheFilesState() throws {
        #expect(try Dataset(path: file("data.h5"), verifying: .everything).contentHash == "2f6925e2d46ff9dd5f853482917bb656")
        let stated = try HDF5File.open(file("ensemble.h5")).requiredText("content_hash")
        #expect(stated == "a025e92e92578defea6f33573345e9c5")
        let inspected = try ProgramRun("covey", ["inspect", file("ensemble.h5")])
        #expect(inspected.status == 0 && inspected.output.contains("content hash        \(stated)"), "\(inspected.output)\(inspected.errors)")
    }

    @Test func predictionsAreWhatTheyWere() throws {
        let out = directory.file("predictions.csv")
        let run = try ProgramRun("covey", ["predict", file("ensemble.h5"), file("data.h5"), "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        let (before, now) = (try PredictionTable(readingFrom: file("predictions.csv")), try PredictionTable(readingFrom: out))
        let places = Dictionary(uniqueKeysWithValues: now.ids.enumerated().map { ($1, $0) })
        for (row, id) in before.ids.enumerated() {
            let place = try #require(places[id])
            // The last digits are another processor's.
            #expect(abs(before.combined.prediction[row] - now.combined.prediction[place]) < 1e-5)
            #expect(abs(before.combined.total[row] - now.combined.total[place]) < 1e-5)
        }
        #expect(before.count == 40)
    }

    @Test func checkpointsAndTablesAreRead() throws {
        let checkpoint = try Checkpoint(path: file("member-000.h5"))
        #expect(checkpoint.progress.history.count == 3 && checkpoint.progress.goingBack == nil)
        #expect(checkpoint.identity.configuration.training.sigmaFloor == nil)
        #expect(try TrainingHistory(readingLogAt: file("log.jsonl")).members == [0, 1])
        let report = try ProgramRun("covey", ["report", file("predictions.csv"), "--ensemble", file("ensemble.h5"), "--out", directory.file("page")])
        #expect(report.status == 0, "\(report.errors)")
    }

    /// With the settings that were its defaults, a run of that version is gone on with; with today's it is refused, with a list.
    @Test func runsAreGoneOnWith() throws {
        let run = directory.file("run")
        try FileManager.default.createDirectory(atPath: "\(run)/checkpoints", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: file("member-000.h5"), toPath: "\(run)/checkpoints/member-000.h5")
        let sizes = [
            "element-width=3", "layers=1", "heads=1", "pooling-heads=1", "gate-width=16", "message-width=16", "pooling-gate-width=16",
            "pooling-message-width=16", "trunk=4", "output=4",
        ]
        let words = ["train", file("data.h5"), "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "3", "--split", "random:0.6,0.3,0.1"]
            + sizes.flatMap { ["--set", "model.\($0)"] } + ["--out", run, "--resume"]
        let refused = try ProgramRun("covey", words)
        #expect(refused.status != 0 && refused.errors.contains("training.sigmaFloor"), "\(refused.errors)")
        let earlier = ["--batch", "64", "--learning-rate", "2e-3", "--sigma-floor", "off", "--sigma-scale", "off", "--after-jump", "go-on", "--keep", "best"]
        let resumed = try ProgramRun("covey", words + earlier)
        #expect(resumed.status == 0, "\(resumed.errors)")
    }
}
