/// Half-widths of intervals that hold the truth as often as they promise, whatever the errors' distribution, as long as new materials are drawn
/// like the calibration set (split conformal prediction: Vovk et al. 2005; Lei et al., J. Am. Stat. Assoc. 113, 1094 (2018)).
///
/// The score of a row is |y − ŷ|/σ where every row has a σ, and else |y − ŷ|. Of n scores the ⌈(n + 1) level⌉-th smallest is taken.
public struct ConformalIntervals: Equatable, Sendable {
    public static let levels = [0.50, 0.68, 0.90, 0.95]

    public struct HalfWidth: Equatable, Sendable {
        public let level: Double
        /// Times σ, or in the target's unit where `isRelative` does not hold.
        public let factor: Double

        package init(level: Double, factor: Double) {
            self.level = level
            self.factor = factor
        }
    }

    public let isRelative: Bool
    /// By level, which rises; a level that so few rows cannot promise is left out.
    public let halfWidths: [HalfWidth]

    package init(isRelative: Bool, halfWidths: [HalfWidth]) {
        self.isRelative = isRelative
        self.halfWidths = halfWidths
    }

    public init(targets: [Double], predictions: [Double], deviations: [Double]) {
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        let isRelative = deviations.allSatisfy { $0 > 0 }
        let scores = targets.indices.map { abs(targets[$0] - predictions[$0]) / (isRelative ? deviations[$0] : 1) }.sorted()
        self.isRelative = isRelative
        halfWidths = Self.levels.compactMap { level in
            // 20 · 0.95 is 19, and not the next number above it.
            let rank = Int((Double(scores.count + 1) * level - 1e-9).rounded(.up))
            return rank <= scores.count ? HalfWidth(level: level, factor: scores[rank - 1]) : nil
        }
    }

    /// Half of the interval's width for a row of standard deviation σ; nil where the level is not promised.
    public func halfWidth(level: Double, deviation: Double) -> Double? {
        halfWidths.first { $0.level == level }.map { isRelative ? $0.factor * deviation : $0.factor }
    }
}
