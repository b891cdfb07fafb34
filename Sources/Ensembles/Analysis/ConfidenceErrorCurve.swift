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
    /// Rows removed in the order of falling uncertainty. Equal uncertainties: the later row goes first.
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
        let percents = (0...100).map(Double.init)
        let rows = errors.count
        let kept = percents.map { max(1, rows - Int((Double(rows) * $0 / 100).rounded())) }
        let ranking = errors.indices.sorted { (uncertainties[$0], $0) < (uncertainties[$1], $1) }

        var sums = [Double](repeating: 0, count: kept.count)
        var squares = sums
        let expected = errors.reduce(0, +) / Double(rows)
        for trial in 0..<trials {
            let means = Self.meansOfFirst(kept, of: Self.shuffled(errors, seed: seed, trial: trial))
            for (point, mean) in means.enumerated() {
                // Measured from the mean over all rows, so that the squares do not cancel.
                sums[point] += mean - expected
                squares[point] += (mean - expected) * (mean - expected)
            }
        }
        self.removed = percents
        self.kept = kept
        byUncertainty = Self.meansOfFirst(kept, of: ranking.map { errors[$0] })
        byError = Self.meansOfFirst(kept, of: errors.sorted())
        randomMean = sums.map { expected + $0 / Double(trials) }
        randomDeviation = zip(sums, squares).map { sum, square in
            let mean = sum / Double(trials)
            return max(square / Double(trials) - mean * mean, 0).squareRoot()
        }
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

    /// A random order (Fisher and Yates) that is a function of seed and trial.
    private static func shuffled(_ values: [Double], seed: UInt64, trial: Int) -> [Double] {
        var values = values
        for place in stride(from: values.count - 1, to: 0, by: -1) {
            let bits = randomBits(seed: seed, trial: trial, place: place)
            // The high half of bits × (place + 1): uniform on 0 … place but for a bias below place / 2^64.
            values.swapAt(place, Int(bits.multipliedFullWidth(by: UInt64(place + 1)).high))
        }
        return values
    }

    /// Splitmix64's finaliser over a counter made of seed, trial and place.
    private static func randomBits(seed: UInt64, trial: Int, place: Int) -> UInt64 {
        var bits = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(trial) << 32 &+ UInt64(place)
        for _ in 0..<2 {
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            bits ^= bits >> 31
        }
        return bits
    }
}
