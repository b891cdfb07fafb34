import Foundation
import Predictions
import Testing

/// Scores of classes against scikit-learn 1.9.1 and by hand.
@Suite struct ClassificationTests {
    private let classes = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1]
    private let positive = [0.1, 0.8, 0.35, 0.4, 0.9, 0.6, 0.2, 0.55, 0.7, 0.3, 0.6, 0.95]
    private var probabilities: [[Double]] { [positive.map { 1 - $0 }, positive] }

    private let three = [0, 1, 2, 2, 1, 0, 2, 1, 0, 2]
    private let shares: [[Double]] = [
        [0.7, 0.1, 0.2, 0.5, 0.3, 0.2, 0.1, 0.25, 0.6, 0.05],
        [0.2, 0.6, 0.2, 0.25, 0.4, 0.5, 0.1, 0.45, 0.3, 0.15],
        [0.1, 0.3, 0.6, 0.25, 0.3, 0.3, 0.8, 0.3, 0.1, 0.8],
    ]

    private func expect(_ value: Double?, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(abs((value ?? .nan) - expected) < 1e-12, "\(value ?? .nan)", sourceLocation: sourceLocation)
    }

    @Test func twoClasses() {
        let matrix = ConfusionMatrix(classes: classes, predicted: EnsemblePrediction.mostProbableClass(probabilities), count: 2)
        #expect(matrix.counts == [[4, 1], [1, 6]])
        expect(matrix.accuracy, 0.8333333333333334)
        expect(matrix.balancedAccuracy, 0.8285714285714285)
        expect(matrix.f1, 0.8571428571428571)
        expect(ClassificationScores.areaUnderROC(classes: classes, probabilities: probabilities), 0.9)
        expect(ClassificationScores.averagePrecision(classes: classes, probabilities: probabilities), 0.9240362811791383)
        expect(ClassificationScores.logLoss(classes: classes, probabilities: probabilities), 0.41727103507246016)
        expect(ClassificationScores.brier(classes: classes, probabilities: probabilities), 0.13229166666666667)
        expect(Reliability(classes: classes, probabilities: probabilities).expectedCalibrationError, 0.14583333333333331)
    }

    @Test func threeClasses() {
        let matrix = ConfusionMatrix(classes: three, predicted: EnsemblePrediction.mostProbableClass(shares), count: 3)
        #expect(matrix.counts == [[2, 1, 0], [0, 3, 0], [1, 0, 3]])
        expect(matrix.balancedAccuracy, 0.8055555555555555)
        expect(matrix.f1, 0.7936507936507936)
        expect(ClassificationScores.areaUnderROC(classes: three, probabilities: shares), 0.8571428571428572)
        expect(ClassificationScores.averagePrecision(classes: three, probabilities: shares), 0.830026455026455)
        expect(ClassificationScores.logLoss(classes: three, probabilities: shares), 0.7045969619511041)
        expect(ClassificationScores.brier(classes: three, probabilities: shares), 0.3875)
        expect(Reliability(classes: three, probabilities: shares).expectedCalibrationError, 0.405)
    }

    /// Whoever always says the larger class is as good by balanced accuracy as whoever draws at random.
    @Test func oneAnswerForAll() throws {
        let matrix = ConfusionMatrix(classes: [0, 0, 0, 1], predicted: [0, 0, 0, 0], count: 2)
        #expect(matrix.accuracy == 0.75 && matrix.balancedAccuracy == 0.5 && matrix.f1 == 0)
        #expect(matrix.precision(of: 1) == nil && matrix.recall(of: 1) == 0)
        let largest = try #require(matrix.largest)
        #expect(largest.kind == 0 && largest.share == 0.75)
        #expect(ConfusionMatrix(classes: [], predicted: [], count: 3).largest == nil)
        // A class that does not occur has no recall, and takes no part in the mean of those that do.
        #expect(ConfusionMatrix(classes: [0, 1], predicted: [0, 1], count: 3).balancedAccuracy == 1)
    }

    @Test func binsOfReliability() throws {
        let reliability = Reliability(classes: [1, 0, 1, 1], probabilities: [[1, 0.75, 0.5, 0], [0, 0.25, 0.5, 1]], binCount: 4)
        #expect(reliability.bins.map(\.rows) == [2, 1, 0, 1] && reliability.bins.map(\.upper) == [0.25, 0.5, 0.75, 1])
        #expect(reliability.bins[0].probability == 0.125 && reliability.bins[0].observed == 0.5 && reliability.bins[2].observed == nil)
        // (2 · |0.125 − 0.5| + |0.5 − 1| + |1 − 1|) / 4
        #expect(reliability.expectedCalibrationError == 0.3125)
    }

    /// Rows of one score cannot be told apart: they come together.
    @Test func curvesStepOverTies() {
        let curve = RankingCurve(isPositive: [true, false, true, false], scores: [0.9, 0.5, 0.5, 0.1])
        #expect(curve.points.map(\.truePositives) == [1, 2, 2] && curve.points.map(\.falsePositives) == [0, 1, 2])
        expect(curve.averagePrecision, 0.5 + 0.5 * 2 / 3)
        #expect(RankingCurve(isPositive: [false], scores: [1]).averagePrecision == nil)
    }

    private func table(_ classes: [Int], _ probabilities: [[Double]]) -> PredictionTable {
        let (combined, mean) = EnsemblePrediction.classification(probabilities: [probabilities])
        return PredictionTable(
            ids: classes.indices.map { "m\($0)" }, splits: classes.map { _ in "validation" }, targets: classes.map(Double.init), combined: combined,
            members: [], probabilities: mean, classNames: probabilities.count == 2 ? ["False", "True"] : nil)
    }

    /// The minimum that SciPy finds of the same likelihood.
    @Test func temperatureOfTheLargestLikelihood() throws {
        let twice = table(classes + classes, probabilities.map { $0 + $0 })
        let scaling = try #require(TemperatureScaling(fittedTo: twice))
        #expect(scaling.rows == 24 && abs(scaling.temperature - 0.48022109889) < 1e-8)
        let mended = scaling.calibrated(probabilities)
        for (value, expected) in zip(mended[1], [0.01019668, 0.94718922, 0.21601005]) { #expect(abs(value - expected) < 1e-7) }
        let before = try #require(ClassificationScores.logLoss(classes: classes, probabilities: probabilities))
        let after = try #require(ClassificationScores.logLoss(classes: classes, probabilities: mended))
        #expect(abs(after - 0.36689464276819) < 1e-10 && after < before)
        #expect(scaling.columns(twice).map(\.name) == ["calibrated_probability_False", "calibrated_probability_True"])
        let thrice = try #require(TemperatureScaling(fittedTo: table(three + three + three, shares.map { $0 + $0 + $0 })))
        #expect(abs(thrice.temperature - 0.49882504906) < 1e-8)
    }

    @Test func nothingIsFittedToTooLittle() {
        #expect(TemperatureScaling(fittedTo: table(classes, probabilities)) == nil)
        // All right: the likelihood has no largest value.
        let right = [Int](repeating: 1, count: 40)
        #expect(TemperatureScaling(fittedTo: table(right, [right.map { _ in 0.2 }, right.map { _ in 0.8 }])) == nil)
    }
}
