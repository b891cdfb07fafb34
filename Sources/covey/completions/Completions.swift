import Commands

/// `covey completions`: what a shell needs to complete our command lines.
enum Completions: Command {
    static let name = "completions"
    static let abstract = "print a script that completes verbs, options and values in a shell"
    static let usage = "bash|zsh|fish > FILE"
    static let options: [Option] = []

    static func run(_ arguments: Arguments) throws {
        let known = Shell.allCases.map(\.rawValue).joined(separator: ", ")
        guard arguments.positional.count == 1, let shell = Shell(rawValue: arguments.positional[0]) else {
            throw CommandError.usage("expected one of \(known), found \"\(arguments.positional.joined(separator: " "))\"; usage: covey completions \(usage)")
        }
        print(Covey.program.completions(for: shell), terminator: "")
    }
}
