/// A subcommand: what it is called, what it takes, what it does.
package protocol Command: Sendable {
    /// The program that it belongs to.
    static var program: String { get }
    static var name: String { get }
    /// The line in the list of commands.
    static var abstract: String { get }
    /// "DATA.h5 --target NAME --out RUN [options]"
    static var usage: String { get }
    static var options: [Option] { get }
    /// What a configuration file may set for another command that it serves too, and means nothing to this one.
    static var optionsOfOthers: [Option] { get }
    static func run(_ arguments: Arguments) throws
}

extension Command {
    package static var program: String { "covey" }
    package static var optionsOfOthers: [Option] { [] }

    package static var help: String {
        let left = options.map { $0.kind == .flag ? "--\($0.name)" : "--\($0.name) \($0.value)" }
        let width = min(left.map(\.count).max() ?? 0, 34)
        let lines = zip(left, options).map { text, option in
            let padding = String(repeating: " ", count: max(width - text.count, 0) + 2)
            return "  \(text)\(padding)\(option.help)"
        }
        return (["\(program) \(name): \(abstract)", "", "usage: \(program) \(name) \(usage)", ""] + lines).joined(separator: "\n")
    }
}
