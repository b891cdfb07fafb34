import Materials

/// What the texts of a kept column are: numbers, or texts that say more.
enum ColumnText {
    /// A kept column in single precision, NaN where nothing is known.
    ///
    /// - Returns: nil where the texts say more and are to be kept: one of them is a code or no number at all, two that differ, such as the
    ///   versions 2022.1 and 2022.10, would become one number, or nothing is known of any
    static func numbers(_ texts: [String]) -> [Float]? {
        // By the bits of the number, which tell -0 from 0.
        var textOfNumber: [UInt32: String] = [:]
        var numbers: [Float] = []
        for text in texts {
            switch TableNumber(text) {
            case .notANumber, .notAValue: return nil
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
}
