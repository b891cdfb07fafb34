import TestSupport
import Testing

/// Who speaks where ranks fail.
@Suite(.serialized) struct SharedErrorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func lines(of run: ProgramRun) -> [Substring] { run.errors.split(separator: "\n").filter { $0.hasPrefix("covey ") } }

    /// Before the ranks are together, and once they are.
    @Test(arguments: [
        (["train", "DATA", "--targt", "e"], "--targt is no option"), (["fly"], "there is no such command"),
        (["predict", "/nowhere/run", "DATA"], "/nowhere/run: there is no such file"),
        (["train", "DATA", "--target", "e", "--out", "OUT"], "data.h5"),
    ])
    func oneRankSpeaksForAll(words: [String], says expected: String) throws {
        let data = try directory.write("no data set", to: "data.h5")
        let run = try ProgramRun("covey", words.map { $0 == "DATA" ? data : $0 == "OUT" ? directory.file("out") : $0 }, ranks: 3)
        #expect(run.status >= 64)
        #expect(lines(of: run).count == 1 && lines(of: run)[0].contains(expected), "\(run.errors)")
    }
}
