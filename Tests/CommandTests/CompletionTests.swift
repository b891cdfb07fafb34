import Foundation
import TestSupport
import Testing

/// Completion scripts and the manual page say what the help says.
@Suite struct CompletionTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Verbs, and the options of each with what stands for their values.
    private func help() throws -> [String: [(name: String, value: String)]] {
        let verbs = try ProgramRun("covey", ["--help"]).output.matches(of: /(?m)^  ([a-z]+) {2,}/).map { String($0.output.1) }
        return Dictionary(uniqueKeysWithValues: try verbs.map { verb in
            let text = try ProgramRun("covey", [verb, "--help"]).output
            return (verb, text.matches(of: /(?m)^  --([a-z-]+)(?: ([^ ]+))?/).map { (String($0.output.1), $0.output.2.map(String.init) ?? "") })
        })
    }

    @Test func everyVerbAndOptionIsInEachOfThem() throws {
        let known = try help()
        #expect(known.count > 10 && known.values.contains { $0.count > 20 })
        let bash = try ProgramRun("covey", ["completions", "bash"]).output
        let zsh = try ProgramRun("covey", ["completions", "zsh"]).output
        let fish = try ProgramRun("covey", ["completions", "fish"]).output
        let manual = try ProgramRun("covey", ["manual"]).output
        for (verb, options) in known {
            #expect(zsh.contains("'\(verb):") && fish.contains(" -a \(verb) ") && manual.contains("\n.SS \(verb)\n"), "\(verb)")
            let line = bash.split(separator: "\n").first { $0.hasPrefix("    \(verb)) words='") } ?? ""
            for (option, _) in options {
                #expect(line.contains("--\(option) "), "bash: \(verb) --\(option)")
                #expect(zsh.contains("--\(option)["), "zsh: \(verb) --\(option)")
                #expect(fish.contains("from \(verb)' -l \(option) "), "fish: \(verb) --\(option)")
                #expect(manual.contains("\\fB\\-\\-\(option.replacing("-", with: "\\-"))\\fR"), "manual: \(verb) --\(option)")
            }
        }
    }

    /// Words that bash offers for what has been typed.
    private func completed(_ words: [String]) throws -> [String] {
        let script = directory.file("covey.bash")
        try Data(try ProgramRun("covey", ["completions", "bash"]).output.utf8).write(to: URL(fileURLWithPath: script))
        let typed = words.map { "'\($0)'" }.joined(separator: " ")
        let text = "source '\(script)'; COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1); _covey; printf '%s\\n' \"${COMPREPLY[@]}\""
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", text]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func bashCompletesVerbsOptionsAndValues() throws {
        #expect(try completed(["covey", "tr"]) == ["train"])
        #expect(try completed(["covey", "train", "data.h5", "--sigma-"]) == ["--sigma-floor", "--sigma-scale"])
        #expect(try completed(["covey", "train", "--recipe", ""]) == ["fast", "thesis"])
        #expect(try completed(["covey", "train", "--keep", "s"]) == ["settled"])
        // Files are bash's own business.
        #expect(try completed(["covey", "train", "da"]).isEmpty)
    }

    @Test func otherShellsAreRefused() throws {
        let run = try ProgramRun("covey", ["completions", "tcsh"])
        #expect(run.status == 64 && run.errors.contains("expected one of bash, zsh, fish"))
    }
}
