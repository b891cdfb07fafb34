import Datasets
import Materials

/// How the true values of a comparison write classes, so that predictions of others are read as the same classes.
public struct ClassCoding: Equatable, Sendable {
    public let count: Int
    /// nil where classes are numbers alone.
    public let names: ClassNames?
    /// Whether they are classes for sure; else zeros and ones of which nobody has said what they are.
    public let isCertain: Bool

    public init(count: Int, names: ClassNames?, isCertain: Bool = true) {
        self.count = count
        self.names = names
        self.isCertain = isCertain
    }

    /// The number of the class that a text stands for: by its name, as a truth value where there are two without names, or by its number.
    func number(of text: String) -> Int? {
        if let number = names?.number(of: text) { return number }
        if let number = TableNumber(text).value.flatMap({ Int(exactly: $0) }), (0..<count).contains(number) { return number }
        guard names == nil, count == 2 else { return nil }
        return Self.truthValues.lazy.compactMap { $0.number(of: text) }.first
    }

    private static let truthValues = [ClassNames(["False", "True"]), ClassNames(["no", "yes"])]

    func name(_ number: Int) -> String { names?.names[number] ?? "\(number)" }

    /// "False, True", "0, 1"
    var list: String { (0..<count).map(name).joined(separator: ", ") }

    /// Where a header has a probability of every class, by name or number; nil where it lacks one.
    func probabilityColumns(in header: [String]) -> [Int]? {
        let places = (0..<count).compactMap { kind in
            header.firstIndex(of: "probability_\(name(kind))") ?? header.firstIndex(of: "probability_\(kind)")
        }
        return places.count == count ? places : nil
    }
}
