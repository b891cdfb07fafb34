import Foundation
import TestSupport
import Testing

/// What README says is what the programs do.
@Suite struct ReadmeTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private var readme: String {
        get throws { try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8) }
    }

    /// Commands as they stand in code, lines that end in a backslash joined.
    private var commands: [[Substring]] {
        get throws {
            let joined = try readme.replacing(/\x20\\\n\x20*/, with: " ")
            return joined.matches(of: /(?:^    |`)((?:mpirun |covey |Jobs\/)[^`\n]*)/.anchorsMatchLineEndings()).map { match in
                match.output.1.split(separator: " ").map { $0 }
            }
        }
    }

    @Test func everyCommandAndFlagExists() throws {
        var seen = 0
        for words in try commands {
            if let job = words.first, job.hasPrefix("Jobs/") {
                #expect(FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent(String(job)).path), "\(job)")
                continue
            }
            guard let program = words.firstIndex(of: "covey"), words.count > program + 1 else { continue }
            let name = String(words[program + 1])
            if name.allSatisfy({ $0.isUppercase }) || name.hasPrefix("-") { continue }
            let help = try ProgramRun("covey", [name, "--help"])
            #expect(help.status == 0, "covey \(name)")
            for flag in words[(program + 2)...] where flag.hasPrefix("--") {
                let option = flag.split(separator: "=")[0]
                #expect(help.output.contains(try Regex("(?m)^  \(option)( |$)")), "covey \(name) \(flag)")
            }
            seen += 1
        }
        #expect(seen >= 5)
    }

    @Test func theTableOfSubcommandsIsWhole() throws {
        let help = try ProgramRun("covey", ["--help"]).output
        let listed = Set(help.matches(of: /(?m)^  ([a-z]+) {2,}/).map { String($0.output.1) })
        let rows = try readme.split(separator: "\n").filter { $0.hasPrefix("| `covey ") && !$0.contains("…") }
        let written = Set(rows.flatMap { $0.matches(of: /`covey ([a-z]+)`/).map { String($0.output.1) } })
        #expect(listed == written)
    }
}
