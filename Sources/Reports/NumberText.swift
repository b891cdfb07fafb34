import Foundation

/// Numbers as people read them, for the page and its captions.
package enum NumberText {
    /// Three significant digits (or as many as asked for), without an exponent where that is readable, with a real minus sign.
    package static func short(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
        if value == 0 { return "0" }
        let magnitude = abs(value)
        if magnitude < 1e-4 || magnitude >= 1e6 {
            return withMinus(String(format: "%.\(digits - 1)e", value))
        }
        return fixed(value, decimals: decimals(for: value, digits: digits))
    }

    /// "0.0605 ± 0.0004": both with the decimals that the mean asks for.
    package static func spread(mean: Double, deviation: Double?, digits: Int = 3) -> String {
        guard let deviation, mean.isFinite else { return short(mean, digits: digits) }
        let decimals = decimals(for: mean, digits: digits)
        return fixed(mean, decimals: decimals) + " ± " + fixed(deviation, decimals: decimals)
    }

    /// "0.0021 ± 0.0004": two digits of the error, and the decimals that they ask for.
    package static func spread(mean: Double, error: Double) -> String {
        let decimals = decimals(for: error, digits: 2)
        return fixed(mean, decimals: decimals) + " ± " + fixed(error, decimals: decimals)
    }

    /// "1,759".
    package static func count(_ value: Int) -> String {
        var groups: [String] = []
        var rest = value.magnitude
        while rest >= 1000 {
            groups.insert(String(format: "%03d", Int(rest % 1000)), at: 0)
            rest /= 1000
        }
        return (value < 0 ? "−" : "") + ([String(rest)] + groups).joined(separator: ",")
    }

    /// "1 material", "1,759 materials".
    package static func counted(_ value: Int, _ one: String, _ several: String? = nil) -> String {
        "\(count(value)) \(value == 1 ? one : several ?? one + "s")"
    }

    /// "Og, Pu, Th", of many the first ten and how many more.
    package static func list(_ words: [String]) -> String {
        words.count <= 12 ? words.joined(separator: ", ") : words.prefix(10).joined(separator: ", ") + " and \(words.count - 10) more"
    }

    /// "84.2 %" of a share between 0 and 1.
    package static func percent(_ share: Double, decimals: Int = 1) -> String {
        fixed(100 * share, decimals: decimals) + "\u{202F}%"
    }

    package static func fixed(_ value: Double, decimals: Int) -> String {
        withMinus(String(format: "%.\(decimals)f", value))
    }

    /// How many decimals show so many significant digits.
    private static func decimals(for value: Double, digits: Int) -> Int {
        value == 0 || !value.isFinite ? digits : max(0, digits - 1 - Int(log10(abs(value)).rounded(.down)))
    }

    private static func withMinus(_ text: String) -> String {
        // "-0.00" is nothing, not less than nothing.
        let isNothing = !text.contains { $0.isNumber && $0 != "0" }
        return isNothing ? text.replacing("-", with: "") : text.replacing("-", with: "−")
    }
}
