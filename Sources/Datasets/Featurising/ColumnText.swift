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

    /// A kept column in single precision, NaN where nothing is known.
    ///
    /// - Returns: nil where the texts say more and are to be kept: one of them is a code or no number at all, two that differ, such as the
    ///   versions 2022.1 and 2022.10, would become one number, or nothing is known of any
    static func numbers(_ texts: [String]) -> [Float]? {
        // By the bits of the number, which tell -0 from 0.
        var textOfNumber: [UInt32: String] = [:]
        var numbers: [Float] = []
        for text in texts {
            switch number(text) {
            case .unusable: return nil
            case .unknown: numbers.append(.nan)
            case .known(let value):
                let (stored, written) = (Float(value), text.filter { !$0.isWhitespace })
                guard !isCode(written), (textOfNumber[stored.bitPattern] ?? written) == written else { return nil }
                textOfNumber[stored.bitPattern] = written
                numbers.append(stored)
            }
        }
        return textOfNumber.isEmpty ? nil : numbers
    }

    /// Whether what reads as a number is rather a name: 000123, 20161231 with more digits than single precision holds, or 12e4, where programs
    /// that write numbers put a point before the exponent or a sign into it.
    private static func isCode(_ text: String) -> Bool {
        let digits = text.drop { $0 == "-" || $0 == "+" }
        let whole = digits.prefix { $0.isWholeNumber }
        if whole.count > 7 || (whole.count > 1 && whole.first == "0") { return true }
        let rest = digits.dropFirst(whole.count)
        guard rest.first == "e" || rest.first == "E" else { return false }
        return rest.dropFirst().first?.isWholeNumber == true
    }

    static func shortened(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(40) + "…"
    }
}
