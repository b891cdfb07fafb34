extension EnsemblePrediction {
    /// A weighted mixture of what several ensembles say of numbers: ŷ = Σ w_k ŷ_k, σ_a² = Σ w_k σ_a,k², σ_e² = Σ w_k (σ_e,k² + (ŷ_k − ŷ)²), and
    /// σ² = σ_e² + σ_a² is the variance of the mixture.
    ///
    /// - Parameters:
    ///   - parts: at least one, of the same rows
    ///   - weights: one each, summing to 1
    public static func mixture(of parts: [EnsemblePrediction], weights: [Double]) -> EnsemblePrediction {
        precondition(!parts.isEmpty && weights.count == parts.count && parts.allSatisfy { $0.count == parts[0].count })
        var (prediction, epistemic, aleatoric, total): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for row in 0..<parts[0].count {
            let mean = zip(parts, weights).reduce(0) { $0 + $1.1 * $1.0.prediction[row] }
            let knowledge = zip(parts, weights).reduce(0) { sum, part in
                let (own, apart) = (part.0.epistemic[row], part.0.prediction[row] - mean)
                return sum + part.1 * (own * own + apart * apart)
            }
            let noise = zip(parts, weights).reduce(0) { $0 + $1.1 * $1.0.aleatoric[row] * $1.0.aleatoric[row] }
            prediction.append(mean)
            epistemic.append(knowledge.squareRoot())
            aleatoric.append(noise.squareRoot())
            total.append((knowledge + noise).squareRoot())
        }
        return EnsemblePrediction(prediction: prediction, epistemic: epistemic, aleatoric: aleatoric, total: total)
    }

    /// Of each row what that of several ensembles says which has most against it: the largest ŷ_k + κ σ_k. What lies below a threshold by it does
    /// so by all of them.
    ///
    /// - Parameter parts: at least one, of the same rows
    public static func mostCautious(of parts: [EnsemblePrediction], kappa: Double) -> EnsemblePrediction {
        precondition(!parts.isEmpty && parts.allSatisfy { $0.count == parts[0].count })
        let chosen = (0..<parts[0].count).map { row in
            func score(_ part: Int) -> Double { parts[part].prediction[row] + kappa * parts[part].total[row] }
            return parts.indices.max { score($0) < score($1) } ?? 0
        }
        func pick(_ values: (EnsemblePrediction) -> [Double]) -> [Double] {
            let columns = parts.map(values)
            return chosen.enumerated().map { columns[$1][$0] }
        }
        return EnsemblePrediction(
            prediction: pick(\.prediction), epistemic: pick(\.epistemic), aleatoric: pick(\.aleatoric), total: pick(\.total))
    }

    /// A weighted mixture of what several ensembles say of classes: the weighted mean of their probabilities, its entropy (total), the weighted mean
    /// of their aleatoric entropies, and the difference (epistemic), as for members of one ensemble.
    ///
    /// - Parameters:
    ///   - probabilities: [parts × classes × n]
    ///   - aleatoric: [parts × n]
    ///   - weights: one each, summing to 1
    static func classMixture(
        of probabilities: [[[Double]]], aleatoric: [[Double]], weights: [Double]
    ) -> (combined: EnsemblePrediction, probabilities: [[Double]]) {
        precondition(!probabilities.isEmpty && weights.count == probabilities.count && aleatoric.count == probabilities.count)
        let rows = aleatoric[0].indices
        let mean = probabilities[0].indices.map { kind in
            rows.map { row in zip(probabilities, weights).reduce(0) { $0 + $1.1 * $1.0[kind][row] } }
        }
        let noise = rows.map { row in zip(aleatoric, weights).reduce(0) { $0 + $1.1 * $1.0[row] } }
        let total = rows.map { row in mean.reduce(0) { $0 + entropyTerm($1[row]) } }
        let combined = EnsemblePrediction(
            prediction: mostProbableClass(mean).map(Double.init), epistemic: zip(total, noise).map { max($0 - $1, 0) }, aleatoric: noise,
            total: total)
        return (combined, mean)
    }
}
