import Foundation

/// ε = α N^−β through errors at several sizes of the training set: the straight line of least squares through log ε against log N.
public struct PowerLaw: Equatable, Sendable {
    /// Of ε at N = 1.
    public let factor: Double
    /// β.
    public let exponent: Double
    /// Half the width of the 95 % interval of β, from the t distribution with n − 2 degrees of freedom.
    public let exponentMargin: Double
    public let points: Int

    /// Means of log N and log ε.
    private let centre: (x: Double, y: Double)
    /// Sum of the squared distances of log N from its mean.
    private let breadth: Double
    /// t times the standard deviation about the line.
    private let reach: Double

    public static func == (a: PowerLaw, b: PowerLaw) -> Bool {
        a.factor == b.factor && a.exponent == b.exponent && a.exponentMargin == b.exponentMargin && a.points == b.points
    }

    /// A size that an error is expected at, with its 95 % interval; a bound that the points do not give is nil, and so is one a thousand times
    /// away, which says no more.
    public struct Forecast: Equatable, Sendable {
        public let size: Double
        public let lower: Double?
        public let upper: Double?
    }

    /// - Parameter points: sizes and errors, all positive
    /// - Returns: nil for fewer than three points or two sizes: a line goes through any two, and nothing says how well.
    public init?(_ points: [(size: Double, error: Double)]) {
        guard points.count >= 3, points.allSatisfy({ $0.size > 0 && $0.error > 0 && $0.error.isFinite }) else { return nil }
        let (x, y) = (points.map { log($0.size) }, points.map { log($0.error) })
        let count = Double(points.count)
        let centre = (x: x.reduce(0, +) / count, y: y.reduce(0, +) / count)
        let breadth = x.reduce(0) { $0 + ($1 - centre.x) * ($1 - centre.x) }
        guard Set(points.map(\.size)).count > 1 else { return nil }
        let slope = zip(x, y).reduce(0) { $0 + ($1.0 - centre.x) * ($1.1 - centre.y) } / breadth
        let residual = zip(x, y).reduce(0.0) { sum, point in
            let distance = point.1 - centre.y - slope * (point.0 - centre.x)
            return sum + distance * distance
        }
        reach = StudentT.twoSidedQuantile(0.95, freedom: points.count - 2) * (residual / (count - 2)).squareRoot()
        self.centre = centre
        self.breadth = breadth
        self.points = points.count
        exponent = -slope
        exponentMargin = reach / breadth.squareRoot()
        factor = exp(centre.y - slope * centre.x)
    }

    private static let farthest = 1000.0

    public func error(at size: Double) -> Double { exp(centre.y - exponent * (log(size) - centre.x)) }

    /// The size at which the line comes down to an error.
    ///
    /// Its interval holds every size at which the line's own 95 % band holds that error (Fieller's, from the inversion of the band of a
    /// regression's mean: Draper and Smith, "Applied Regression Analysis", section 3.2).
    /// - Returns: nil where the error does not fall with the size
    public func size(for error: Double) -> Forecast? {
        guard exponent > 0, error > 0 else { return nil }
        let height = log(error) - centre.y
        let best = exp(centre.x - height / exponent)
        // (height + β d)² = reach² (1/n + d²/breadth) for the distance d from the mean of log N.
        let square = exponent * exponent - reach * reach / breadth
        let constant = height * height - reach * reach / Double(points)
        // Where the exponent may be 0, the line may never come down so far, or have been below it from the beginning.
        guard square > 0 else { return Forecast(size: best, lower: nil, upper: nil) }
        let root = max(exponent * exponent * height * height - square * constant, 0).squareRoot()
        let (lower, upper) = (exp(centre.x + (-exponent * height - root) / square), exp(centre.x + (-exponent * height + root) / square))
        return Forecast(
            size: best, lower: lower * Self.farthest >= best ? lower : nil, upper: upper <= best * Self.farthest ? upper : nil)
    }
}
