/// Whether errors are as large as the predicted standard deviations say, if the errors were Gaussian.
///
/// All functions take n targets, predictions ŷ and standard deviations σ ≥ 0 in one unit.
public enum GaussianCalibration {
    /// (y − ŷ)/σ of each row, leaving out rows with σ = 0, whose quotient has no value.
    public static func standardisedErrors(targets: [Double], predictions: [Double], deviations: [Double]) -> [Double] {
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        return targets.indices.compactMap { row in
            deviations[row] > 0 ? (targets[row] - predictions[row]) / deviations[row] : nil
        }
    }

    /// The points of the Gaussian quantile–quantile plot (Goodall thesis, figure 4.5): the i-th of the n sorted standardised errors
    /// against Φ⁻¹((i − ½)/n) (Hazen's plotting positions). On the diagonal: calibrated; steeper: over-confident.
    public static func quantiles(standardisedErrors: [Double]) -> [(theoretical: Double, observed: Double)] {
        let rows = Double(standardisedErrors.count)
        return standardisedErrors.sorted().enumerated().map { index, error in
            (StandardNormal.quantile((Double(index) + 0.5) / rows), error)
        }
    }

    /// The share of rows whose target lies in the central interval ŷ ± Φ⁻¹((1 + level)/2) σ, ends included.
    /// A row with σ = 0 counts as covered where the prediction is exact.
    /// - Returns: nil for an empty set.
    public static func coverage(level: Double, targets: [Double], predictions: [Double], deviations: [Double]) -> Double? {
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        guard !targets.isEmpty else { return nil }
        let halfWidth = StandardNormal.quantile((1 + level) / 2)
        let covered = targets.indices.count { row in
            // Level 1 is an infinite interval: it covers rows with σ = 0 too, where ∞ · 0 has no value.
            level >= 1 || abs(targets[row] - predictions[row]) <= halfWidth * deviations[row]
        }
        return Double(covered) / Double(targets.count)
    }

    /// One point of the calibration curve.
    public struct CurvePoint: Equatable, Sendable {
        /// The share of rows that the interval promises to cover.
        public let expected: Double
        /// The share that it covers.
        public let observed: Double

        public init(expected: Double, observed: Double) {
            self.expected = expected
            self.observed = observed
        }
    }

    /// Coverage of the central interval at `points` levels spread evenly over 0 … 1, both ends included (Kuleshov et al. 2018; 100 levels
    /// as the package `uncertainty-toolbox` takes by default). Empty for an empty set.
    public static func curve(targets: [Double], predictions: [Double], deviations: [Double], points: Int = 100) -> [CurvePoint] {
        curve(targets: targets, predictions: predictions, deviations: deviations, points: points) { level in
            let reach = StandardNormal.quantile((1 + level) / 2)
            return (-reach, reach)
        }
    }

    /// The same for intervals other than the Gaussian's.
    /// - Parameter interval: ends of the interval of a level, as multiples of σ around ŷ
    public static func curve(
        targets: [Double], predictions: [Double], deviations: [Double], points: Int = 100,
        interval: (_ level: Double) -> (lower: Double, upper: Double)
    ) -> [CurvePoint] {
        precondition(points >= 2)
        precondition(targets.count == predictions.count && targets.count == deviations.count)
        guard !targets.isEmpty else { return [] }
        // Sorted once, every level is two binary searches.
        let errors = targets.indices.map { row in
            let error = targets[row] - predictions[row]
            return error == 0 ? 0 : error / deviations[row]
        }.sorted()
        return (0..<points).map { index in
            let level = Double(index) / Double(points - 1)
            let (lower, upper) = interval(level)
            let covered = errors.partitioningIndex { $0 > upper } - errors.partitioningIndex { $0 >= lower }
            return CurvePoint(expected: level, observed: Double(max(covered, 0)) / Double(targets.count))
        }
    }

    /// The area between the calibration curve (straight lines between its points) and the diagonal: 0 is calibrated, ½ the worst.
    public static func miscalibrationArea(_ curve: [CurvePoint]) -> Double {
        zip(curve, curve.dropFirst()).reduce(0) { area, ends in
            let width = ends.1.expected - ends.0.expected
            let left = ends.0.observed - ends.0.expected
            let right = ends.1.observed - ends.1.expected
            let size = abs(left) + abs(right)
            // Where the curve crosses the diagonal inside the step, two triangles meet at the crossing.
            let crosses = left * right < 0
            return area + (crosses ? width * (left * left + right * right) / (2 * size) : width * size / 2)
        }
    }

    /// The mean distance of the curve from the diagonal over its points; nil for an empty curve.
    public static func meanAbsoluteError(_ curve: [CurvePoint]) -> Double? {
        curve.isEmpty ? nil : curve.reduce(0) { $0 + abs($1.expected - $1.observed) } / Double(curve.count)
    }

    /// The root of the mean squared distance of the curve from the diagonal over its points; nil for an empty curve.
    public static func rootMeanSquareError(_ curve: [CurvePoint]) -> Double? {
        guard !curve.isEmpty else { return nil }
        let sum = curve.reduce(0) { $0 + ($1.expected - $1.observed) * ($1.expected - $1.observed) }
        return (sum / Double(curve.count)).squareRoot()
    }

    /// √⟨σ²⟩, in the target's unit: of two calibrated models the one with the smaller value says more. nil for an empty set.
    public static func sharpness(deviations: [Double]) -> Double? {
        guard !deviations.isEmpty else { return nil }
        return (deviations.reduce(0) { $0 + $1 * $1 } / Double(deviations.count)).squareRoot()
    }
}
