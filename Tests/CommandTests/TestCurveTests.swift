import Ensembles
import Foundation
import Predictions
import TestSupport
import Testing
import Training

/// Members whose test error is followed while they learn.
@Suite struct TestCurveTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 80, targets: ["formation_energy_per_atom"])
    }

    private func train(_ out: String, _ more: String...) throws -> ProgramRun {
        try ProgramRun(
            "covey",
            [
                "train", data, "--target", "formation_energy_per_atom", "--members", "2", "--epochs", "3", "--batch", "16", "--set",
                "model.layers=1", "--set", "model.output=32", "--out", directory.file(out),
            ] + more)
    }

    /// What the curve has at the epoch that a member keeps is the error of what it predicts in the end, and nothing else of the run changes.
    @Test(arguments: ["best", "last"]) func theCurveEndsWhereThePredictionsAre(keep: String) throws {
        let plain = try train("plain", "--keep", keep)
        let curve = try train("curve", "--test-curve", "--keep", keep)
        #expect(try contentHash(of: plain) == contentHash(of: curve))
        #expect(try Bundle.read(directory.file("plain/ensemble.h5")).members.allSatisfy { $0.history.allSatisfy { $0.testMAE == nil } })

        let bundle = try Bundle.read(directory.file("curve/ensemble.h5"))
        let test = try PredictionTable(readingFrom: directory.file("curve/predictions.csv")).rows(ofSplit: "test").rowsWithTarget
        #expect(test.count > 4)
        for (place, member) in bundle.members.enumerated() {
            #expect(member.history.allSatisfy { $0.testMAE != nil } && (keep == "best" || member.bestEpoch == 3))
            let best = try #require(member.history.first { $0.epoch == member.bestEpoch }?.testMAE)
            let errors = zip(test.knownTargets, test.members[place]).map { abs($0 - $1) }
            #expect(abs(errors.reduce(0, +) / Double(errors.count) - best) < 1e-5 * best)
        }
        let figure = try String(contentsOfFile: directory.file("curve/report/tables/training-mae.csv"), encoding: .utf8)
        #expect(figure.hasPrefix("epoch,train_0,validation_0,test_0,train_1"))
        let compared = try ProgramRun("covey", ["report", directory.file("curve"), directory.file("plain"), "--out", directory.file("pair")])
        #expect(compared.status == 0, "\(compared.errors)")
        let alone = try String(contentsOfFile: directory.file("pair/index.html"), encoding: .utf8)
        // A curve that only one of the two has is no comparison.
        #expect(alone.contains("How they learnt") && !alone.contains("How their test error fell"))
        try FileManager.default.copyItem(atPath: directory.file("curve"), toPath: directory.file("again"))
        let both = try ProgramRun("covey", ["report", directory.file("curve"), directory.file("again"), "--out", directory.file("both")])
        #expect(both.status == 0, "\(both.errors)")
        #expect(try String(contentsOfFile: directory.file("both/index.html"), encoding: .utf8).contains("How their test error fell"))
    }

    @Test func patienceIsForTheBestEpoch() throws {
        let run = try train("patient", "--keep", "last", "--patience", "2")
        #expect(run.status == 64 && run.errors.contains("--patience is 2.0; it must be left out where the last epoch is kept"), "\(run.errors)")
    }
}
