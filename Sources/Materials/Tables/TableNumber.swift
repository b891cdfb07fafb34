/// What a field of a table says as a number. Every table is read with this, so that one text means the same wherever it stands.
package enum TableNumber: Hashable, Sendable {
    case known(Double)
    /// Nobody knows: an empty field, or one of the usual words for that.
    case unknown
    /// A text that is no number, though it may be a word for something else; the reason.
    case notANumber(String)
    /// Written as a number, and none that a property can have; the reason.
    case notAValue(String)

    /// Larger values are marks for "missing" or accidents: no property of a material comes near.
    package static let largestMagnitude = 1e30

    /// Blanks around the number do not count.
    ///
    /// - Parameter bound: what the magnitude must be below; infinity for what is no property of a material, such as a diverged prediction
    package init(_ text: some StringProtocol, below bound: Double = largestMagnitude) {
        let trimmed = Self.trimmed(text)
        if Self.isUnknown(trimmed) {
            self = .unknown
        } else if let value = DecimalNumber.double(Array(trimmed.utf8)[...]) {
            self = abs(value) < bound ? .known(value) : .notAValue(Self.absurd(trimmed))
        } else if trimmed.utf8.contains(where: { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }), Double(trimmed) != nil {
            self = .notAValue("'\(TableText.shortened(trimmed))' is not a number: only decimal ones are read")
        } else if let value = Double(trimmed), value.isInfinite {
            self = .notAValue(Self.absurd(trimmed))
        } else if let hint = Self.hint(String(trimmed)) {
            self = .notAValue("'\(TableText.shortened(trimmed))' is not a number; \(hint)")
        } else {
            self = .notANumber("'\(TableText.shortened(trimmed))' is not a number" + (Self.hasFortranExponent(trimmed) ? "; an exponent is written with e" : ""))
        }
    }

    /// The number, where one is known.
    package var value: Double? {
        if case .known(let value) = self { value } else { nil }
    }

    /// Why the text cannot be taken for a number; nil for a number, and where nothing is known.
    package var fault: String? {
        switch self {
        case .known, .unknown: nil
        case .notANumber(let reason), .notAValue(let reason): reason
        }
    }

    /// Whether a text says that nothing is known: an empty one, what pandas takes for missing (`na_values`), `-`, `--` and `?`.
    package static func saysUnknown(_ text: some StringProtocol) -> Bool { isUnknown(trimmed(text)) }

    /// Sodium is not among the words, however the others are written.
    private static func isUnknown(_ word: Substring) -> Bool {
        word.isEmpty || (word.utf8.count <= longestWord && word != "Na" && words.contains(word.lowercased()))
    }

    private static let words: Set = [
        "nan", "-nan", "+nan", "na", "n/a", "#na", "#n/a", "#n/a n/a", "<na>", "null", "none", "-", "--", "?", "1.#ind", "-1.#ind", "1.#qnan",
        "-1.#qnan", "nat",
    ]
    private static let longestWord = 8

    private static func trimmed(_ text: some StringProtocol) -> Substring {
        var rest = Substring(text).drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }

    private static func absurd(_ text: Substring) -> String {
        "'\(TableText.shortened(text))' is not a value that a property can have; leave the field empty where none is known"
    }

    /// What was meant, where it is plain that it was a number.
    private static func hint(_ text: String) -> String? {
        if text.contains(","), isNumber(text.filter { $0 != "," && $0 != "." }) { return "the decimal mark is a point, and thousands have none" }
        if text.contains("\u{2212}"), isNumber(text.replacing("\u{2212}", with: "-")) { return "a minus is written with a hyphen" }
        return nil
    }

    /// 3d5 may also be the name of a shell.
    private static func hasFortranExponent(_ text: Substring) -> Bool {
        DecimalNumber.fortran(Array(text.utf8)[...]) != nil
    }

    private static func isNumber(_ text: String) -> Bool { DecimalNumber.double(Array(text.utf8)[...]) != nil }
}
