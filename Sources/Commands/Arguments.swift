import Foundation

/// One flag of a command.
package struct Option: Sendable {
    package enum Kind: Sendable { case flag, text, repeated }

    package let name: String
    package let kind: Kind
    /// What stands for the value in the help: "FILE", "N".
    package let value: String
    package let help: String

    package static func flag(_ name: String, _ help: String) -> Option { Option(name: name, kind: .flag, value: "", help: help) }
    package static func text(_ name: String, _ value: String, _ help: String) -> Option { Option(name: name, kind: .text, value: value, help: help) }
    package static func repeated(_ name: String, _ value: String, _ help: String) -> Option {
        Option(name: name, kind: .repeated, value: value, help: help)
    }

    /// The same with more help behind a semicolon.
    package func explained(_ more: String) -> Option { Option(name: name, kind: kind, value: value, help: "\(help); \(more)") }
}

/// The words of a command line, taken apart by the options that a command declares.
package struct Arguments {
    package let command: String
    private let program: String
    package private(set) var positional: [String] = []
    private var values: [String: [String]] = [:]

    /// `--name value` and `--name=value`; `--` ends the flags.
    package init(_ words: [String], of command: any Command.Type) throws(CommandError) {
        self.command = command.name
        program = command.program
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word != "--" else {
                if word == "--" {
                    positional += rest
                    break
                }
                guard !word.hasPrefix("-") || word == "-" else { throw Self.unknown(word, command) }
                positional.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = command.options.first(where: { $0.name == parts[0] }) else { throw Self.unknown(word, command) }
            if option.kind == .flag {
                guard parts.count == 1 else { throw .usage("--\(option.name) takes no value") }
                values[option.name] = []
                continue
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty else {
                throw .usage("--\(option.name) needs a value: --\(option.name) \(option.value)")
            }
            // Most likely a variable of the shell that holds nothing.
            guard parts.count == 2 || !value.hasPrefix("--") else {
                throw .usage("--\(option.name) needs a value before \(value); where that is the value, --\(option.name)=\(value)")
            }
            guard option.kind == .repeated || values[option.name] == nil else { throw .usage("--\(option.name) is given twice") }
            values[option.name, default: []].append(value)
        }
        if let path = text("config") { try merge(configurationAt: path, of: command) }
    }

    /// Flags win over the file.
    private mutating func merge(configurationAt path: String, of command: any Command.Type) throws(CommandError) {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path) }
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw .output("\(path): cannot be read: \(error.localizedDescription)")
        }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        let table: [String: ConfigurationValue]
        do { table = try decoder.decode([String: ConfigurationValue].self, from: data) } catch {
            throw .badData("\(path): expected one JSON5 object of option names and values: \(ConfigurationValue.reason(error))")
        }
        for (key, value) in table.sorted(by: { $0.key < $1.key }) where !command.optionsOfOthers.contains(where: { $0.name == key }) {
            guard let option = command.options.first(where: { $0.name == key }), key != "config" else {
                throw .usage("\(path): \(key) is no option of \(command.program) \(command.name)")
            }
            guard values[key] == nil else { continue }
            switch (option.kind, value) {
            case (.flag, .flag(let isSet)): if isSet { values[key] = [] }
            case (.flag, _): throw .usage("\(path): \(key) must be true or false")
            case (.repeated, .list(let list)): values[key] = list
            case (_, .text(let text)): values[key] = [text]
            case (_, .flag), (_, .list): throw .usage("\(path): \(key) must be one value")
            }
        }
    }

    package func has(_ name: String) -> Bool { values[name] != nil }
    package func text(_ name: String) -> String? { values[name]?.last }
    package func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The same words with one more value of an option, which counts in place of those before it unless the option may be repeated.
    package func adding(_ name: String, _ value: String) -> Arguments {
        var arguments = self
        arguments.values[name, default: []].append(value)
        return arguments
    }

    /// The same words without some options.
    package func removing(_ names: Set<String>) -> Arguments {
        var arguments = self
        arguments.values = values.filter { !names.contains($0.key) }
        return arguments
    }

    /// The same words without some of the values of an option.
    package func removing(_ name: String, where isRemoved: (String) -> Bool) -> Arguments {
        guard let all = values[name] else { return self }
        var arguments = self
        arguments.values[name] = all.filter { !isRemoved($0) }
        return arguments
    }

    package func required(_ name: String) throws(CommandError) -> String {
        guard let value = text(name) else { throw .usage("--\(name) is missing; see \(program) \(command) --help") }
        return value
    }

    package func integer(_ name: String, in range: ClosedRange<Int> = 1...Int.max) throws(CommandError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let upper = range.upperBound == Int.max ? "" : " to \(range.upperBound)"
            throw .usage("--\(name) is \(text); it must be a whole number from \(range.lowerBound)\(upper)")
        }
        return value
    }

    package func number(_ name: String) throws(CommandError) -> Double? {
        guard let text = text(name) else { return nil }
        guard let value = Double(text), value.isFinite else { throw .usage("--\(name) is \(text); it must be a number") }
        return value
    }

    package func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type) throws(CommandError) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let value = Choice(rawValue: text) else {
            throw .usage("--\(name) is \(text); it must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    /// An input file that must be there before any work begins.
    package func existing(_ path: String) throws(CommandError) -> String {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path) }
        return path
    }

    private static func unknown(_ word: String, _ command: any Command.Type) -> CommandError {
        let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        let near = command.options.map { ($0.name, distance($0.name, name)) }.min { $0.1 < $1.1 }
        // Of a short word a few letters are all of it.
        let hint = near.flatMap { $0.1 <= min(3, name.count / 3) ? "did you mean --\($0.0)?" : nil }
        let usage = "usage: \(command.program) \(command.name) \(command.usage); see --help"
        return .usage("\(word) is no option of \(command.program) \(command.name); \(hint ?? usage)")
    }

    /// Edits that turn one word into another (Levenshtein).
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for i in a.indices {
            var previous = row[0]
            row[0] = i + 1
            for j in b.indices {
                let kept = row[j + 1]
                row[j + 1] = min(row[j] + 1, row[j + 1] + 1, previous + (a[i] == b[j] ? 0 : 1))
                previous = kept
            }
        }
        return row[b.count]
    }
}

/// A value of a configuration file, numbers as they were written.
private enum ConfigurationValue: Decodable {
    case flag(Bool)
    case text(String)
    case list([String])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let text = Self.scalar(container) {
            self = .text(text)
        } else {
            self = .list(
                try container.decode([ConfigurationValue].self).map { value in
                    guard case .text(let text) = value else {
                        throw DecodingError.dataCorruptedError(in: container, debugDescription: "a list may hold texts and numbers alone")
                    }
                    return text
                })
        }
    }

    /// Why a file of them cannot be read, in words for people.
    static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.dataCorrupted(let context): context.debugDescription
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context):
            context.codingPath.first.map { "\($0.stringValue) is neither a value nor a list of values" } ?? "found something else"
        default: "\(error)"
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) -> String? {
        if let integer = try? container.decode(Int.self) { return "\(integer)" }
        if let number = try? container.decode(Double.self) { return "\(number)" }
        return try? container.decode(String.self)
    }
}
