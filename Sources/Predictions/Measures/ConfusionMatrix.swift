/// How many rows of each true class were put into each class. Classes are counted from 0.
public struct ConfusionMatrix: Equatable, Sendable {
    /// [classes × classes] first the true class, then the predicted one.
    public let counts: [[Int]]

    /// - Parameters:
    ///   - classes: the true class of each row
    ///   - predicted: the class that it was put into
    ///   - count: of classes; each of those numbers is below it
    public init(classes: [Int], predicted: [Int], count: Int) {
        precondition(classes.count == predicted.count, "a prediction for each row")
        var counts = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for (own, other) in zip(classes, predicted) { counts[own][other] += 1 }
        self.counts = counts
    }

    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// Rows that are of a class.
    public func materials(of kind: Int) -> Int { counts[kind].reduce(0, +) }

    /// Rows that were put into a class.
    public func predictions(of kind: Int) -> Int { counts.reduce(0) { $0 + $1[kind] } }

    private func share(_ part: Int, of whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }

    /// The share of the rows of a class that were found; nil where there are none.
    public func recall(of kind: Int) -> Double? { share(counts[kind][kind], of: materials(of: kind)) }

    /// The share of the rows put into a class that are of it; nil where none were put into it.
    public func precision(of kind: Int) -> Double? { share(counts[kind][kind], of: predictions(of: kind)) }

    /// 2 TP / (2 TP + FP + FN), the harmonic mean of both; nil for a class that neither occurs nor is predicted.
    public func f1(of kind: Int) -> Double? { share(2 * counts[kind][kind], of: materials(of: kind) + predictions(of: kind)) }

    /// The share of rows with the right class; nil for an empty set.
    public var accuracy: Double? { share(counts.indices.reduce(0) { $0 + counts[$1][$1] }, of: total) }

    /// The mean recall of the classes that occur: one half, or one in K, for whoever always says the same class.
    public var balancedAccuracy: Double? { mean { recall(of: $0) } }

    /// Of two classes F1 of the second, which is the positive one; of more the mean over those that occur or are predicted.
    public var f1: Double? { counts.count == 2 ? f1(of: 1) : mean { f1(of: $0) } }

    /// The class that most rows are of, the lowest of equals, and its share: how often whoever always says it is right; nil for an empty set.
    public var largest: (kind: Int, share: Double)? {
        guard let kind = counts.indices.max(by: { (materials(of: $0), -$0) < (materials(of: $1), -$1) }) else { return nil }
        return share(materials(of: kind), of: total).map { (kind, $0) }
    }

    private func mean(_ measure: (Int) -> Double?) -> Double? {
        let values = counts.indices.compactMap(measure)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
