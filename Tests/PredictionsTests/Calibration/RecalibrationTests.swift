import Datasets
import Foundation
import Predictions
import Testing

@Suite struct RecalibrationTests {
    private let random = CounterRandom(seed: 21, member: 0, purpose: .test)

    /// Rows whose errors are `factor` times as large as their σ says.
    private func table(rows: Int, factor: Double, stream: Int = 0, deviation: Double? = nil) -> PredictionTable {
        let deviations = (0..<rows).map { deviation ?? 0.1 + Double(random.uniform(at: stream + $0)) }
        let targets = (0..<rows).map { factor * (deviation == nil ? deviations[$0] : 1) * Double(random.normal(at: 50_000 + stream + $0)) }
        return PredictionTable(
            ids: targets.indices.map { "\($0)" }, splits: targets.map { _ in "validation" }, targets: targets,
            combined: EnsemblePrediction(
                prediction: targets.map { _ in 0 }, epistemic: targets.map { _ in 0 }, aleatoric: deviations, total: deviations),
            members: [])
    }

    @Test(arguments: [0.3, 1, 4]) func theScaleIsTheFactorThatErrorsAreTooLargeBy(factor: Double) throws {
        let recalibration = try #require(Recalibration(fittedTo: table(rows: 4000, factor: factor)))
        let scale = try #require(recalibration.scale)
        #expect(abs(scale / factor - 1) < 0.05)
        #expect(recalibration.rows == 4000)
        let interval = try #require(recalibration.interval(level: 0.9))
        #expect(abs(interval.upper / (1.645 * factor) - 1) < 0.1 && abs(interval.lower / (-1.645 * factor) - 1) < 0.1)
    }

    /// The smallest score on either side of it is not smaller.
    @Test func theScaleHasTheSmallestScore() throws {
        let table = table(rows: 300, factor: 1.7)
        let recalibration = try #require(Recalibration(fittedTo: table))
        let scale = try #require(recalibration.scale)
        func score(_ scale: Double) -> Double? {
            GaussianScores.continuousRankedProbability(
                targets: table.knownTargets, predictions: table.combined.prediction, deviations: table.combined.total.map { scale * $0 })
        }
        let best = try #require(score(scale))
        for other in [0.5, 0.99, 1.01, 2] {
            let worse = try #require(score(other * scale))
            #expect(worse > best)
        }
    }

    /// The promise holds on average over calibration sets, for errors of any distribution.
    @Test func conformalIntervalsHoldWhatTheyPromise() throws {
        for level in ConformalIntervals.levels {
            var held = 0.0
            for set in 0..<200 {
                let fitted = try #require(Recalibration(fittedTo: table(rows: 60, factor: 3, stream: 200 * set)))
                let fresh = table(rows: 100, factor: 3, stream: 200 * set + 60)
                held += Double(fresh.knownTargets.enumerated().count { row, target in
                    abs(target) <= fitted.conformal.halfWidth(level: level, deviation: fresh.combined.total[row]) ?? .infinity
                }) / 20_000
            }
            // Of 60 scores one more than the level asks for may be counted in: 1/61 too many at most.
            #expect(held > level - 0.012 && held < level + 1.0 / 61 + 0.012, "\(level): \(held)")
        }
    }

    @Test func conformalRanksByHand() {
        // Of 19 errors 1 … 19, the ⌈20 level⌉-th.
        let intervals = ConformalIntervals(
            targets: (1...19).map(Double.init), predictions: .init(repeating: 0, count: 19), deviations: .init(repeating: 0, count: 19))
        #expect(!intervals.isRelative)
        #expect(intervals.halfWidths.map(\.factor) == [10, 14, 18, 19])
        #expect(intervals.halfWidth(level: 0.9, deviation: 7) == 18 && intervals.halfWidth(level: 0.8, deviation: 7) == nil)
        let few = ConformalIntervals(targets: [2, 4], predictions: [0, 0], deviations: [1, 2])
        #expect(few.isRelative && few.halfWidths.map(\.level) == [0.5] && few.halfWidth(level: 0.5, deviation: 3) == 6)
    }

    @Test func withoutSigmaThereAreConformalIntervalsAlone() throws {
        let certain = try #require(Recalibration(fittedTo: table(rows: 100, factor: 1, deviation: 0)))
        #expect(certain.scale == nil && certain.quantiles == nil && certain.interval(level: 0.9) == nil)
        #expect(certain.columns(table(rows: 3, factor: 1, deviation: 0)).map(\.name) == ["conformal_low_90", "conformal_high_90"])
        #expect(Recalibration(fittedTo: table(rows: Recalibration.fewestRows - 1, factor: 1)) == nil)
        #expect(Recalibration(fittedTo: table(rows: Recalibration.fewestRows, factor: 1)) != nil)
    }

    @Test func columnsAreWhatTheFitSays() throws {
        let fitted = try #require(Recalibration(fittedTo: table(rows: 500, factor: 2)))
        let fresh = table(rows: 2, factor: 2, stream: 700)
        let columns = fitted.columns(fresh)
        #expect(columns.map(\.name) == ["scaled_total", "isotonic_low_90", "isotonic_high_90", "conformal_low_90", "conformal_high_90"])
        let numbers = try columns.map { try #require(Double($0.values[1])) }
        let deviation = fresh.combined.total[1]
        let (scale, interval) = (try #require(fitted.scale), try #require(fitted.interval(level: 0.9)))
        #expect(numbers[0] == scale * deviation)
        #expect(numbers[2] == interval.upper * deviation && numbers[1] < 0)
        #expect(numbers[4] == -numbers[3] && numbers[4] == fitted.conformal.halfWidth(level: 0.9, deviation: deviation))
    }
}
