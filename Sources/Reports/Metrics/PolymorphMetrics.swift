import Discovery
import Foundation
import Materials
import Predictions

/// How many pairs of polymorphs, materials of one reduced composition, are predicted in the right order (Goodall thesis, 6.4.1).
struct PolymorphMetrics: Encodable, Equatable {
    /// Of the pairs' true values, in the target's unit.
    var differMoreThan: Double
    var pairs: Int
    var compositions: Int
    /// Pairs of equal predictions; each is half right.
    var ties: Int
    /// Share of the pairs, 0 … 1.
    var rankedRightly: Double
}

extension PolymorphMetrics {
    /// Thousandths, hundredths and tenths of the power of ten that is nearest to the standard deviation of the values: 1, 10 and 100 meV/atom for
    /// formation energies, 0.1, 1 and 10 GPa for moduli. Below the least of them, pairs are as good as equal. None where all values are equal.
    static func leastDifferences(_ values: [Double]) -> [Double] {
        guard let spread = Spread(values), let deviation = spread.deviation, deviation > 0, deviation.isFinite else { return [] }
        let power = Int(log10(deviation).rounded())
        // From a text, so that they are the numbers that people write.
        return (-3 ... -1).compactMap { Double("1e\(power + $0)") }
    }

    /// One for each least difference that leaves a pair; none without formulae, and of a classification.
    /// - Parameter table: the rows of one split
    static func all(_ table: PredictionTable) -> [PolymorphMetrics] {
        let known = table.rowsWithTarget
        guard known.task == .regression, let formulae = known.column("formula") else { return [] }
        let compositions = formulae.map { (try? Composition($0).reducedFormula) ?? "" }
        return leastDifferences(known.knownTargets).compactMap { least in
            let ranking = PolymorphRanking(
                compositions: compositions, truth: known.knownTargets, prediction: known.combined.prediction, leastDifference: least)
            return ranking.share.map { share in
                PolymorphMetrics(
                    differMoreThan: least, pairs: ranking.pairs, compositions: ranking.compositions, ties: ranking.ties, rankedRightly: share)
            }
        }
    }
}
