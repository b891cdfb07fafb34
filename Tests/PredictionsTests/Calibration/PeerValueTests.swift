import Foundation
import Predictions
import Testing

/// Values of the PyPI package uncertainty-toolbox 0.1.1 on the same arrays; Tests/peers/uncertainty-toolbox prints them.
@Suite struct PeerValueTests {
    private let predictions = (0..<300).map { 3 * sin(1.3 * Double($0)) }
    private let deviations = (0..<300).map { 0.05 + 0.3 * fraction(0.6180339887498949 * Double($0)) }
    private var targets: [Double] {
        predictions.indices.map { row in
            let u = 2 * fraction(0.7548776662466927 * Double(row + 1)) - 1
            return predictions[row] + deviations[row] * (0.1 + 2.2 * u + 1.5 * pow(u, 5))
        }
    }

    private var table: PredictionTable {
        PredictionTable(
            ids: predictions.indices.map { "\($0)" }, splits: predictions.map { _ in "validation" }, targets: targets,
            combined: EnsemblePrediction(
                prediction: predictions, epistemic: deviations.map { _ in 0 }, aleatoric: deviations, total: deviations),
            members: [])
    }

    /// By the factor on σ: area, mean absolute and root mean square calibration error, sharpness, NLL, CRPS, interval score.
    @Test(arguments: [
        (1.0, [0.16393939393939402, 0.16230000000000003, 0.17994141395996774, 0.21784438466031167, 0.5548016028615402, 0.1979984770018297,
            1.069281725992028] as [Double]),
        (1.7, [0.006053523949792628, 0.006104040404040421, 0.007540016701032704, 0.3703354539225298, 0.1939496136326255, 0.18787898984181595,
            0.9022958716008372]),
    ])
    func calibrationAndScores(scale: Double, values: [Double]) throws {
        let scaled = deviations.map { scale * $0 }
        let curve = GaussianCalibration.curve(targets: targets, predictions: predictions, deviations: scaled)
        let found = [
            GaussianCalibration.miscalibrationArea(curve), GaussianCalibration.meanAbsoluteError(curve),
            GaussianCalibration.rootMeanSquareError(curve), GaussianCalibration.sharpness(deviations: scaled),
            GaussianScores.negativeLogLikelihood(targets: targets, predictions: predictions, deviations: scaled),
            GaussianScores.continuousRankedProbability(targets: targets, predictions: predictions, deviations: scaled),
            GaussianScores.intervalScore(targets: targets, predictions: predictions, deviations: scaled),
        ]
        for (found, value) in zip(found, values) {
            let number = try #require(found)
            #expect(abs(number - value) < 1e-9)
        }
    }

    @Test func recalibrationOfQuantiles() throws {
        let recalibration = try #require(Recalibration(fittedTo: table))
        let errors = GaussianCalibration.standardisedErrors(targets: targets, predictions: predictions, deviations: deviations)
        let map = try #require(Recalibration.quantileMap(errors))
        let shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]
        let levels = [
            0, 0.0011655011655011657, 0.005827505827505828, 0.15151515151515152, 0.5454545454545455, 0.8922558922558923, 0.98989898989899,
            0.9949494949494949, 0.998989898989899, 1,
        ]
        for (share, level) in zip(shares, levels) { #expect(abs(map(share) - level) < 1e-9) }
        // The peer's was found on a grid of 8e-4.
        let scale = try #require(recalibration.scale)
        #expect(abs(scale - 1.6980916695166053) < 1e-3)
    }

    @Test func isotonicRegression() throws {
        let points = [(1.0, 1.0), (2, 3), (3, 2), (3, 5), (4, 3), (6, 2.5), (7, 9)].map { (input: $0.0, output: $0.1) }
        let map = try #require(IsotonicMap(fitting: points.reversed()))
        let values = [(0.0, 1.0), (1, 1), (1.5, 2), (2, 3), (3, 3.125), (5, 3.125), (6.25, 4.59375), (8, 9)]
        for (input, output) in values { #expect(abs(map(input) - output) < 1e-12) }
        #expect(IsotonicMap(fitting: []) == nil)
    }
}

private func fraction(_ x: Double) -> Double { x - x.rounded(.down) }
