/// Whether what is said to be so probable comes true as often: rows in bins of equal width by their probability, with the share that came true in each.
///
/// Of two classes the probability is that of the second one and comes true where the row is of it; of more it is that of the class that was chosen and
/// comes true where the choice is right (Guo et al., ICML 2017).
public struct Reliability: Equatable, Sendable {
    public struct Bin: Equatable, Sendable {
        /// Probabilities above this …
        public let lower: Double
        /// … and up to this; the first bin has 0 too.
        public let upper: Double
        public let rows: Int
        /// Mean probability of its rows; nil for an empty bin.
        public let probability: Double?
        /// Share of its rows that came true; nil for an empty bin.
        public let observed: Double?
    }

    /// Ascending, the empty ones too.
    public let bins: [Bin]

    /// As many as in Guo et al.
    public static let standardBinCount = 15

    /// - Parameters:
    ///   - classes: [n] the true class
    ///   - probabilities: [classes × n] at least two classes
    public init(classes: [Int], probabilities: [[Double]], binCount: Int = standardBinCount) {
        precondition(probabilities.count >= 2 && probabilities.allSatisfy { $0.count == classes.count } && binCount > 0)
        var rows = [Int](repeating: 0, count: binCount)
        var sums = [Double](repeating: 0, count: binCount)
        var hits = [Int](repeating: 0, count: binCount)
        let chosen = probabilities.count == 2 ? classes.map { _ in 1 } : EnsemblePrediction.mostProbableClass(probabilities)
        for (row, kind) in classes.enumerated() {
            let probability = probabilities[chosen[row]][row]
            let bin = min(max(Int((probability * Double(binCount)).rounded(.up)) - 1, 0), binCount - 1)
            rows[bin] += 1
            sums[bin] += probability
            if chosen[row] == kind { hits[bin] += 1 }
        }
        bins = (0..<binCount).map { bin in
            let count = Double(rows[bin])
            return Bin(
                lower: Double(bin) / Double(binCount), upper: Double(bin + 1) / Double(binCount), rows: rows[bin],
                probability: rows[bin] == 0 ? nil : sums[bin] / count, observed: rows[bin] == 0 ? nil : Double(hits[bin]) / count)
        }
    }

    /// The expected calibration error: the mean over the rows of how far probability and observed share of their bin lie apart; nil for no rows.
    public var expectedCalibrationError: Double? {
        let total = bins.reduce(0) { $0 + $1.rows }
        guard total > 0 else { return nil }
        return bins.reduce(0) { sum, bin in
            guard let probability = bin.probability, let observed = bin.observed else { return sum }
            return sum + Double(bin.rows) / Double(total) * abs(probability - observed)
        }
    }
}
