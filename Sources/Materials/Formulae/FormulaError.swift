/// Why a text is not a chemical formula, and where.
public struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Problem: Hashable, Sendable {
        case empty
        case unknownElement(String)
        case unexpected(String)
        case charge
        /// An amount that is a letter, as in 1-x.
        case variable(String)
        case badAmount(String)
        case emptyBracket
        case unclosedBracket(String)
        case ambiguousDot(String)
        case tooDeep
    }

    public let formula: String
    /// Place of the fault in bytes of UTF-8, counted from 1.
    public let position: Int
    public let problem: Problem

    public var description: String {
        let shown = formula.count <= 80 ? formula : formula.prefix(80) + "…"
        return "formula '\(shown)', position \(position): \(reason)"
    }

    private var reason: String {
        switch problem {
        case .empty: "there is no element in it"
        case .unknownElement("D"), .unknownElement("T"): "isotopes of hydrogen are not told apart, write H"
        case .unknownElement(let symbol): "'\(symbol)' is not an element (symbols are written as Co, not co or CO)"
        case .unexpected(let text): "'\(text)' does not belong in a formula"
        case .variable(let letter): "'\(letter)' stands for an amount, which must be a number, as in Pb0.7Sn0.3Te"
        case .charge: "charged formulae are not read, write the neutral one"
        case .badAmount(let text): "the amount '\(text)' is not a positive number below a million"
        case .emptyBracket: "there is nothing in these brackets"
        case .unclosedBracket(let text): "the bracket '\(text)' has no partner"
        case .ambiguousDot(let text): "'\(text)' may be a fraction or water of hydration, write '·' or '*' before the water"
        case .tooDeep: "brackets are nested more than \(FormulaParser.deepestNesting) deep"
        }
    }
}
