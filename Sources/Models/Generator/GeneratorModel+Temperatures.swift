import Datasets
import Kernels

extension GeneratorModel {
    /// Sharpness that is tried: nats are nearly a parabola of it.
    private static let trials: [Float] = [0.88, 1, 1.12]
    /// As many materials tell a hundredth of a temperature.
    private static let mostRows = 2000

    public func temperatures(_ rows: [Int], of dataset: Dataset, weights: [any MemberWeights]) throws -> [Double] {
        let rows = Array(rows.prefix(Self.mostRows))
        var sums = [SIMD3<Double>](repeating: .zero, count: Self.trials.count)
        let inputs = ModelInputs(dataset, rows: rows)
        var learner = GeneratorLearner(
            self, builder: try inputs.sets(as: .wyckoff, hasRelabellings: settings.relabelled), for: .prediction, account: nil)
        for first in stride(from: 0, to: rows.count, by: 128) {
            learner.layOut(rows[first..<min(first + 128, rows.count)], sliceSize: nil, draws: nil)
            for case let member as ParameterVector in weights {
                for (place, trial) in Self.trials.enumerated() {
                    learner.sharpness = SIMD3(repeating: trial)
                    let nats = learner.outputs(weights: member)[0]
                    for row in 0..<nats.rows { sums[place] += SIMD3(Double(nats[row, 1]), Double(nats[row, 2]), Double(nats[row, 3])) }
                }
            }
        }
        return (0..<3).map { part in 1 / Self.least(sums.map { $0[part] }) }
    }

    /// Where the parabola through three points is least; the best of them where it has no least point near by.
    private static func least(_ values: [Double]) -> Double {
        let step = Double(trials[1] - trials[0])
        let curvature = values[0] - 2 * values[1] + values[2]
        let best = values.indices.min { values[$0] < values[$1] } ?? 1
        guard curvature > 0 else { return Double(trials[best]) }
        let place = Double(trials[1]) + step * (values[0] - values[2]) / (2 * curvature)
        return min(max(place, 0.7), 1.4)
    }
}
