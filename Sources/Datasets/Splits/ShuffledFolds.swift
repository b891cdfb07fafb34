/// Random folds of cross-validation, the same as `KFold(n_splits=count, shuffle=True, random_state=seed)` of scikit-learn makes of as many
/// rows in the same order: published folds can be drawn again.
public struct ShuffledFolds: Sendable, Hashable {
    public let count: Int
    public let seed: UInt32

    public init(count: Int, seed: UInt32) {
        self.count = count
        self.seed = seed
    }

    /// The fold of each of so many rows: the rows are shuffled and cut into neighbouring pieces, the first of which have one more where the
    /// division leaves a rest.
    public func ofRow(_ rows: Int) -> [Int] {
        var order = Array(0..<rows)
        var random = MersenneTwister(seed: seed)
        random.shuffle(&order)
        var folds = [Int](repeating: 0, count: rows)
        var first = 0
        for fold in 0..<count {
            let size = rows / count + (fold < rows % count ? 1 : 0)
            for place in first..<(first + size) { folds[order[place]] = fold }
            first += size
        }
        return folds
    }
}
