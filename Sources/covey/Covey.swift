import Glibc

/// The program: finds the subcommand, runs it, and turns what it throws into one line and an exit status.
@main
enum Covey {
    static let version = "0.1.0"

    static let commands: [any Command.Type] = [
        MakeSandbox.self, Featurise.self, Inspect.self, Train.self, Predict.self, MakeReport.self,
        ImportWeights.self, ExportWeights.self,
    ]

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        guard let name = words.first, !["--help", "-h", "help"].contains(name) else {
            print(help)
            return
        }
        if name == "--version" {
            print("covey \(version)")
            return
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            say("covey: there is no command \(name); see covey --help")
            exit(ExitStatus.usage.rawValue)
        }
        if words.contains("--help") {
            print(command.help)
            return
        }
        do { try command.run(try Arguments(Array(words.dropFirst()), of: command)) } catch {
            say("covey \(name): \(error)")
            exit(ExitStatus(of: error).rawValue)
        }
    }

    private static var help: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        let lines = commands.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count + 3))\($0.abstract)" }
        return """
            covey \(version): deep ensembles for materials discovery

            usage: covey COMMAND [options]        covey COMMAND --help
                   mpirun -n R covey train …      one rank per core

            \(lines.joined(separator: "\n"))
            """
    }
}
