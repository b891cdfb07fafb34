/// How far point predictions are from their targets, over a whole set of rows (never a mean of the means of batches).
public struct PointErrors: Equatable, Sendable {
    /// How many rows.
    public let count: Int
    /// Mean absolute error, in the target's unit.
    public let mae: Double
    /// Root of the mean squared error, in the target's unit.
    public let rmse: Double
    /// Coefficient of determination 1 − Σ(y − ŷ)² / Σ(y − ⟨y⟩)²; nil where the targets do not vary, as then it has no meaning.
    public let r2: Double?

    /// - Returns: nil for an empty set, which has no errors to average.
    public init?(targets: [Double], predictions: [Double]) {
        precondition(targets.count == predictions.count)
        guard !targets.isEmpty else { return nil }
        let rows = Double(targets.count)
        let mean = targets.reduce(0, +) / rows
        var absolute = 0.0
        var squared = 0.0
        var variation = 0.0
        for (target, prediction) in zip(targets, predictions) {
            absolute += abs(target - prediction)
            squared += (target - prediction) * (target - prediction)
            variation += (target - mean) * (target - mean)
        }
        let isConstant = targets.allSatisfy { $0 == targets[0] }
        count = targets.count
        mae = absolute / rows
        rmse = (squared / rows).squareRoot()
        r2 = isConstant ? nil : 1 - squared / variation
    }
}

/// The mean of a few values and how much they differ.
public struct Spread: Equatable, Sendable {
    public let mean: Double
    /// Standard deviation of the sample (divisor n − 1); nil for one value, which does not say how much others would differ.
    public let deviation: Double?

    /// - Returns: nil for no values.
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.mean = mean
        deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
    }
}
