/// What the text of a field says as a number.
enum ColumnText {
    enum Number: Hashable {
        case known(Double)
        /// An empty field, or NaN in any spelling.
        case unknown
        /// Not a number that a property can have; the reason.
        case unusable(String)
    }

    /// Larger values are marks for "missing" or accidents: no property of a material comes near.
    static let largestMagnitude = 1e30

    static func number(_ text: String) -> Number {
        let trimmed = text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
        if trimmed.isEmpty || trimmed.lowercased() == "nan" { return .unknown }
        let isWhole = text.allSatisfy { !$0.isWhitespace } || text.filter { !$0.isWhitespace } == trimmed
        guard isWhole, let value = Double(trimmed), !trimmed.contains(where: { "xXpP".contains($0) }) else {
            return .unusable("'\(shortened(text))' is not a number")
        }
        guard value.isFinite, abs(value) < largestMagnitude else {
            return .unusable("'\(shortened(text))' is not a value that can be learnt; leave the field empty where none is known")
        }
        return .known(value)
    }

    /// Whether a kept column's text loses nothing as a single-precision number: codes such as 000123 or 20161231 stay text.
    static func isPlainNumber(_ text: String) -> Bool {
        guard case .known = number(text) else { return false }
        let digits = text.drop { $0 == "-" || $0 == "+" }
        if digits.count > 1, digits.first == "0", digits.dropFirst().first?.isWholeNumber == true { return false }
        return digits.count <= 7 || digits.contains(".") || digits.contains("e") || digits.contains("E")
    }

    static func shortened(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(40) + "…"
    }
}
