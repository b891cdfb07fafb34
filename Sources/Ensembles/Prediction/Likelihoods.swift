import Foundation
import Models
import Predictions

/// How likely each material is under a mixture of generators, in nats: −log ⟨exp(−nats)⟩ over the members.
struct Likelihoods {
    /// The mixture's nats; how far the members' are apart is the epistemic part, and all there is.
    let combined: EnsemblePrediction
    /// [W × n]
    let members: [[Double]]
    /// Of each part of a material, the members' mean by their shares in the mixture.
    let columns: [PredictionTable.Column]

    /// - Parameters:
    ///   - members: with [rows × parts] outputs over all rows of the data set
    ///   - rows: those that are told
    init(_ predictions: [MemberPrediction], place: Int, rows: [Int]) {
        let parts = Task.likelihoodParts.count
        let count = Double(predictions.count)
        var mixed: [Double] = []
        var means = [[Double]](repeating: [], count: parts)
        var members = [[Double]](repeating: [], count: predictions.count)
        for row in rows {
            let nats = predictions.map { member in (0..<parts).map { Double(member.outputs[place][row * parts + $0]) } }
            let totals = nats.map { $0.reduce(0, +) }
            for (member, total) in totals.enumerated() { members[member].append(total) }
            let least = totals.min() ?? 0
            let weights = totals.map { exp(least - $0) }
            let sum = weights.reduce(0, +)
            mixed.append(least - log(sum / count))
            for part in 0..<parts { means[part].append(zip(nats, weights).reduce(0) { $0 + $1.0[part] * $1.1 } / sum) }
        }
        let spread = EnsemblePrediction.regression(means: members, deviations: [])
        combined = EnsemblePrediction(prediction: mixed, epistemic: spread.epistemic, aleatoric: spread.aleatoric, total: spread.total)
        self.members = members
        columns = zip(Task.likelihoodParts, means).map { PredictionTable.Column(name: "nats_\($0)", numbers: $1) }
    }
}
