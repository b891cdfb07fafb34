import Datasets
import Foundation
import Predictions
import TestSupport
import Testing

/// Targets that are learnt in another scale than their own, or within limits.
@Suite struct ScaleTests {
    @Test(arguments: TargetScale.allCases, [0.0, 0.01, 0.7, 3, 40])
    func aWidthIsHalfTheIntervalAndTellsItsDeviation(scale: TargetScale, deviation: Double) {
        for value in [0.002, 1, 350] {
            let centre = scale.learnt(value)
            #expect(abs(scale.restored(centre) / value - 1) < 1e-12)
            let width = scale.width(ofDeviation: deviation, at: value)
            let ends = (scale.restored(centre + deviation) - scale.restored(centre - deviation)) / 2
            #expect(abs(width - ends) <= 1e-9 * max(width, 1))
            #expect(abs(scale.deviation(ofWidth: width, at: value) - deviation) <= 1e-9 * max(deviation, 1))
        }
        guard scale == .sqrt else { return }
        #expect(scale.width(ofDeviation: deviation, at: 0) == deviation * deviation / 2)
        #expect(abs(scale.deviation(ofWidth: scale.width(ofDeviation: deviation, at: 0), at: 0) - deviation) < 1e-9)
    }

    @Test func whatHasNoPlaceInAScaleIsSaid() {
        #expect(TargetForm(scale: .log).problem(with: 0)?.contains("--scale sqrt takes 0") == true)
        #expect(TargetForm(scale: .sqrt).problem(with: -1)?.contains("from 0") == true)
        #expect(TargetForm(scale: .log).problem(with: 1e-9) == nil && TargetForm(scale: .sqrt).problem(with: 0) == nil)
        let limited = TargetForm(atLeast: 0, atMost: 1)
        #expect(limited.problem(with: -0.1) == "--at-least is 0.0" && limited.problem(with: 1.5) == "--at-most is 1.0" && limited.problem(with: 1) == nil)
        #expect(limited.restored(-3) == 0 && limited.restored(7) == 1 && limited.restored(0.5) == 0.5)
    }

    /// Two members of one material each way: combined in the scale that was learnt, told in the target's.
    private func table(_ form: TargetForm) -> PredictionTable {
        let means = [[log(2.0), log(50.0), log(8.0)], [log(2.0), log(72.0), log(8.0)]]
        let combined = EnsemblePrediction.regression(means: means, deviations: [[0.3, 0.1, 0.2], [0.3, 0.1, 0.2]])
        let alone = means.map { $0.map(form.restored) }
        return PredictionTable(
            ids: ["a", "b", "c"], splits: ["test", "test", "test"], targets: [2.5, 60, nil], combined: combined.restored(form), members: alone,
            memberDeviations: alone.map { zip([0.3, 0.1, 0.2], $0).map { form.width(ofDeviation: $0, at: $1) } }, form: form)
    }

    @Test func theLearntScaleComesBack() {
        let table = table(TargetForm(scale: .log))
        #expect(abs(table.combined.prediction[1] - 60) < 1e-9, "the geometric mean")
        let learnt = table.inLearntScale
        #expect(learnt.form == .plain)
        let spread = log(72.0 / 60)
        for (found, expected) in [
            (learnt.combined.prediction[1], log(60.0)), (learnt.combined.epistemic[1], spread), (learnt.combined.aleatoric[1], 0.1),
            (learnt.combined.total[1], (spread * spread + 0.01).squareRoot()), (learnt.targets[0] ?? 0, log(2.5)), (learnt.members[0][2], log(8.0)),
            (learnt.memberDeviations[1][0], 0.3),
        ] { #expect(abs(found - expected) < 1e-12) }
        #expect(learnt.targets[2] == nil)
        // A target without a place in the scale is not known there.
        let odd = PredictionTable(
            ids: ["a"], splits: ["test"], targets: [0], combined: EnsemblePrediction(prediction: [1], epistemic: [0], aleatoric: [1], total: [1]),
            members: [], form: TargetForm(scale: .log))
        #expect(odd.inLearntScale.rowsWithTarget.count == 0 && odd.rowsWithTarget.count == 1)
    }

    @Test func theFileSaysInWhichScale() throws {
        let directory = try TemporaryDirectory()
        let table = table(TargetForm(scale: .log, atLeast: 0))
        try table.write(to: directory.file("p.csv"))
        let read = try PredictionTable(readingFrom: directory.file("p.csv"))
        #expect(read.form == TargetForm(scale: .log) && read.combined == table.combined && read.columns.isEmpty)
        let text = try String(contentsOfFile: directory.file("p.csv"), encoding: .utf8)
        try text.replacing("log,", with: "sqrt,", maxReplacements: 1).replacing("log\n", with: "cube\n").write(toFile: directory.file("q.csv"), atomically: true, encoding: .utf8)
        #expect { try PredictionTable(readingFrom: directory.file("q.csv")) } throws: { "\($0)".contains("column 'learnt_scale'") && "\($0)".contains("cube") }
    }

    /// Relative errors that are all alike are what a logarithm makes Gaussian: the factor of a recalibration is found there.
    @Test func recalibrationIsOfTheLearntScale() throws {
        let count = 200
        let form = TargetForm(scale: .log)
        let predictions = (0..<count).map { pow(10, Double($0 % 5)) }
        // Quantiles of a Gaussian of standard deviation 0.2, in a shuffled order; σ is said to be half of that.
        let errors = (0..<count).map { 0.2 * StandardNormal.quantile((Double($0 * 77 % count) + 0.5) / Double(count)) }
        let table = PredictionTable(
            ids: (0..<count).map { "m\($0)" }, splits: (0..<count).map { _ in "validation" },
            targets: zip(predictions, errors).map { $0 * exp($1) },
            combined: EnsemblePrediction(
                prediction: predictions.map(log), epistemic: predictions.map { _ in 0 }, aleatoric: predictions.map { _ in 0.1 },
                total: predictions.map { _ in 0.1 }).restored(form),
            members: [], form: form)
        let calibration = try #require(Recalibration(fittedTo: table))
        #expect(abs((calibration.scale ?? 0) - 2) < 0.02)
        let columns = Dictionary(uniqueKeysWithValues: calibration.columns(table).map { ($0.name, $0.values.compactMap(Double.init)) })
        let scaled = try #require(columns["scaled_total"])
        #expect(abs(scaled[4] / form.width(ofDeviation: 0.1 * (calibration.scale ?? 0), at: predictions[4]) - 1) < 1e-9)
        let (low, high) = (try #require(columns["conformal_low_90"]), try #require(columns["conformal_high_90"]))
        #expect(abs(low[3] * high[3] / (predictions[3] * predictions[3]) - 1) < 1e-9, "an interval of equal factors")
        let held = zip(zip(low, high), table.targets).count { $0.0 <= $1 ?? 0 && $1 ?? 0 <= $0.1 }
        #expect((180...184).contains(held))
    }
}
