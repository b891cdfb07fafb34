/// How well uncertainties put rows in the order of their errors.
public struct RankingQuality: Equatable, Sendable {
    /// The area between the confidence–error curve and the oracle's (AUSE: Ilg et al., ECCV 2018) over the removed share 0 … 1, in the unit
    /// of the errors: 0 where the uncertainties rank as the errors do.
    public let areaAboveOracle: Double
    /// How much of what the oracle gains over random removal is gained: 1 ranks as the errors do, 0 no better than chance. nil where all
    /// errors are equal, so that there is nothing to gain.
    public let gain: Double?

    /// - Returns: nil for an empty set
    public init?(errors: [Double], uncertainties: [Double]) {
        precondition(errors.count == uncertainties.count)
        guard !errors.isEmpty else { return nil }
        let oracle = ConfidenceErrorCurve.meanErrors(errors, removedBy: errors)
        let area = Self.area(ConfidenceErrorCurve.meanErrors(errors, removedBy: uncertainties))
        let least = Self.area(oracle)
        areaAboveOracle = area - least
        // A random order leaves the mean error on average, however much is removed.
        let possible = oracle[0] - least
        gain = possible > 0 ? (oracle[0] - area) / possible : nil
    }

    /// By the trapezoidal rule over 0 … 1.
    private static func area(_ curve: [Double]) -> Double {
        zip(curve, curve.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 } / Double(curve.count - 1)
    }
}
