import Datasets
import Kernels
import Materials

/// What a generator's samples are held to once its members are trained (Mathematics.md §16).
extension GeneratorModel {
    /// Sharpness that is tried: nats are nearly a parabola of it.
    private static let trials: [Float] = [0.88, 1, 1.12]
    /// As many materials tell a hundredth of a temperature.
    private static let mostRows = 2000
    /// Samples that the shares of kinds are told from.
    private static let samples = 6000

    public func calibrated(
        validation: [Int], training: [Int], of dataset: Dataset, weights: [any MemberWeights], seed: UInt64
    ) throws -> Task {
        let temperatures = try temperatures(Array(validation.prefix(Self.mostRows)), of: dataset, weights: weights)
        let tempered = try GeneratorModel(settings, tasks: [.likelihood(temperatures: temperatures)], groupCounts: groupCounts)
        return .likelihood(temperatures: temperatures, acceptance: try tempered.acceptance(training, of: dataset, weights: weights, seed: seed))
    }

    private func temperatures(_ rows: [Int], of dataset: Dataset, weights: [any MemberWeights]) throws -> [Double] {
        var sums = [SIMD3<Double>](repeating: .zero, count: Self.trials.count)
        var learner = try GeneratorLearner(self, ModelInputs(dataset, rows: rows), for: .prediction)
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

    /// Where the parabola through three points is least; the best of them where it has no least point.
    private static func least(_ values: [Double]) -> Double {
        let step = Double(trials[1] - trials[0])
        let curvature = values[0] - 2 * values[1] + values[2]
        guard curvature > 0 else { return Double(trials[values.indices.min { values[$0] < values[$1] } ?? 1]) }
        let place = Double(trials[1]) + step * (values[0] - values[2]) / (2 * curvature)
        return min(max(place, 0.7), 1.4)
    }

    /// How often samples are kept, so that kinds come as often as in the training set.
    private func acceptance(_ rows: [Int], of dataset: Dataset, weights: [any MemberWeights], seed: UInt64) throws -> [Double] {
        let builder = try ModelInputs(dataset, rows: rows).sets(as: .wyckoff, hasRelabellings: false)
        let known = rows.map { row in
            var sites: [(element: Element, row: Int)] = []
            builder.walk(row, .all) { element, position in
                if let element = Element(atomicNumber: Int(element)) { sites.append((element, position)) }
            } end: { _ in }
            return MaterialKind(sites)
        }
        var sampler = GeneratorSampler(self)
        var written: [MaterialKind] = []
        for (place, member) in weights.enumerated() {
            let numbers = Array(place * Self.samples / weights.count..<(place + 1) * Self.samples / weights.count)
            written += try sampler.sample(numbers, seed: seed, member: place, weights: member, conditions: .none).map { material in
                MaterialKind(material.sites.map { ($0.element, Int($0.row)) })
            }
        }
        return SampleAcceptance(known: known, written: written).factors
    }
}
