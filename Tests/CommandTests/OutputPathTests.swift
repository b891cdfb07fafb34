import Foundation
import TestSupport
import Testing

/// Places that nothing can be written to.
@Suite struct OutputPathTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Before anything is read or made.
    @Test(arguments: [
        ["sandbox", "--out"], ["featurise", "FILE", "--out"], ["predict", "FILE", "FILE", "--out"], ["export", "FILE", "--out"],
        ["import", "FILE", "--target", "e", "--out"],
    ])
    func nothingIsBelowAFile(words: [String]) throws {
        let input = try directory.write("id,formula\n", to: "input.csv")
        let file = try directory.write("plain", to: "file")
        for below in ["x", "x/y"] {
            let run = try ProgramRun("covey", words.map { $0 == "FILE" ? input : $0 } + ["\(file)/\(below)"])
            #expect(run.status == 74 && run.errors.contains("\(file) is a file, and a directory is needed"), "\(run.errors)")
        }
        #expect(try directory.names == ["file", "input.csv"])
    }

    /// Where standard error is a file on a full disk the work goes on without its lines.
    @Test func aLineWithoutRoomEndsNothing() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let binary = ProgramRun.folder.appendingPathComponent("covey").path
        let input = try directory.write("id,formula,y\n1,NaCl,1\n", to: "input.csv")
        let words = ["featurise", input, "--representation", "composition", "--target", "y", "--out", directory.file("data.h5")]
        process.arguments = ["-c", "\"$0\" \"$@\" 2>/dev/full >/dev/null", binary] + words
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try directory.names.contains("data.h5"))
    }

    @Test func aPipeIsNotReplaced() throws {
        let input = try directory.write("id,formula\n1,NaCl\n", to: "input.csv")
        let pipe = directory.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let run = try ProgramRun("covey", ["featurise", input, "--out", pipe])
        #expect(run.status == 64 && run.errors.contains("is a device or a pipe"), "\(run.errors)")
        #expect(try directory.names == ["input.csv", "pipe"])
    }
}
