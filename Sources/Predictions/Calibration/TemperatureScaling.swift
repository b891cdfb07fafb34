import Foundation

/// How probabilities of classes are mended after training: one temperature T for all of them, p_k(T) ∝ p_k^{1/T}, fitted to the validation set alone
/// (Guo et al., ICML 2017, section 4.2, with the logarithms of the ensemble's mean probabilities as logits).
///
/// The order of a row's classes, and with it every decision, stays as it is.
public struct TemperatureScaling: Equatable, Sendable {
    /// How many rows it was fitted to.
    public let rows: Int
    /// Above 1 probabilities were too certain, below 1 too cautious.
    public let temperature: Double

    /// Beyond these the fit says no more than "certain" and "nothing known".
    private static let bounds = (least: 0.05, most: 20.0)

    package init(rows: Int, temperature: Double) {
        self.rows = rows
        self.temperature = temperature
    }

    /// - Parameter table: the validation rows
    /// - Returns: nil for what has no probabilities, for too few rows with a known class, and where every one is in its most probable class: their
    ///   likelihood grows without end as T falls
    public init?(fittedTo table: PredictionTable) {
        let known = table.rowsWithTarget
        guard !known.probabilities.isEmpty, known.count >= Recalibration.fewestRows else { return nil }
        let classes = known.knownTargets.map { Int($0) }
        let logarithms = known.probabilities.map { $0.map(Self.logarithm) }
        guard classes.indices.contains(where: { row in logarithms.contains { $0[row] > logarithms[classes[row]][row] } }) else { return nil }
        rows = known.count
        temperature = 1 / Self.bestInverse(classes, logarithms)
    }

    /// 1/T of the largest likelihood. The derivative of the negative logarithm of it, Σ (⟨log p⟩_{p(T)} − log p_y), rises with 1/T, as it is the
    /// derivative of a convex function: its zero is found by halving.
    private static func bestInverse(_ classes: [Int], _ logarithms: [[Double]]) -> Double {
        func derivative(_ inverse: Double) -> Double {
            classes.indices.reduce(0) { sum, row in
                let own = logarithms.map { $0[row] }
                let largest = own.max() ?? 0
                var (weight, moment) = (0.0, 0.0)
                for value in own {
                    let share = exp(inverse * (value - largest))
                    weight += share
                    moment += share * value
                }
                return sum + moment / weight - own[classes[row]]
            }
        }
        var (low, high) = (log(1 / bounds.most), log(1 / bounds.least))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if derivative(exp(middle)) < 0 { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    /// Held above the spacing of numbers at 1, as in the log loss.
    private static func logarithm(_ probability: Double) -> Double { log(max(probability, .ulpOfOne)) }

    /// - Parameter probabilities: [classes × n]
    public func calibrated(_ probabilities: [[Double]]) -> [[Double]] {
        var calibrated = probabilities
        for row in probabilities.first?.indices ?? 0..<0 {
            let scaled = probabilities.map { Self.logarithm($0[row]) / temperature }
            let largest = scaled.max() ?? 0
            let total = scaled.reduce(0) { $0 + exp($1 - largest) }
            for (kind, value) in scaled.enumerated() { calibrated[kind][row] = exp(value - largest) / total }
        }
        return calibrated
    }

    /// What predictions become by it: `calibrated_probability_CLASS`.
    public func columns(_ table: PredictionTable) -> [PredictionTable.Column] {
        calibrated(table.probabilities).enumerated().map { kind, values in
            PredictionTable.Column(name: "calibrated_probability_\(table.className(kind))", numbers: values)
        }
    }
}
