import Datasets
import Foundation
import Predictions
import Testing

/// Weights that are chosen on validation rows, and what a committee is said to gain.
@Suite struct CommitteeWeightTests {
    private func table(_ errors: [Double], splits: [String], deviation: Double = 1) -> PredictionTable {
        let none = errors.map { _ in 0.0 }
        return PredictionTable(
            ids: errors.indices.map { "m\($0)" }, splits: splits, targets: none,
            combined: EnsemblePrediction(
                prediction: errors.map { -$0 }, epistemic: none, aleatoric: none.map { _ in deviation }, total: none.map { _ in deviation }),
            members: [])
    }

    private func committee(_ errors: [[Double]], splits: [String]? = nil, rule: Committee.Rule = .validation) throws -> Committee {
        try Committee(
            errors.enumerated().map { Committee.Part(name: "p\($0)", table: table($1, splits: splits ?? $1.map { _ in "validation" })) }, rule: rule)
    }

    /// Errors (3, 0, …) and (0, 1, …) are at right angles: w ∝ 1 / ⟨e²⟩, 0.1 and 0.9.
    @Test func leastSquaredErrorByHand() throws {
        let errors = [(0..<20).map { $0 < 10 ? 3.0 : 0 }, (0..<20).map { $0 < 10 ? 0 : 1.0 }]
        let weights = try committee(errors).weights
        #expect(abs(weights[0] - 0.1) < 1e-5 && abs(weights[1] - 0.9) < 1e-5, "\(weights)")
    }

    /// A part whose errors are twice those of another adds nothing, and no weight is negative.
    @Test func aPartThatOnlyHarmsHasNoWeight() throws {
        let errors = (0..<20).map { Double($0 % 5) - 2 }
        let weights = try committee([errors.map { 2 * $0 }, errors]).weights
        #expect(weights[0] < 1e-6 && weights.allSatisfy { $0 >= 0 }, "\(weights)")
    }

    /// No weights near those that were chosen do better, and they sum to 1.
    @Test func nothingNearbyIsBetter() throws {
        let tables = (0..<4).map { RandomTables.regression(rows: 200, seed: 11, part: $0) }
        let parts = tables.enumerated().map { Committee.Part(name: "p\($0)", table: $1) }
        let chosen = try Committee(parts, rule: .validation)
        #expect(abs(chosen.weights.reduce(0, +) - 1) < 1e-12 && chosen.weights.allSatisfy { $0 >= 0 })
        func squared(_ weights: [Double]) throws -> Double {
            let table = try Committee(parts, rule: .given(weights)).table.rows(ofSplit: "validation")
            return zip(table.knownTargets, table.combined.prediction).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let best = try squared(chosen.weights)
        for one in chosen.weights.indices {
            for other in chosen.weights.indices where other != one && chosen.weights[one] > 0.01 {
                var weights = chosen.weights
                weights[one] -= 0.01
                weights[other] += 0.01
                #expect(try squared(weights) > best)
            }
        }
        // Test rows have no part in it.
        let moved = tables.map { table in
            PredictionTable(
                ids: table.ids, splits: table.splits, targets: zip(table.splits, table.targets).map { $0 == "test" ? $1.map { $0 + 5 } : $1 },
                combined: table.combined, members: [])
        }
        #expect(try Committee(moved.enumerated().map { Committee.Part(name: "p\($0)", table: $1) }, rule: .validation).weights == chosen.weights)
    }

    /// Two models, each certain of some of the materials: p(y) is 0.8, 0.5 of the first 12 and 0.5, 0.8 of the last 8.
    /// 12 log(0.5 + 0.3 w) + 8 log(0.8 − 0.3 w) is largest where 12 (0.8 − 0.3 w) = 8 (0.5 + 0.3 w): w = 14/15.
    @Test func largestLikelihoodByHand() throws {
        func part(_ name: String, _ first: Double, _ last: Double) -> Committee.Part {
            let right = (0..<20).map { $0 < 12 ? first : last }
            let (combined, mean) = EnsemblePrediction.classification(probabilities: [[right, right.map { 1 - $0 }]])
            return Committee.Part(
                name: name,
                table: PredictionTable(
                    ids: right.indices.map { "m\($0)" }, splits: right.map { _ in "validation" }, targets: right.map { _ in 0 }, combined: combined,
                    members: [], probabilities: mean))
        }
        let weights = try Committee([part("one", 0.8, 0.5), part("two", 0.5, 0.8)], rule: .validation).weights
        #expect(abs(weights[0] - 14.0 / 15) < 1e-4, "\(weights)")
    }

    /// Errors 1, −1, 3, 1 and 1, 1, −1, −3 of the parts; 1, 0, 1, −1 of their mean.
    @Test func gainsByHand() throws {
        let errors: [[Double]] = [[1, -1, 3, 1], [1, 1, -1, -3]]
        let committee = try committee(errors, splits: ["test", "test", "test", "test"], rule: .equal)
        let comparison = try #require(CommitteeComparison(committee, split: "test"))
        let mae = try #require(comparison.gains.first { $0.measure == .mae })
        #expect(mae.committee == 0.75 && mae.parts == [1.5, 1.5] && mae.best == 0 && mae.meanOfParts == 1.5)
        // Differences 0, 1, 2, 0: mean 0.75, deviation √(11/12).
        #expect(mae.overBest.mean == 0.75 && abs((mae.overBest.standardError ?? 0) - (11.0 / 12).squareRoot() / 2) < 1e-12)
        // Means of |e| are 1, 1, 2, 2: differences 0, 1, 1, 1.
        #expect(mae.overMean?.mean == 0.75 && abs((mae.overMean?.standardError ?? 0) - 0.25) < 1e-12)
        let rmse = try #require(comparison.gains.first { $0.measure == .rmse })
        #expect(abs(rmse.committee - 0.75.squareRoot()) < 1e-12 && abs((rmse.parts[1] ?? 0) - 3.0.squareRoot()) < 1e-12)
        #expect(abs(rmse.overBest.mean - (3.0.squareRoot() - 0.75.squareRoot())) < 1e-12)
        // ⟨e²⟩ is 3 of either part, 0.75 of their mean.
        #expect(abs((comparison.disagreement?.squaredErrorOfParts ?? 0) - 3) < 1e-12)
        #expect(abs((comparison.disagreement?.disagreement ?? 0) - 2.25) < 1e-12)
        // Means 1 and −0.5; products of deviations 0, −3, −1, 0; squares 8 and 11.
        let expected = -4.0 / 88.0.squareRoot()
        #expect(abs((comparison.correlations[0][1] ?? 0) - expected) < 1e-12 && comparison.correlations[0][0] == 1)
        // σ² = 1 + spread: the likelihood is that of the mixture's own variance.
        let likelihood = try #require(comparison.gains.first { $0.measure == .negativeLogLikelihood })
        let variances = [1.0, 2, 5, 5], means: [Double] = [1, 0, 1, -1]
        let nll = zip(means, variances).reduce(0) { $0 + 0.5 * log(2 * Double.pi * $1.1) + $1.0 * $1.0 / (2 * $1.1) } / 4
        #expect(abs(likelihood.committee - nll) < 1e-12)
        let curve = try #require(CommitteeCurve(committee, split: "test", points: 3))
        #expect(curve.weights == [0, 0.5, 1] && curve.errors == [1.5, 0.75, 1.5])
    }
}
