/// How far the shares of some materials are from those of a reference. Counts need not sum to one, nor be whole.
public enum DistributionDistance {
    /// Pearson's χ² of shares: Σ (f − r)² / r over the categories that the reference has, the shares f taken over these categories alone.
    ///
    /// - Returns: nil where the reference, or what the others have of its categories, is empty
    public static func chiSquared(_ counts: [Double], reference: [Double]) -> Double? {
        let categories = reference.indices.filter { reference[$0] > 0 }
        func count(_ category: Int) -> Double { category < counts.count ? counts[category] : 0 }
        let whole = categories.reduce(0) { $0 + count($1) }
        let referenceWhole = reference.reduce(0, +)
        guard whole > 0, referenceWhole > 0 else { return nil }
        return categories.reduce(0) { sum, category in
            let expected = reference[category] / referenceWhole
            let difference = count(category) / whole - expected
            return sum + difference * difference / expected
        }
    }

    /// The earth mover's distance of whole numbers (Wasserstein's of order 1): Σ |F(k) − R(k)| of the cumulative shares, which is how far the
    /// numbers have to be moved on average.
    ///
    /// - Parameter counts: of 0, 1, 2 …
    /// - Returns: nil where either is empty
    public static func earthMover(_ counts: [Double], reference: [Double]) -> Double? {
        differences(counts, reference).map { $0.reduce(0, +) }
    }

    /// Kolmogorov and Smirnov's distance of whole numbers: the largest |F(k) − R(k)|.
    public static func kolmogorovSmirnov(_ counts: [Double], reference: [Double]) -> Double? {
        differences(counts, reference)?.max()
    }

    /// |F(k) − R(k)| for k = 0, 1, 2 …
    private static func differences(_ counts: [Double], _ reference: [Double]) -> [Double]? {
        let (whole, referenceWhole) = (counts.reduce(0, +), reference.reduce(0, +))
        guard whole > 0, referenceWhole > 0 else { return nil }
        var (sum, referenceSum) = (0.0, 0.0)
        return (0..<max(counts.count, reference.count)).map { place in
            if place < counts.count { sum += counts[place] }
            if place < reference.count { referenceSum += reference[place] }
            return abs(sum / whole - referenceSum / referenceWhole)
        }
    }
}
