import Datasets

/// The mean absolute error of what is left after removing the X % of rows with the largest uncertainty, for X = 0, 1 … 100
/// (Goodall thesis, figures 4.3 and 5.7), with the two curves that it lies between.
///
/// Every array has 101 entries, in the unit of the errors. At X = 100 the last row is kept, as the error of nothing has no value;
/// that row alone makes the right end of the curves noisy.
public struct ConfidenceErrorCurve: Equatable, Sendable {
    /// X, in per cent.
    public let removed: [Double]
    /// How many rows are left.
    public let kept: [Int]
    /// Rows removed in the order of falling uncertainty. Of equal uncertainties any may go first: each counts as their mean does.
    public let byUncertainty: [Double]
    /// Rows removed in the order of falling error: no ranking does better.
    public let byError: [Double]
    /// Rows removed at random: mean over the trials …
    public let randomMean: [Double]
    /// … and standard deviation (divisor: trials).
    public let randomDeviation: [Double]

    /// - Parameters:
    ///   - errors: |y − ŷ| of each row.
    ///   - uncertainties: any measure by which the rows are ranked.
    ///   - trials: how many random orders are drawn.
    ///   - seed: the same seed gives the same random curves.
    /// - Returns: nil for an empty set.
    public init?(errors: [Double], uncertainties: [Double], trials: Int = 500, seed: UInt64 = 1) {
        precondition(errors.count == uncertainties.count && trials > 0)
        guard !errors.isEmpty else { return nil }
        let rows = errors.count
        let kept = Self.kept(of: rows)
        var sums = [Double](repeating: 0, count: kept.count)
        var squares = sums
        let expected = errors.reduce(0, +) / Double(rows)
        for trial in 0..<trials {
            var shuffled = errors
            CounterRandom(seed: seed, member: 0, purpose: .trial, stream: trial).shuffle(&shuffled)
            let means = Self.meansOfFirst(kept, of: shuffled)
            for (point, mean) in means.enumerated() {
                // Measured from the mean over all rows, so that the squares do not cancel.
                sums[point] += mean - expected
                squares[point] += (mean - expected) * (mean - expected)
            }
        }
        removed = Self.percents
        self.kept = kept
        byUncertainty = Self.meanErrors(errors, removedBy: uncertainties)
        byError = Self.meansOfFirst(kept, of: errors.sorted())
        randomMean = sums.map { expected + $0 / Double(trials) }
        randomDeviation = zip(sums, squares).map { sum, square in
            let mean = sum / Double(trials)
            return max(square / Double(trials) - mean * mean, 0).squareRoot()
        }
    }

    /// The curve of another ranking of the same rows; at least one row.
    public static func meanErrors(_ errors: [Double], removedBy uncertainties: [Double]) -> [Double] {
        precondition(errors.count == uncertainties.count && !errors.isEmpty)
        let ranking = errors.indices.sorted { (uncertainties[$0], $0) < (uncertainties[$1], $1) }
        var ranked = ranking.map { errors[$0] }
        // What the order of the rows happens to be says nothing of the uncertainties.
        var first = 0
        while first < ranking.count {
            let end = ranking[first...].firstIndex { uncertainties[$0] != uncertainties[ranking[first]] } ?? ranking.count
            if end - first > 1 {
                let mean = ranked[first..<end].reduce(0, +) / Double(end - first)
                for place in first..<end { ranked[place] = mean }
            }
            first = max(end, first + 1)
        }
        return meansOfFirst(kept(of: errors.count), of: ranked)
    }

    private static let percents = (0...100).map(Double.init)

    private static func kept(of rows: Int) -> [Int] {
        percents.map { max(1, rows - Int((Double(rows) * $0 / 100).rounded())) }
    }

    /// The mean of the first k values for each k of `counts`, which must fall.
    private static func meansOfFirst(_ counts: [Int], of values: [Double]) -> [Double] {
        var means = [Double](repeating: 0, count: counts.count)
        var sum = 0.0
        var added = 0
        for point in counts.indices.reversed() {
            while added < counts[point] {
                sum += values[added]
                added += 1
            }
            means[point] = sum / Double(added)
        }
        return means
    }
}
