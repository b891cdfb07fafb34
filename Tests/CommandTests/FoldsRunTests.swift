import Foundation
import TestSupport
import Testing

/// Cross-validation: all folds as one queue, on any number of ranks and in any number of pieces, reported together.
@Suite(.serialized) struct FoldsRunTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 90, targets: ["formation_energy_per_atom:eV/atom"])
    }

    private let little = ["model.layers=1", "model.heads=1", "model.trunk=32", "model.output=16"].flatMap { ["--set", $0] }

    private func train(
        _ out: String, _ more: [String], ranks: Int? = nil, status: Int32 = 0, meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws -> ProgramRun {
        let words = ["train", data, "--target", "formation_energy_per_atom", "--members", "2", "--batch", "16", "--out", directory.file(out)]
        let epochs = more.contains("--epochs") ? [] : ["--epochs", "3"]
        let run = try ProgramRun("covey", words + little + epochs + more, ranks: ranks, meanwhile: meanwhile)
        #expect(run.status == status, "covey train \(more.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: directory.file(path), encoding: .utf8) }

    private func rows(_ path: String) throws -> [[Substring]] {
        try text(path).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func report(_ words: [String], status: Int32 = 0) throws -> ProgramRun {
        let run = try ProgramRun("covey", ["report"] + words)
        #expect(run.status == status, "covey report \(words.joined(separator: " ")): \(run.errors)")
        return run
    }

    @Test func everyMaterialIsPredictedOnceByAFoldThatHasNotMetIt() throws {
        let alone = try train("alone", ["--folds", "3"])
        #expect(alone.errors.contains("3 random folds") && alone.output.contains("MAE over 3 folds"))
        _ = try train("two", ["--folds", "3"], ranks: 2)
        for path in ["predictions.csv", "folds/1/predictions.csv", "report/metrics.json", "report/tables/by-fold.csv"] where !path.hasSuffix("json") {
            #expect(try text("two/\(path)") == (try text("alone/\(path)")), "\(path)")
        }
        let all = try rows("alone/predictions.csv")
        let fold = try #require(all[0].firstIndex(of: "test_fold"))
        #expect(all.count == 91 && Set(all.dropFirst().map { $0[0] }).count == 90)
        #expect(Dictionary(grouping: all.dropFirst()) { $0[fold] }.mapValues(\.count) == ["0": 30, "1": 30, "2": 30])
        // A fold is what covey train makes of its split, to the last digit.
        _ = try train("one", ["--split", "kfold:3:1:1"])
        #expect(try text("one/predictions.csv") == (try text("alone/folds/1/predictions.csv")))
        let tested = try rows("one/predictions.csv").filter { $0[1] == "test" }.map { $0.prefix(7) }
        #expect(tested == all.filter { $0[fold] == "1" }.map { $0.prefix(7) })

        let page = try text("alone/report/index.html")
        #expect(page.contains("Over 3 folds the MAE is") && page.contains("By fold"))
        let table = try rows("alone/report/tables/by-fold.csv")
        #expect(table.map { $0[0] } == ["fold", "0", "1", "2", "mean", "standard_deviation", "all"])
        let errors = table.dropFirst().prefix(3).compactMap { Double($0[2]) }
        #expect(abs((Double(table[4][2]) ?? 0) - errors.reduce(0, +) / 3) < 1e-12)
        #expect(abs((Double(table[6][2]) ?? 0) - errors.reduce(0, +) / 3) < 1e-12, "folds of one size: the mean of all is that of the folds")
    }

    @Test func folderAndRunsAreReportedAlike() throws {
        _ = try train("whole", ["--folds", "3"])
        _ = try report([directory.file("whole"), "--out", directory.file("again")])
        #expect(try text("again/tables/by-fold.csv") == (try text("whole/report/tables/by-fold.csv")))
        for fold in 0..<3 { _ = try train("run\(fold)", ["--split", "kfold:3:\(fold):1"]) }
        let runs = (0..<3).map { directory.file("run\($0)") }
        let together = try report(runs + ["--out", directory.file("together")])
        #expect(together.errors.contains("these 3 runs are folds of one data set"))
        #expect(try text("together/tables/by-fold.csv") == (try text("whole/report/tables/by-fold.csv")))
        // Runs with other settings are compared, as ever.
        _ = try train("other", ["--split", "kfold:3:2:1", "--epochs", "2"])
        let compared = try report([runs[0], directory.file("other"), "--out", directory.file("compared")])
        #expect(!compared.errors.contains("folds of one data set"))
        #expect(try text("compared/index.html").contains("2 sets of predictions of different materials, side by side"))
        let predicted = try ProgramRun("covey", ["predict", directory.file("whole"), data, "--out", directory.file("p.csv")])
        #expect(predicted.status == 66 && predicted.errors.contains("this is a cross-validation; name one of its folds"))
    }

    @Test func aStoppedCrossValidationEndsInTheSameTables() throws {
        let options = ["--folds", "3:7", "--epochs", "40"]
        _ = try train("whole", options)
        let stopped = try train("cut", options, status: 75) { process in
            let log = directory.file("cut/folds/1/log.jsonl")
            let deadline = Date().addingTimeInterval(60)
            while Date() < deadline, ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").count(where: { $0 == "\n" }) < 3 { usleep(2000) }
            kill(process, SIGTERM)
        }
        #expect(stopped.errors.contains("--resume") && !FileManager.default.fileExists(atPath: directory.file("cut/predictions.csv")))
        _ = try train("cut", options, status: 64)
        _ = try train("cut", ["--split", "kfold:3:0:7"], status: 64)
        _ = try train("cut", options + ["--resume"], ranks: 2)
        for path in ["predictions.csv", "folds/2/predictions.csv"] { #expect(try text("cut/\(path)") == (try text("whole/\(path)"))) }
        let again = try train("cut", ["--folds", "3:8", "--epochs", "40", "--resume"], status: 64)
        #expect(again.errors.contains("split: the run has kfold:3:0:7"))
    }

    @Test func foldsThatCannotBeAreRefused() throws {
        let refusals = [
            ["--folds", "colour"]: "must be a number of folds, or a column", ["--folds", "1"]: "2 to 100 folds",
            ["--folds", "3", "--split", "random:0.8,0.1,0.1"]: "--split does not go with --folds",
        ]
        for (words, reason) in refusals {
            let run = try train("refused", words, status: 64)
            #expect(run.errors.contains(reason), "\(words): \(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("refused")))
    }
}
