import Datasets
import Predictions

/// How far scores may be off by the choice of materials: 95 % intervals from materials drawn again with replacement (Efron 1979, by
/// percentiles).
public struct BootstrapScores: Sendable {
    public struct Interval: Hashable, Sendable, Codable {
        public let low: Double
        public let high: Double
    }

    /// One for each drawing.
    private let scores: [StabilityScores]

    /// A thousand drawings, fewer of very many materials, whose intervals are narrow. The same seed draws the same.
    public init(truth: [Double], prediction: [Double], decision: [Double]? = nil, threshold: Double = 0, seed: UInt64 = 1) {
        let rows = truth.indices.filter { truth[$0].isFinite }
        let mean = StabilityScores.mean(truth, where: prediction)
        let verdicts = rows.map { Verdict(truth: truth[$0], decision: (decision ?? prediction)[$0], threshold: threshold).rawValue }
        let drawings = rows.isEmpty ? 0 : min(1000, max(200, 20_000_000 / rows.count))
        scores = (0..<drawings).map { drawing in
            let random = CounterRandom(seed: seed, member: 0, purpose: .trial, stream: drawing)
            var counts = [0, 0, 0, 0]
            var missing = 0
            var errors = ErrorSums()
            func take(_ word: UInt32) {
                let place = Int((UInt64(word) * UInt64(rows.count)) >> 32)
                let row = rows[place]
                counts[verdicts[place]] += 1
                if prediction[row].isFinite { errors.add(truth[row], prediction[row], mean: mean) } else { missing += 1 }
            }
            for block in 0..<(rows.count + 3) / 4 {
                let (a, b, c, d) = random.words(at: block)
                for word in [a, b, c, d].prefix(rows.count - 4 * block) { take(word) }
            }
            return StabilityScores(counts: counts, missing: missing, errors: errors)
        }
    }

    /// The interval of one measure; nil where it has a value in fewer than half of the drawings.
    public func interval(_ measure: (StabilityScores) -> Double?) -> Interval? {
        interval(of: scores.compactMap(measure))
    }

    /// The interval of how much larger one measure is than that of other predictions of the same materials, in the same order: each drawing
    /// holds the same materials for both, so that what they have in common does not count.
    public func interval(_ measure: (StabilityScores) -> Double?, minus other: BootstrapScores) -> Interval? {
        interval(of: zip(scores, other.scores).compactMap { own, other in measure(own).flatMap { value in measure(other).map { value - $0 } } })
    }

    private func interval(of values: [Double]) -> Interval? {
        let values = values.filter(\.isFinite).sorted()
        guard !values.isEmpty, 2 * values.count >= scores.count else { return nil }
        return Interval(low: values.sortedQuantile(0.025), high: values.sortedQuantile(0.975))
    }
}
