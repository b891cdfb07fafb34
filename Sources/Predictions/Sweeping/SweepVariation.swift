/// A parameter of a sweep and the values that it takes: `NAME=A,B,C`.
public struct SweepVariation: Sendable, Equatable {
    public let name: String
    /// In the order in which they were written, each as a command line would have it.
    public let values: [String]

    /// - Parameters:
    ///   - text: a list as a value is written with + in place of its commas: `model.trunk=256+256,128`
    ///   - known: names of settings, beside those that begin with `model.`
    /// - Throws: `SweepError.variation`
    public init(_ text: String, known: [String]) throws(SweepError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw .variation(text: text, problem: "expected NAME=VALUE,VALUE…, for example model.layers=1,2,3 or learning-rate=1e-3,2e-3")
        }
        guard known.contains(parts[0]) || parts[0].hasPrefix("model.") else {
            throw .variation(text: text, problem: "\(parts[0]) is none of \(known.joined(separator: ", ")), or model.NAME as --set has it")
        }
        name = parts[0]
        let words = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1, words.allSatisfy({ !$0.isEmpty }) else {
            throw .variation(text: text, problem: "expected two values or more with commas between")
        }
        guard Set(words).count == words.count else { throw .variation(text: text, problem: "a value stands there twice") }
        values = parts[0].hasPrefix("model.") ? words.map { $0.replacing("+", with: ",") } : words
    }
}
