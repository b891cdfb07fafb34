import Foundation
import TestSupport
import Testing

/// Ranks whose nodes hold other copies of a file, or were given other options.
@Suite struct RankAgreementTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 60)
    }

    /// Two ranks of one job, each with a command line of its own.
    private func together(_ first: [String], _ second: [String]) throws -> ProgramRun {
        try ProgramRun("covey", first + [":", "-n", "1", ProgramRun.folder.appendingPathComponent("covey").path] + second, ranks: 1)
    }

    private func train(_ data: String, _ more: [String] = []) -> [String] {
        ["train", data, "--target", "formation_energy_per_atom", "--members", "2", "--out", directory.file("run"), "--epochs", "2"] + more
    }

    @Test func otherDataAndOtherOptionsAreRefused() throws {
        let elsewhere = try TemporaryDirectory()
        let other = try elsewhere.sandboxData(materials: 50)
        let mixed = try together(train(data), train(other))
        #expect(mixed.status == 65 && mixed.errors.contains("is not about to do what rank 0 does: data is "), "\(mixed.errors)")
        let odd = try together(train(data), train(data, ["--batch", "17"]))
        #expect(odd.status == 65 && odd.errors.contains("training.batch is 17 here and 16 there"), "\(odd.errors)")
    }

    @Test func predictionsAreOfOneDataSet() throws {
        let elsewhere = try TemporaryDirectory()
        let other = try elsewhere.sandboxData(materials: 50)
        let run = try ProgramRun("covey", train(data))
        #expect(run.status == 0, "\(run.errors)")
        func predict(_ data: String) -> [String] { ["predict", directory.file("run"), data, "--out", directory.file("predictions.csv")] }
        let mixed = try together(predict(data), predict(other))
        #expect(mixed.status == 65 && mixed.errors.contains("rank 0 does: data is "), "\(mixed.errors)")
        let same = try together(predict(data), predict(data))
        #expect(same.status == 0, "\(same.errors)")
    }
}
