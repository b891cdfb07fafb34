import Glibc
import MessagePassing

/// A program of several commands: finds the one that is asked for, runs it, and turns what it throws into one line and an exit status.
package struct Program: Sendable {
    package let name: String
    package let version: String
    /// The line at the top of the help.
    package let abstract: String
    /// Further ways to start it.
    package let usage: [String]
    package let commands: [any Command.Type]
    /// Lines that `--version` has below the version.
    package let details: @Sendable () -> [String]
    /// The status of an error that is none of the command line's.
    package let status: @Sendable (any Error) -> ExitStatus

    package init(
        name: String, version: String, abstract: String, usage: [String], commands: [any Command.Type],
        details: @escaping @Sendable () -> [String] = { [] }, status: @escaping @Sendable (any Error) -> ExitStatus
    ) {
        self.name = name
        self.version = version
        self.abstract = abstract
        self.usage = usage
        self.commands = commands
        self.details = details
        self.status = status
    }

    package var nameAndVersion: String { "\(name) \(version)" }

    package func run(_ words: [String]) {
        guard let word = words.first, !["--help", "-h", "help"].contains(word) else {
            print(help)
            return
        }
        if word == "--version" {
            print(([nameAndVersion] + details()).joined(separator: "\n"))
            return
        }
        do {
            guard let command = commands.first(where: { $0.name == word }) else {
                throw CommandError.usage("there is no such command; see \(name) --help")
            }
            if words.contains("--help") {
                print(command.help)
                return
            }
            try command.run(try Arguments(Array(words.dropFirst()), of: command))
        } catch {
            explain(error, of: word, rank: Launch.rank ?? 0)
            exit(exitStatus(of: error).rawValue)
        }
    }

    /// Seconds in which a launcher ends all ranks once rank 0 has ended with an error.
    private static let patience: UInt32 = 3

    /// Says why a command fails. Ranks that fail mostly fail alike, and then rank 0 speaks for all: before another one does, rank 0 has had the
    /// time to end the job. Who fails alone is heard after it.
    func explain(_ error: any Error, of command: String, rank: Int) {
        // Processes that do not know each other have no rank 0 that would end them, but it speaks for them.
        if let error = error as? LaunchError, error.index > 0 { return }
        if rank > 0 { sleep(Self.patience) }
        say("\(name) \(command)\(rank > 0 ? ", rank \(rank)" : ""): \(error)")
    }

    /// How the program ends for an error.
    func exitStatus(of error: any Error) -> ExitStatus { (error as? CommandError)?.status ?? status(error) }

    private var help: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        let lines = commands.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count + 3))\($0.abstract)" }
        let ways = (["\(name) COMMAND [options]        \(name) COMMAND --help"] + usage).joined(separator: "\n       ")
        return """
            \(name) \(version): \(abstract)

            usage: \(ways)

            \(lines.joined(separator: "\n"))
            """
    }
}
