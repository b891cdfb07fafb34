extension Program {
    /// The program's manual page (man(7)), made of the tables that the help is made of.
    package var manualPage: String {
        let verbs = commands.map { command in
            let options = command.options.map { option in
                let value = option.kind == .flag ? "" : " \\fI\(Self.escaped(option.value))\\fR"
                return ".TP\n\\fB\\-\\-\(Self.escaped(option.name))\\fR\(value)\n\(Self.line(option.help))"
            }
            let usage = "\(name) \(command.name) \(command.usage)"
            return ([".SS \(command.name)", Self.line(command.abstract), ".PP", ".B \(Self.escaped(usage))"] + options).joined(separator: "\n")
        }
        let statuses = ExitStatus.allCases.map { ".TP\n.B \($0.rawValue)\n\(Self.line($0.meaning))" }
        let ways = (["\(name) COMMAND [options]"] + usage).map { ".B \(Self.escaped($0))" }
        return """
            .TH \(name.uppercased()) 1 "" "\(nameAndVersion)" "User Commands"
            .SH NAME
            \(name) \\- \(Self.escaped(abstract))
            .SH SYNOPSIS
            \(ways.joined(separator: "\n.PP\n"))
            .SH COMMANDS
            \(verbs.joined(separator: "\n"))
            .SH EXIT STATUS
            \(statuses.joined(separator: "\n"))

            """
    }

    /// Hyphens that may be copied, and backslashes that are printed.
    private static func escaped(_ text: String) -> String { text.replacing("\\", with: "\\e").replacing("-", with: "\\-") }

    /// A line of text, which must not begin like a request.
    private static func line(_ text: String) -> String {
        let text = escaped(text)
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}
