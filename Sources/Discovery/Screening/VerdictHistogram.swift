/// How many materials of each verdict lie where, by true or by predicted distance to the hull (Goodall thesis, figure 6.7).
public struct VerdictHistogram: Sendable {
    /// Lower ends of the bars, eV/atom.
    public let from: [Double]
    /// [verdicts × bars], in the order of `Verdict.allCases`.
    public let counts: [[Int]]
    /// Materials beyond both ends.
    public let outside: Int
    public let width: Double

    public init(
        _ screening: Screening, along distances: [Double], criterion: Screening.Criterion, threshold: Double,
        range: ClosedRange<Double> = -0.4...0.6, width: Double = 0.02
    ) {
        self.width = width
        let decision = screening.decision(criterion)
        let bars = Int(((range.upperBound - range.lowerBound) / width).rounded())
        var counts = Verdict.allCases.map { _ in [Int](repeating: 0, count: bars) }
        var outside = 0
        for row in distances.indices where distances[row].isFinite && screening.truth[row].isFinite {
            let verdict = Verdict(truth: screening.truth[row], decision: decision[row], threshold: threshold)
            // What lies on an edge belongs to the bar below it, as what lies at the threshold counts as stable.
            let place = ((distances[row] - range.lowerBound) / width - 1e-9).rounded(.up) - 1
            if place >= 0, place < Double(bars) { counts[verdict.rawValue][Int(place)] += 1 } else { outside += 1 }
        }
        from = (0..<bars).map { range.lowerBound + Double($0) * width }
        self.counts = counts
        self.outside = outside
    }
}
