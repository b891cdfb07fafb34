/// A shell whose words can be completed.
package enum Shell: String, Sendable, CaseIterable { case bash, zsh, fish }

extension Program {
    /// A script that completes verbs, options and their values, made of the tables that the help is made of.
    package func completions(for shell: Shell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    private var names: String { commands.map { $0.name }.joined(separator: " ") }

    private var bash: String {
        let values = commands.flatMap { command in
            command.options.compactMap { option in
                option.choices.map { "    '\(command.name) --\(option.name)') words='\($0.joined(separator: " "))' ;;" }
            }
        }
        let options = commands.map { command in
            "    \(command.name)) words='\((command.options.map { "--\($0.name)" } + ["--help"]).joined(separator: " "))' ;;"
        }
        return """
            # Completion of \(nameAndVersion) for bash: source it, or keep it as \(name) in bash-completion's folder.
            _\(name)() {
                local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} words=
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W '\(names) --help --version' -- "$word"))
                    return
                fi
                case "$verb ${COMP_WORDS[COMP_CWORD-1]}" in
            \(values.joined(separator: "\n"))
                esac
                if [ -z "$words" ] && [[ $word == -* ]]; then
                    case $verb in
            \(options.joined(separator: "\n"))
                    esac
                fi
                if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); fi
            }
            complete -o default -F _\(name) \(name)

            """
    }

    private var zsh: String {
        func described(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("'", with: "'\\''").replacing("[", with: "\\[").replacing("]", with: "\\]")
                .replacing(":", with: "\\:")
        }
        let verbs = commands.map { "        '\($0.name):\(described($0.abstract))'" }
        let cases = commands.map { command in
            let specifications = command.options.map { option in
                let name = "\(option.kind == .repeated ? "*" : "")--\(option.name)[\(described(option.help))]"
                guard option.kind != .flag else { return "            '\(name)'" }
                let values = option.choices.map { "(\($0.joined(separator: " ")))" } ?? "_files"
                return "            '\(name):\(described(option.value)):\(values)'"
            }
            return (["        \(command.name)) _arguments"] + specifications + ["            '*:file:_files' ;;"]).joined(separator: " \\\n")
        }
        return """
            #compdef \(name)
            # Completion of \(nameAndVersion) for zsh: keep it as _\(name) in a folder of $fpath.
            _\(name)() {
                local -a verbs
                verbs=(
            \(verbs.joined(separator: "\n"))
                )
                if (( CURRENT == 2 )); then
                    _describe 'command' verbs
                    return
                fi
                local verb=$words[2]
                shift words
                (( CURRENT-- ))
                case $verb in
            \(cases.joined(separator: "\n"))
                esac
            }
            _\(name) "$@"

            """
    }

    private var fish: String {
        func quoted(_ text: String) -> String { "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }
        let verbs = commands.map { "complete -c \(name) -n __fish_use_subcommand -f -a \($0.name) -d \(quoted($0.abstract))" }
        let options = commands.flatMap { command in
            command.options.map { option in
                let values = option.choices.map { " -x -a \(quoted($0.joined(separator: " ")))" } ?? (option.kind == .flag ? "" : " -r")
                return "complete -c \(name) -n '__fish_seen_subcommand_from \(command.name)' -l \(option.name)\(values) -d \(quoted(option.help))"
            }
        }
        let heading = "# Completion of \(nameAndVersion) for fish: keep it as \(name).fish in ~/.config/fish/completions."
        return ([heading] + verbs + options).joined(separator: "\n") + "\n"
    }
}

extension Option {
    /// The words that a value is one of, where the help lists them all: "best|settled|last".
    package var choices: [String]? {
        let words = value.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let isList = words.count > 1 && words.allSatisfy { word in !word.isEmpty && word.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } }
        return isList ? words : nil
    }
}
