import Foundation
import Predictions
import Testing

/// Eight rows small enough to check by hand or elsewhere.
private let targets = [0.12, -1.3, 2.05, 0.4, -0.77, 1.61, 0.03, -2.2]
private let predictions = [0.10, -1.1, 1.85, 0.55, -0.70, 1.20, 0.33, -2.1]
private let deviations = [0.05, 0.15, 0.30, 0.10, 0.20, 0.25, 0.12, 0.40]

@Suite struct StandardNormalTests {
    @Test func quantilesOfTables() {
        #expect(abs(StandardNormal.quantile(0.975) - 1.959963984540054) < 1e-14)
        #expect(abs(StandardNormal.quantile(0.84134474606854293) - 1) < 1e-14)
        #expect(abs(StandardNormal.quantile(1e-10) + 6.361340902404056) < 1e-13)
        #expect(abs(StandardNormal.quantile(1e-300) + 37.0470962993612) < 1e-11)
        #expect(StandardNormal.quantile(0.5) == 0)
        #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(1) == .infinity)
        #expect(StandardNormal.quantile(-0.1).isNaN && StandardNormal.quantile(1.1).isNaN)
    }

    @Test func quantileInvertsCumulative() {
        for step in 1..<1000 {
            let probability = Double(step) / 1000
            #expect(abs(StandardNormal.cumulative(StandardNormal.quantile(probability)) - probability) < 1e-15)
        }
    }

    @Test func densityIsTheSlopeOfTheCumulative() {
        for x in stride(from: -4.0, through: 4, by: 0.25) {
            let slope = (StandardNormal.cumulative(x + 1e-5) - StandardNormal.cumulative(x - 1e-5)) / 2e-5
            #expect(abs(slope - StandardNormal.density(x)) < 1e-9)
        }
    }
}

@Suite struct GaussianCalibrationTests {
    /// Values of the PyPI package uncertainty-toolbox 0.1.1 on the same arrays: `nll_gaussian`, `crps_gaussian`,
    /// `miscalibration_area` (100 bins, interval), `sharpness`.
    @Test func valuesOfThePeer() throws {
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations)
        #expect(abs(GaussianCalibration.miscalibrationArea(curve) - 0.11033584471084473) < 1e-6)
        let nll = try #require(GaussianScores.negativeLogLikelihood(targets: targets, predictions: predictions, deviations: deviations))
        #expect(abs(nll + 0.025222165079949566) < 1e-9)
        let crps = try #require(
            GaussianScores.continuousRankedProbability(targets: targets, predictions: predictions, deviations: deviations))
        #expect(abs(crps - 0.129486941216652) < 1e-9)
        #expect(abs(try #require(GaussianCalibration.sharpness(deviations: deviations)) - 0.2241372347469291) < 1e-9)
    }

    @Test func rankedProbabilityIsTheIntegralThatDefinesIt() throws {
        for (target, deviation) in [(0.0, 1.0), (0.7, 0.3), (-2, 0.5), (5, 1)] {
            let score = try #require(
                GaussianScores.continuousRankedProbability(targets: [target], predictions: [0.25], deviations: [deviation]))
            let step = 1e-4
            var integral = 0.0
            for x in stride(from: -10.0 + step / 2, to: 10, by: step) {
                let belief = StandardNormal.cumulative((x - 0.25) / deviation) - (x >= target ? 1 : 0)
                integral += belief * belief * step
            }
            #expect(abs(score - integral) < 2e-4)
        }
    }

    @Test func coverageCountsRowsInsideTheInterval() {
        // |error|/σ: 0.4, 1.33, 0.67, 1.5, 0.35, 1.64, 2.5, 0.25.
        func coverage(_ level: Double) -> Double? {
            GaussianCalibration.coverage(level: level, targets: targets, predictions: predictions, deviations: deviations)
        }
        #expect(coverage(0.50) == 4.0 / 8)  // half-width 0.674: the third row is just inside
        #expect(coverage(0.68) == 4.0 / 8)  // 0.994
        #expect(coverage(0.90) == 7.0 / 8)  // 1.645: 1.64 is just inside
        #expect(coverage(0.95) == 7.0 / 8)  // 1.96
        #expect(coverage(1) == 1)
        #expect(GaussianCalibration.coverage(level: 0.5, targets: [], predictions: [], deviations: []) == nil)
    }

    @Test func noUncertaintyAtAll() {
        let covered = GaussianCalibration.coverage(level: 0.9, targets: [1, 1], predictions: [1, 2], deviations: [0, 0])
        #expect(covered == 0.5)
        #expect(GaussianCalibration.standardisedErrors(targets: [1, 3], predictions: [1, 2], deviations: [0, 2]) == [0.5])
        #expect(GaussianScores.negativeLogLikelihood(targets: [1, 1], predictions: [1, 2], deviations: [0, 1]) == nil)
        #expect(GaussianScores.continuousRankedProbability(targets: [1, 1], predictions: [1, 2], deviations: [0, 0]) == 0.5)
        let curve = GaussianCalibration.curve(targets: [1, 1], predictions: [1, 2], deviations: [0, 0], points: 3)
        #expect(curve.map(\.observed) == [0.5, 0.5, 1])
        #expect(GaussianCalibration.sharpness(deviations: []) == nil)
        #expect(GaussianCalibration.curve(targets: [], predictions: [], deviations: []).isEmpty)
    }

    @Test func curveIsCoverageAtEachLevel() {
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: deviations, points: 41)
        for point in curve {
            let coverage = GaussianCalibration.coverage(
                level: point.expected, targets: targets, predictions: predictions, deviations: deviations)
            #expect(point.observed == coverage)
        }
    }

    @Test func areaBetweenLinesThatCross() {
        let curve = [(0.0, 0.0), (0.5, 0.7), (1.0, 0.9)].map { GaussianCalibration.CurvePoint(expected: $0.0, observed: $0.1) }
        // A triangle 0.5 · 0.2 / 2, then two triangles of heights 0.2 and 0.1 that share a base of 0.5 as 2 : 1.
        #expect(abs(GaussianCalibration.miscalibrationArea(curve) - (0.05 + 0.2 / 3 / 2 * 1 + 0.1 / 6 / 2)) < 1e-15)
        #expect(GaussianCalibration.miscalibrationArea([]) == 0)
    }

    @Test func quantilePlotOfPerfectErrorsIsTheDiagonal() {
        let errors = (0..<101).map { StandardNormal.quantile((Double($0) + 0.5) / 101) }
        for point in GaussianCalibration.quantiles(standardisedErrors: errors.reversed()) {
            #expect(abs(point.theoretical - point.observed) < 1e-15)
        }
        #expect(GaussianCalibration.quantiles(standardisedErrors: []).isEmpty)
    }
}
