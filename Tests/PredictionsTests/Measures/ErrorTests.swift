import Datasets
import Predictions
import Testing

@Suite struct PointErrorTests {
    @Test func valuesByHand() throws {
        let errors = try #require(PointErrors(targets: [1, 2, 3, 6], predictions: [1, 3, 1, 6]))
        #expect(errors.count == 4)
        #expect(errors.mae == 0.75)
        #expect(errors.rmse == 1.25.squareRoot())
        #expect(abs(try #require(errors.r2) - (1 - 5.0 / 14)) < 1e-15)
    }

    @Test func nothingAndConstants() throws {
        #expect(PointErrors(targets: [], predictions: []) == nil)
        #expect(try #require(PointErrors(targets: [0.1, 0.1, 0.1], predictions: [1, 2, 3])).r2 == nil)
        #expect(Spread([]) == nil)
        #expect(try #require(Spread([2])).deviation == nil)
        let spread = try #require(Spread([1, 2, 3, 6]))
        #expect(spread.mean == 3 && spread.deviation == (14.0 / 3).squareRoot())
    }
}

@Suite struct ConfidenceErrorCurveTests {
    private let random = CounterRandom(seed: 7, member: 0, purpose: .test)

    @Test func endsAndOracleByHand() throws {
        let curve = try #require(ConfidenceErrorCurve(errors: [4, 1, 3, 2], uncertainties: [0.9, 0.1, 0.2, 0.8], trials: 3))
        #expect(curve.removed.count == 101 && curve.kept[0] == 4 && curve.kept[25] == 3 && curve.kept[100] == 1)
        #expect(curve.byUncertainty[0] == 2.5 && curve.byError[0] == 2.5 && abs(curve.randomMean[0] - 2.5) < 1e-15)
        #expect(curve.byUncertainty[25] == 2 && curve.byUncertainty[50] == 2 && curve.byUncertainty[75] == 1)
        #expect(curve.byError[25] == 2 && curve.byError[50] == 1.5 && curve.byError[100] == 1)
        #expect(ConfidenceErrorCurve(errors: [], uncertainties: []) == nil)
    }

    @Test func removalAgreesWithSortingAnewForEachShare() throws {
        let errors = (0..<157).map { Double(random.uniform(at: $0)) }
        let uncertainties = (0..<157).map { Double(random.integer(below: 1 << 20, at: 1000 + $0)) }
        let curve = try #require(ConfidenceErrorCurve(errors: errors, uncertainties: uncertainties, trials: 1))
        for (point, percent) in curve.removed.enumerated() {
            var left = Array(errors.indices)
            while left.count > max(1, 157 - Int((1.57 * percent).rounded())) {
                let worst = left.max { uncertainties[$0] < uncertainties[$1] }
                left.removeAll { $0 == worst }
            }
            let mean = left.reduce(0) { $0 + errors[$1] } / Double(left.count)
            #expect(abs(curve.byUncertainty[point] - mean) < 1e-12)
            #expect(curve.byError[point] <= curve.byUncertainty[point] + 1e-12)
        }
    }

    /// Equal uncertainties tell nothing, however the rows are sorted.
    @Test func theOrderOfRowsDecidesNothing() throws {
        let errors = (1...100).map { Double($0) / 100 }
        for errors in [errors, errors.reversed()] {
            #expect(ConfidenceErrorCurve.meanErrors(errors, removedBy: errors.map { _ in 0.5 }).allSatisfy { abs($0 - 0.505) < 1e-12 })
        }
        let levels = errors.indices.map { Double(random.integer(below: 3, at: $0)) }
        let curve = ConfidenceErrorCurve.meanErrors(errors, removedBy: levels)
        let turned = ConfidenceErrorCurve.meanErrors(errors.reversed(), removedBy: levels.reversed())
        #expect(zip(curve, turned).allSatisfy { abs($0 - $1) < 1e-12 } && curve[100] != curve[0])
    }

    /// The mean of k of n values drawn without replacement has the variance s²/k · (1 − k/n).
    @Test func randomBandHasTheSpreadOfSampling() throws {
        let errors = (0..<400).map { abs(Double(random.normal(at: $0))) }
        let curve = try #require(ConfidenceErrorCurve(errors: errors, uncertainties: errors, trials: 500, seed: 3))
        let all = try #require(Spread(errors))
        let deviation = try #require(all.deviation)
        for point in stride(from: 10, through: 90, by: 10) {
            let kept = Double(curve.kept[point])
            let expected = deviation * ((1 - kept / 400) / kept).squareRoot()
            #expect(abs(curve.randomDeviation[point] / expected - 1) < 0.15)
            #expect(abs(curve.randomMean[point] - all.mean) < 4 * expected / 500.0.squareRoot())
        }
        #expect(curve == ConfidenceErrorCurve(errors: errors, uncertainties: errors, trials: 500, seed: 3))
        #expect(curve != ConfidenceErrorCurve(errors: errors, uncertainties: errors, trials: 500, seed: 4))
    }
}

@Suite struct ClassificationScoreTests {
    @Test func valuesByHand() throws {
        let probabilities = [[0.9, 0.2, 0.5, 0.4], [0.1, 0.8, 0.5, 0.6]]
        let predicted = EnsemblePrediction.mostProbableClass(probabilities)
        #expect(predicted == [0, 1, 0, 1])
        #expect(ConfusionMatrix(classes: [0, 1, 1, 0], predicted: predicted, count: 2).accuracy == 0.5)
        let loss = try #require(ClassificationScores.logLoss(classes: [0, 1, 1, 0], probabilities: probabilities))
        #expect(abs(loss - 0.484485494851534) < 1e-14)  // −(ln 0.9 + ln 0.8 + ln 0.5 + ln 0.4)/4
        #expect(try #require(ClassificationScores.logLoss(classes: [0], probabilities: [[0], [1]])) < 37)
    }

    @Test func rocAreaIsTheShareOfPairsInOrder() throws {
        let random = CounterRandom(seed: 11, member: 0, purpose: .test)
        let isPositive = (0..<80).map { random.integer(below: 3, at: $0) == 0 }
        let scores = (0..<80).map { Double(random.integer(below: 15, at: 500 + $0)) }
        var won = 0.0
        var pairs = 0.0
        for positive in 0..<80 where isPositive[positive] {
            for negative in 0..<80 where !isPositive[negative] {
                pairs += 1
                won += scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0
            }
        }
        let area = try #require(ClassificationScores.areaUnderROC(isPositive: isPositive, scores: scores))
        #expect(abs(area - won / pairs) < 1e-14)
        #expect(ClassificationScores.areaUnderROC(isPositive: [true, true], scores: [1, 2]) == nil)
    }
}
