import Foundation

/// What an ensemble says of n materials once its members are combined; every array has n entries.
///
/// Regression: `prediction`, and three standard deviations in the target's unit (Goodall thesis, section 2.1.2).
/// Classification: `prediction` is the most probable class, the three others are entropies in nats, so that again
/// `total` splits into an epistemic and an aleatoric part.
public struct EnsemblePrediction: Equatable, Sendable {
    public let prediction: [Double]
    public let epistemic: [Double]
    public let aleatoric: [Double]
    public let total: [Double]

    /// The arrays must be of one length.
    public init(prediction: [Double], epistemic: [Double], aleatoric: [Double], total: [Double]) {
        precondition(epistemic.count == prediction.count && aleatoric.count == prediction.count && total.count == prediction.count)
        self.prediction = prediction
        self.epistemic = epistemic
        self.aleatoric = aleatoric
        self.total = total
    }

    public var count: Int { prediction.count }

    /// Combines members of a regression: ŷ = ⟨μ_w⟩, σ_e² = ⟨(ŷ − μ_w)²⟩, σ² = σ_e² + ⟨σ_a,w²⟩.
    ///
    /// The aleatoric part reported is the root of the mean variance √⟨σ_a,w²⟩, so that σ² = σ_e² + σ_a² holds row by row.
    /// Both robust losses give a standard deviation: robust L1 writes Laplace's density by its standard deviation
    /// (L = √2 |y − μ| / σ + log σ), so σ_a = exp(log σ) with no further factor.
    /// - Parameters:
    ///   - means: [W × n], one array a member; at least one member.
    ///   - deviations: [W × n] aleatoric standard deviations, or empty for a loss that has none: the aleatoric part is then 0.
    public static func regression(means: [[Double]], deviations: [[Double]]) -> EnsemblePrediction {
        precondition(!means.isEmpty && means.allSatisfy { $0.count == means[0].count })
        precondition(deviations.isEmpty || deviations.map(\.count) == means.map(\.count))
        let members = Double(means.count)
        var prediction: [Double] = []
        var epistemic: [Double] = []
        var aleatoric: [Double] = []
        var total: [Double] = []
        for row in means[0].indices {
            let mean = means.reduce(0) { $0 + $1[row] } / members
            let spread = means.reduce(0) { $0 + ($1[row] - mean) * ($1[row] - mean) } / members
            let noise = deviations.reduce(0) { $0 + $1[row] * $1[row] } / members
            prediction.append(mean)
            epistemic.append(spread.squareRoot())
            aleatoric.append(noise.squareRoot())
            total.append((spread + noise).squareRoot())
        }
        return EnsemblePrediction(prediction: prediction, epistemic: epistemic, aleatoric: aleatoric, total: total)
    }

    /// Combines members of a classification: the mean of the members' probabilities, its entropy (total), the mean of the
    /// members' entropies (aleatoric) and the difference, the mutual information of class and member (epistemic).
    ///
    /// Source: Depeweg et al., "Decomposition of Uncertainty in Bayesian Deep Learning" (2018), equation 3. Rounding may make
    /// the difference −1e-17 where all members agree: it is held at 0. Equal probabilities: the lowest class is taken.
    /// - Parameter probabilities: [W × classes × n]; at least one member and two classes; each row's classes sum to 1.
    /// - Returns: the combination, and the mean probabilities [classes × n].
    public static func classification(
        probabilities: [[[Double]]]
    ) -> (combined: EnsemblePrediction, probabilities: [[Double]]) {
        precondition(!probabilities.isEmpty && probabilities[0].count >= 2)
        let members = Double(probabilities.count)
        let classes = probabilities[0].count
        let rows = probabilities[0][0].count
        precondition(probabilities.allSatisfy { $0.count == classes && $0.allSatisfy { $0.count == rows } })

        var mean = [[Double]](repeating: [Double](repeating: 0, count: rows), count: classes)
        var entropyOfMembers = [Double](repeating: 0, count: rows)
        for member in probabilities {
            for (index, column) in member.enumerated() {
                for row in column.indices {
                    mean[index][row] += column[row] / members
                    entropyOfMembers[row] += entropyTerm(column[row]) / members
                }
            }
        }
        let total = (0..<rows).map { row in mean.reduce(0) { $0 + entropyTerm($1[row]) } }
        let combined = EnsemblePrediction(
            prediction: mostProbableClass(mean).map(Double.init),
            epistemic: zip(total, entropyOfMembers).map { max($0 - $1, 0) },
            aleatoric: entropyOfMembers,
            total: total)
        return (combined, mean)
    }

    /// The class of the largest probability of each row; of equal ones the lowest.
    /// - Parameter probabilities: [classes × n].
    public static func mostProbableClass(_ probabilities: [[Double]]) -> [Int] {
        guard let first = probabilities.first else { return [] }
        return first.indices.map { row in
            var best = 0
            for candidate in probabilities.indices where probabilities[candidate][row] > probabilities[best][row] { best = candidate }
            return best
        }
    }

    /// −p log p in nats, 0 at p = 0 as its limit is.
    static func entropyTerm(_ probability: Double) -> Double {
        probability > 0 ? -probability * log(probability) : 0
    }
}
