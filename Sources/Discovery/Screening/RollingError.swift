/// The mean absolute error of the predicted distances as a function of the true one, over a window that moves along (Goodall thesis,
/// figures 6.8 to 6.10). Where it exceeds the distance itself, materials are easily taken for the other kind.
public struct RollingError: Sendable {
    public struct Point: Sendable, Equatable {
        /// Middle of the window, eV/atom above the hull.
        public let centre: Double
        public let mae: Double
        /// Standard error of that mean.
        public let standardError: Double
        public let count: Int
    }

    /// Windows with fewer than `least` materials are left out.
    public let points: [Point]
    /// eV/atom
    public let window: Double

    public static let least = 5

    public init(
        _ screening: Screening, rows: [Int]? = nil, window: Double = 0.04, range: ClosedRange<Double> = -0.2...0.3, step: Double = 0.005
    ) {
        self.window = window
        let rows = (rows ?? Array(screening.ids.indices))
            .filter { screening.truth[$0].isFinite && screening.prediction[$0].isFinite }
            .sorted { screening.truth[$0] < screening.truth[$1] }
        let truth = rows.map { screening.truth[$0] }
        let errors = rows.map { abs(screening.prediction[$0] - screening.truth[$0]) }
        // Distances in whole meV lie on the window's ends, which are part of it.
        let half = window / 2 + 1e-9
        var points: [Point] = []
        var (first, last) = (0, 0)
        for place in 0...Int(((range.upperBound - range.lowerBound) / step).rounded()) {
            let centre = range.lowerBound + Double(place) * step
            while first < truth.count, truth[first] < centre - half { first += 1 }
            while last < truth.count, truth[last] <= centre + half { last += 1 }
            guard last - first >= Self.least else { continue }
            let inside = errors[first..<last]
            let count = Double(inside.count)
            let mean = inside.reduce(0, +) / count
            let variance = inside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
            points.append(Point(centre: centre, mae: mean, standardError: (variance / count).squareRoot(), count: inside.count))
        }
        self.points = points
    }
}
