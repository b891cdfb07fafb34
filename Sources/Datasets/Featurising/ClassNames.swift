import Foundation
import Materials

/// Words that name the classes of a target, in the order of the classes' numbers.
public struct ClassNames: Sendable, Hashable {
    /// [classes]
    public let names: [String]
    private let numbers: [String: Int]

    /// More distinct words than this are names of something else.
    public static let most = 20

    private static let longest = 64

    /// - Parameter names: each once, at least one
    public init(_ names: [String]) {
        self.names = names
        numbers = Dictionary(names.enumerated().map { (Self.key($1), $0) }) { first, _ in first }
    }

    /// The classes of a column whose known texts are words: False and True, no and yes, else as they are written, in alphabetical order.
    ///
    /// - Parameter words: how many rows have each of the column's words
    /// - Returns: nil where they name no classes: there are more than twenty, one alone that is no truth value, or nearly as many as rows
    public init?(words: [String: Int]) {
        let keys = Set(words.keys.map(Self.key))
        if let pair = Self.truthValues.first(where: { keys.isSubset(of: $0) }), !keys.isEmpty {
            self.init(pair)
            return
        }
        guard (2...Self.most).contains(words.count), words.values.reduce(0, +) >= 2 * words.count else { return nil }
        self.init(words.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    /// Names that a file has, which may be anything; nil where they cannot be those of classes.
    init?(text: String) {
        let names = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ !$0.isEmpty }), Set(names.map(Self.key)).count == names.count else { return nil }
        self.init(names)
    }

    /// As a file has them: one a line.
    var text: String { names.joined(separator: "\n") }

    public var count: Int { names.count }

    /// The number of the class that a text names; nil where it names none.
    public func number(of text: String) -> Int? {
        numbers[Self.key(text.trimmingCharacters(in: .whitespaces))]
    }

    /// Whether a text that is no number can name a class. What stands for a missing value in many tables names none.
    public static func isName(_ text: String) -> Bool {
        let word = text.trimmingCharacters(in: .whitespaces)
        return !word.isEmpty && word.utf8.count <= longest && !TableNumber.saysUnknown(word)
            && word.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    private static let truthValues = [["False", "True"], ["no", "yes"]]

    /// What truth values have in common however they are written: `true`, `TRUE` and extended XYZ's `T`. Other words are taken as they are.
    private static func key(_ word: String) -> String {
        switch word.lowercased() {
        case "true", "t": "True"
        case "false", "f": "False"
        case "yes": "yes"
        case "no": "no"
        default: word
        }
    }
}
