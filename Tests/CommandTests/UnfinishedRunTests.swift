import Foundation
import TestSupport
import Testing

/// Commands that need what a run has made, given one that has not made it.
@Suite struct UnfinishedRunTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func make(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: directory.file(name), withIntermediateDirectories: true)
    }

    @Test(arguments: [["report", "RUN", "--out", "page"], ["predict", "RUN", "data.h5"], ["export", "RUN", "--out", "weights"]])
    func aRunThatIsNotFinishedCanBe(words: [String]) throws {
        try make("run")
        _ = try directory.write("{}\n", to: "run/log.jsonl")
        let (run, path) = try begin(words, "run")
        #expect(run.status == 66 && run.errors.contains("\(path): this run is not finished; the command that began it goes on"), "\(run.errors)")
    }

    @Test(arguments: [["report", "RUN", "--out", "page"], ["predict", "RUN", "data.h5"], ["inspect", "RUN"]])
    func aSweepHasRuns(words: [String]) throws {
        try make("sweep/runs/wren-100")
        let (run, path) = try begin(words, "sweep")
        #expect(run.status == 66 && run.errors.contains("\(path): this is a sweep; name one of its runs, which are in \(path)/runs"), "\(run.errors)")
        // A directory of anything else holds neither.
        let (other, _) = try begin(words, "sweep/runs")
        #expect(other.status == 66 && other.errors.contains("there is no such file"), "\(other.errors)")
    }

    /// Runs a command on one of the directories.
    private func begin(_ words: [String], _ name: String) throws -> (run: ProgramRun, path: String) {
        let path = directory.file(name)
        let places = ["RUN": path, "page": directory.file("page"), "weights": directory.file("weights")]
        return (try ProgramRun("covey", words.map { places[$0] ?? $0 }), path)
    }
}
