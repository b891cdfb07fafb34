/// Tables of comma-separated values as we write them (RFC 4180, lines end in LF); ``TableReader`` reads them.
package enum TableText {
    /// One record with its line end: fields with a comma, a quote or a line break stand in quotes, quotes inside are doubled.
    package static func line(_ fields: [String]) -> String {
        fields.map(quotedIfNeeded).joined(separator: ",") + "\n"
    }

    /// A number in the shortest form that reads back as the same number: Swift's own description, without the ".0" of whole numbers.
    package static func field(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A text as messages quote it.
    package static func shortened(_ text: some StringProtocol) -> String {
        text.count <= 40 ? String(text) : text.prefix(40) + "…"
    }

    private static func quotedIfNeeded(_ field: String) -> String {
        let needsQuotes = field.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
        return needsQuotes ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : field
    }
}
