import Foundation
import Materials

/// Names of groups that the texts of a kept column make.
public enum GroupLabel {
    /// A number that another program has written as 1.0 is called 1, as a count is; nil for a text that says nothing.
    public static func of(_ text: String) -> String? {
        let word = text.trimmingCharacters(in: .whitespaces)
        if word.isEmpty || word.lowercased() == "nan" { return nil }
        return word.hasSuffix(".0") && TableNumber(word).value != nil ? String(word.dropLast(2)) : word
    }

    /// Numbers by size, then other texts by their letters.
    public static func sorted(_ labels: some Sequence<String>) -> [String] {
        labels.sorted { (Double($0) ?? .infinity, $0) < (Double($1) ?? .infinity, $1) }
    }
}
