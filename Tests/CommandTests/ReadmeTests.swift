import Foundation
import TestSupport
import Testing

/// What README and the pages of the documentation say is what the programs do.
@Suite struct ReadmeTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private var readme: URL { folder.appendingPathComponent("README.md") }

    /// README, and every page of the documentation catalogue.
    private var pages: [URL] {
        get throws {
            let catalogue = folder.appendingPathComponent("Sources/covey/Covey.docc")
            let files = try FileManager.default.contentsOfDirectory(at: catalogue, includingPropertiesForKeys: nil)
            return [readme] + files.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
        }
    }

    /// Commands as they stand in code, lines that end in a backslash joined.
    private func commands(in page: URL) throws -> [[Substring]] {
        let joined = try String(contentsOf: page, encoding: .utf8).replacing(/\x20\\\n\x20*/, with: " ")
        let lines = joined.matches(of: /(?:^    |`)((?:mpirun |covey |covey-benchmark |sbatch |Jobs\/)[^`\n]*)/.anchorsMatchLineEndings())
        return lines.map { $0.output.1.split(separator: " ") }
    }

    @Test func everyCommandAndFlagExists() throws {
        var help: [String: ProgramRun] = [:]
        var seen: [String: Int] = [:]
        for page in try pages {
            let place = page.lastPathComponent
            for words in try commands(in: page) {
                for job in words where job.hasPrefix("Jobs/") {
                    let path = folder.appendingPathComponent(String(job)).path
                    #expect(FileManager.default.fileExists(atPath: path), "\(place): \(job)")
                    if page == readme { #expect(FileManager.default.isExecutableFile(atPath: path), "\(job)") }
                }
                guard let program = words.firstIndex(where: { $0 == "covey" || $0 == "covey-benchmark" }), words.count > program + 1 else {
                    continue
                }
                let name = String(words[program + 1])
                if name.allSatisfy({ $0.isUppercase }) || name.hasPrefix("-") { continue }
                let command = "\(words[program]) \(name)"
                let run = try help[command] ?? ProgramRun(String(words[program]), [name, "--help"])
                help[command] = run
                #expect(run.status == 0, "\(place): \(command)")
                for flag in words[(program + 2)...] where flag.hasPrefix("--") && flag != "--help" {
                    let option = flag.split(separator: "=")[0]
                    #expect(run.output.contains(try Regex("(?m)^  \(option)( |$)")), "\(place): \(command) \(flag)")
                }
                seen[place, default: 0] += 1
            }
        }
        #expect(seen["README.md", default: 0] >= 5)
        #expect(seen["GettingStarted.md", default: 0] >= 5)
        #expect(seen["CommandLine.md", default: 0] >= 15)
    }

    @Test func theTableOfSubcommandsIsWhole() throws {
        let listed = try subcommands
        let lines = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n")
        let rows = lines.filter { $0.hasPrefix("| `covey ") && !$0.contains("…") }
        let written = Set(rows.flatMap { $0.matches(of: /`covey ([a-z]+)`/).map { String($0.output.1) } })
        #expect(listed == written)
    }

    /// The page of the command line has a heading for each.
    @Test func everySubcommandHasItsSection() throws {
        let page = folder.appendingPathComponent("Sources/covey/Covey.docc/CommandLine.md")
        let headings = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("## ") }
        let written = Set(headings.flatMap { $0.dropFirst(3).split(separator: " ").map { String($0) } })
        #expect(try subcommands.subtracting(written) == [])
    }

    /// What `covey --help` lists.
    private var subcommands: Set<String> {
        get throws {
            let help = try ProgramRun("covey", ["--help"]).output
            return Set(help.matches(of: /(?m)^  ([a-z]+) {2,}/).map { String($0.output.1) })
        }
    }
}
