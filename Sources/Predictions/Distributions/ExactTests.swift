import Foundation

/// Whether a count tells anything, where it is too small for the normal distribution: exact tests, two-sided at 5 %.
public enum ExactTests {
    private static let level = 0.05

    /// Whether so many of some rows are more, or fewer, than a share of them would be by chance (the binomial test).
    public static func tells(_ count: Int, of rows: Int, from share: Double) -> Bool {
        guard rows > 0, share > 0, share < 1 else { return false }
        return isRare(count, from: 0, to: rows) { count in
            logChoose(rows, count) + Double(count) * log(share) + Double(rows - count) * log1p(-share)
        }
    }

    /// Whether a choice of some rows holds more, or fewer, of a kind than one drawn by chance would (Fisher's exact test).
    ///
    /// - Parameters:
    ///   - count: of the kind among the chosen
    ///   - ofKind: among all rows
    public static func tells(_ count: Int, among chosen: Int, ofKind: Int, of rows: Int) -> Bool {
        guard rows > 0, (0...rows).contains(chosen), (0...rows).contains(ofKind) else { return false }
        return isRare(count, from: max(0, chosen + ofKind - rows), to: min(chosen, ofKind)) { count in
            logChoose(ofKind, count) + logChoose(rows - ofKind, chosen - count) - logChoose(rows, chosen)
        }
    }

    /// Whether no more than half of the level lies as far out as a count, on its side.
    private static func isRare(_ count: Int, from first: Int, to last: Int, _ logProbability: (Int) -> Double) -> Bool {
        guard (first...max(first, last)).contains(count) else { return false }
        // Terms fall from the count outward where it is rare at all; of the others the sum is soon beyond the level.
        func tail(_ counts: some Sequence<Int>) -> Bool {
            var sum = 0.0
            for count in counts {
                let term = exp(logProbability(count))
                sum += term
                if sum > level / 2 { return false }
                if term < 1e-12 * sum { break }
            }
            return true
        }
        return tail(stride(from: count, through: first, by: -1)) || tail(stride(from: count, through: last, by: 1))
    }

    private static func logChoose(_ whole: Int, _ part: Int) -> Double {
        lgamma(Double(whole) + 1) - lgamma(Double(part) + 1) - lgamma(Double(whole - part) + 1)
    }
}
