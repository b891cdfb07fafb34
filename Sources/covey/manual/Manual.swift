import Commands

/// `covey manual`: the manual page.
enum Manual: Command {
    static let name = "manual"
    static let abstract = "print the manual page, with every verb and option"
    static let usage = "> covey.1        covey manual | man -l -"
    static let options: [Option] = []

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.isEmpty else {
            throw CommandError.usage("expected nothing, found \"\(arguments.positional.joined(separator: " "))\"; usage: covey manual \(usage)")
        }
        print(Covey.program.manualPage, terminator: "")
    }
}
