/// A kind of feature of whose definition some numbers may be chosen: `NAME`, or `NAME:KEY=VALUE:KEY=VALUE…`.
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

    let name: String
    let parameters: [Parameter]
    /// - Parameters: of the descriptor its whole name, and the parameters' values by their names
    let make: @Sendable (_ name: String, _ values: [String: Double]) -> Descriptor

    /// With nothing chosen.
    var standard: Descriptor { make(name, Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.standard) })) }

    /// - Parameter choices: "KEY=VALUE"
    /// - Throws: `DescriptorError.parameter`
    func descriptor(_ choices: some Sequence<Substring>) throws(DescriptorError) -> Descriptor {
        let values = try values(choices)
        let unusual = parameters.filter { values[$0.name] != $0.standard }.map { ":\($0.name)=\(Self.text(values[$0.name] ?? $0.standard))" }
        return make(name + unusual.joined(), values)
    }

    /// All parameters with their values, chosen or usual.
    ///
    /// - Throws: `DescriptorError.parameter`
    func values(_ choices: some Sequence<Substring>) throws(DescriptorError) -> [String: Double] {
        var values = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.standard) })
        var chosen: Set<String> = []
        for choice in choices {
            let parts = choice.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let parameter = parameters.first(where: { $0.name == parts[0] }) else {
                throw .parameter(family: name, problem: "'\(choice)' is none of its parameters \(parameters.map { "\($0.name)=\(Self.text($0.standard))" }.joined(separator: ", "))")
            }
            guard chosen.insert(parameter.name).inserted else { throw .parameter(family: name, problem: "\(parameter.name) stands twice") }
            guard let value = Double(parts[1]), parameter.range.contains(value), !parameter.isWhole || value == value.rounded() else {
                let (low, high) = (Self.text(parameter.range.lowerBound), Self.text(parameter.range.upperBound))
                throw .parameter(
                    family: name,
                    problem: "\(parameter.name) (\(parameter.meaning)) is \(parts[1]); it must be a \(parameter.isWhole ? "whole " : "")number from \(low) to \(high)")
            }
            values[parameter.name] = value
        }
        return values
    }

    /// Whole numbers without a point.
    static func text(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
