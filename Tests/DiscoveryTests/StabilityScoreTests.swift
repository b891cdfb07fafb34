import Discovery
import Testing

/// Measures as the leaderboard's own function has them, and its edge cases.
@Suite struct StabilityScoreTests {
    private func rows() throws -> (truth: [Double], prediction: [Double]) {
        let numbers = try discoveryReferenceRows.split(whereSeparator: \.isWhitespace).map { try #require(Double($0)) }
        let places = stride(from: 0, to: numbers.count, by: 2)
        return (places.map { numbers[$0] }, places.map { numbers[$0 + 1] })
    }

    @Test func everyMeasureAsTheLeaderboardHasIt() throws {
        let (truth, prediction) = try rows()
        var compared = 0
        for line in discoveryReferenceScores.split(separator: "\n") {
            let words = line.split(separator: " ")
            let threshold = try #require(Double(words[0]))
            let kept = truth.indices.filter { words[1] == "all" || !prediction[$0].isNaN }
            let scores = StabilityScores(truth: kept.map { truth[$0] }, prediction: kept.map { prediction[$0] }, threshold: threshold)
            for word in words.dropFirst(2) {
                let (name, text) = (word.prefix { $0 != "=" }, word.drop { $0 != "=" }.dropFirst())
                let expected = try #require(Double(text))
                let found: Double? =
                    switch name {
                    case "F1": scores.f1
                    case "DAF": scores.accelerationFactor()
                    case "Precision": scores.precision
                    case "Recall": scores.recall
                    // Theirs is of the materials that have a prediction.
                    case "Accuracy": scores.accuracy.map { $0 * Double(scores.count) / Double(scores.count - scores.missing) }
                    case "TPR": scores.truePositiveRate
                    case "FPR": scores.falsePositiveRate
                    case "TNR": scores.trueNegativeRate
                    case "FNR": scores.falseNegativeRate
                    case "TP": Double(scores.truePositives)
                    case "FP": Double(scores.falsePositives)
                    case "TN": Double(scores.trueNegatives)
                    case "FN": Double(scores.falseNegatives)
                    case "MAE": scores.mae
                    case "RMSE": scores.rmse
                    default: scores.r2
                    }
                #expect(abs(try #require(found) - expected) < 1e-10, "\(threshold) \(words[1]) \(name)")
                compared += 1
            }
        }
        #expect(compared == 6 * 16)
    }

    @Test func infiniteIsMissing() {
        let scores = StabilityScores(truth: [-1, -1, 1, .nan], prediction: [-.infinity, -1, .infinity, -1])
        #expect(scores.count == 3 && scores.missing == 2)
        #expect(scores.truePositives == 1 && scores.falseNegatives == 1 && scores.trueNegatives == 1)
        #expect(scores.mae == 0)
    }

    @Test func accuracyIsAShare() {
        let scores = StabilityScores(truth: [1, 1, 1, -1], prediction: [1, .nan, .nan, .nan])
        #expect(scores.missing == 3 && scores.accuracy == 0.75)
    }

    @Test func nothingIsDividedByNothing() {
        let none = StabilityScores(truth: [1, 2], prediction: [1, 2])
        #expect(none.precision == nil && none.recall == nil && none.f1 == nil && none.accelerationFactor() == nil)
        #expect(none.trueNegativeRate == 1 && none.r2 == 1)
        let empty = StabilityScores(truth: [], prediction: [])
        #expect(empty.accuracy == nil && empty.mae == nil && empty.prevalence == nil)
        #expect(StabilityScores(truth: [1, 1], prediction: [0, 2]).r2 == nil)
    }

    /// Of a drawing of one row three times nothing is left to explain, though the sums are not quite zero.
    @Test(arguments: [[0.1, 0.2, 0.4], [0.013, -0.047, 0.21]]) func fewRowsLeaveNoAbsurdIntervals(truth: [Double]) throws {
        let scores = BootstrapScores(truth: truth, prediction: [0.15, 0.25, 0.3])
        let low = scores.interval { $0.r2 }?.low ?? 0
        #expect(low > -1e6)
    }

    /// What two ensembles have in common does not widen the interval of their difference: errors that differ by 0.01 everywhere do so always.
    @Test func differencesAreOfTheSameMaterials() throws {
        let truth = (0..<40).map { 0.05 * Double($0) - 1 }
        let errors = (0..<40).map { 0.1 + 0.002 * Double($0 * 7 % 40) }
        let one = BootstrapScores(truth: truth, prediction: zip(truth, errors).map { $0 + $1 })
        let other = BootstrapScores(truth: truth, prediction: zip(truth, errors).map { $0 + $1 + 0.01 })
        let difference = try #require(other.interval({ $0.mae }, minus: one))
        #expect(abs(difference.low - 0.01) < 1e-12 && abs(difference.high - 0.01) < 1e-12)
        let alone = try #require(one.interval { $0.mae })
        #expect(alone.high - alone.low > 0.01)
    }

    @Test func intervalsHoldTheValueAndShrink() throws {
        let (truth, prediction) = try rows()
        let once = BootstrapScores(truth: truth, prediction: prediction)
        func repeated(_ values: [Double]) -> [Double] { Array(repeating: values, count: 25).flatMap { $0 } }
        let many = BootstrapScores(truth: repeated(truth), prediction: repeated(prediction))
        for measure in [\StabilityScores.precision, \.recall, \.mae, \.r2] {
            let value = try #require(StabilityScores(truth: truth, prediction: prediction)[keyPath: measure])
            let (wide, narrow) = (try #require(once.interval { $0[keyPath: measure] }), try #require(many.interval { $0[keyPath: measure] }))
            #expect(wide.low < value && value < wide.high)
            // Five times as narrow with 25 times as many; some slack for the drawing.
            let ratio = (wide.high - wide.low) / (narrow.high - narrow.low)
            #expect(ratio > 3.5 && ratio < 7, "\(ratio)")
        }
        #expect(once.interval { $0.mae } == BootstrapScores(truth: truth, prediction: prediction).interval { $0.mae })
        // The binomial interval of a precision of 26 in 32 is about 0.27 wide.
        let precision = try #require(once.interval { $0.precision })
        #expect(abs(precision.high - precision.low - 0.27) < 0.06)
    }
}
