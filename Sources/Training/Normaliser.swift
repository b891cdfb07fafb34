import Models

/// Standardises a target with the mean and the (sample) standard deviation of its known values in the training set.
public struct Normaliser: Codable, Sendable, Equatable {
    public let mean: Double
    public let deviation: Double

    public init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }

    /// Classes are left as they are.
    public static let identity = Normaliser(mean: 0, deviation: 1)

    /// - Parameters:
    ///   - values: the target of every material, NaN where not known
    ///   - rows: of the training set
    /// - Throws: `TrainingError.target` where nothing is known, a value is infinite or absurd, or all values are equal
    public init(_ values: [Double], rows: [Int], target: String) throws(TrainingError) {
        let known = rows.map { values[$0] }.filter { !$0.isNaN }
        guard known.count >= 2 else { throw .target(name: target, problem: "\(known.count) known values in the training set; at least 2 are needed") }
        if let absurd = known.first(where: { abs($0) >= 1e30 }) {
            throw .target(name: target, problem: "a value of \(absurd) in the training set")
        }
        let mean = known.reduce(0, +) / Double(known.count)
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count - 1)
        guard variance.squareRoot() > 1e-12 * max(abs(mean), 1) else {
            throw .target(name: target, problem: "all \(known.count) training values are \(mean); there is nothing to learn")
        }
        self.init(mean: mean, deviation: variance.squareRoot())
    }

    public func standardised(_ value: Double) -> Float { Float((value - mean) / deviation) }
    public func restored(_ value: Float) -> Double { Double(value) * deviation + mean }
}
