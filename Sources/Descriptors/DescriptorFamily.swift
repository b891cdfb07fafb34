/// A kind of feature of whose definition something may be chosen: `NAME`, or `NAME:KEY=VALUE:KEY=VALUE…`.
///
/// The name of a descriptor says every choice that is not the usual one, in the family's order, so that equal names mean equal numbers.
struct DescriptorFamily: Sendable {
    struct Parameter: Sendable {
        let name: String
        let standard: Double
        let range: ClosedRange<Double>
        var isWhole = false
        /// For people, with the unit.
        let meaning: String
    }

    /// A choice that is no number.
    struct Word: Sendable {
        let name: String
        /// Empty where there is nothing unless it is chosen.
        let standard: String
        /// Empty where anything may be said, which whoever makes the descriptor then checks.
        var choices: [String] = []
        /// For people.
        let meaning: String
        /// How a choice stands in the descriptor's name.
        var shown: @Sendable (String) -> String = { $0 }
    }

    let name: String
    let parameters: [Parameter]
    let words: [Word]
    private let makeStandard: @Sendable () -> Descriptor
    private let make: @Sendable (_ name: String, _ values: [String: Double], _ words: [String: String]) throws(DescriptorError) -> Descriptor

    /// - Parameter make: of the descriptor its whole name, and the parameters' values by their names
    init(name: String, parameters: [Parameter], make: @escaping @Sendable (_ name: String, _ values: [String: Double]) -> Descriptor) {
        self.init(
            name: name, parameters: parameters, words: [],
            standard: make(name, Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.standard) }))
        ) { name, values, _ in make(name, values) }
    }

    /// - Parameter make: of the descriptor its whole name, the parameters' values and the words by their names
    init(
        name: String, parameters: [Parameter], words: [Word], standard: @autoclosure @escaping @Sendable () -> Descriptor,
        make: @escaping @Sendable (_ name: String, _ values: [String: Double], _ words: [String: String]) throws(DescriptorError) -> Descriptor
    ) {
        self.name = name
        self.parameters = parameters
        self.words = words
        makeStandard = standard
        self.make = make
    }

    /// With nothing chosen; made when it is asked for, since some have thousands of columns.
    var standard: Descriptor { makeStandard() }

    /// - Parameter choices: "KEY=VALUE"
    /// - Throws: `DescriptorError.parameter`, and what `make` throws
    func descriptor(_ choices: some Sequence<Substring>) throws(DescriptorError) -> Descriptor {
        let (values, texts) = try choice(choices)
        var whole = name
        for parameter in parameters {
            if let value = values[parameter.name], value != parameter.standard { whole += ":\(parameter.name)=\(Self.text(value))" }
        }
        for word in words {
            let shown = word.shown(texts[word.name] ?? word.standard)
            if shown != word.shown(word.standard) { whole += ":\(word.name)=\(shown)" }
        }
        return try make(whole, values, texts)
    }

    /// All parameters with their values, chosen or usual.
    ///
    /// - Throws: `DescriptorError.parameter`
    func values(_ choices: some Sequence<Substring>) throws(DescriptorError) -> [String: Double] { try choice(choices).values }

    private func choice(_ choices: some Sequence<Substring>) throws(DescriptorError) -> (values: [String: Double], texts: [String: String]) {
        var values = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.standard) })
        var texts = Dictionary(uniqueKeysWithValues: words.map { ($0.name, $0.standard) })
        var chosen: Set<String> = []
        for choice in choices {
            let parts = choice.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw unknown(choice) }
            guard chosen.insert(parts[0]).inserted else { throw .parameter(family: name, problem: "\(parts[0]) stands twice") }
            if let parameter = parameters.first(where: { $0.name == parts[0] }) {
                values[parameter.name] = try value(of: parameter, parts[1])
            } else if let word = words.first(where: { $0.name == parts[0] }) {
                texts[word.name] = try text(of: word, parts[1])
            } else {
                throw unknown(choice)
            }
        }
        return (values, texts)
    }

    private func value(of parameter: Parameter, _ text: String) throws(DescriptorError) -> Double {
        guard let value = Double(text), parameter.range.contains(value), !parameter.isWhole || value == value.rounded() else {
            let (low, high) = (Self.text(parameter.range.lowerBound), Self.text(parameter.range.upperBound))
            let kind = parameter.isWhole ? "whole number" : "number"
            throw .parameter(
                family: name, problem: "\(parameter.name) (\(parameter.meaning)) is \(text); it must be a \(kind) from \(low) to \(high)")
        }
        return value
    }

    private func text(of word: Word, _ text: String) throws(DescriptorError) -> String {
        guard !text.isEmpty, word.choices.isEmpty || word.choices.contains(text) else {
            let right = word.choices.isEmpty ? "something" : word.choices.joined(separator: " or ")
            throw .parameter(family: name, problem: "\(word.name) (\(word.meaning)) is '\(text)'; it must be \(right)")
        }
        return text
    }

    private func unknown(_ choice: Substring) -> DescriptorError {
        let known = parameters.map { "\($0.name)=\(Self.text($0.standard))" } + words.map { "\($0.name)=\($0.standard.isEmpty ? "…" : $0.standard)" }
        return .parameter(family: name, problem: "'\(choice)' is none of its parameters \(known.joined(separator: ", "))")
    }

    /// Whole numbers without a point.
    static func text(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
