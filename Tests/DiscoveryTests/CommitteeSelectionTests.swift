import Discovery
import Predictions
import Testing

/// Choosing candidates by the word of several ensembles, counted by hand.
@Suite struct CommitteeSelectionTests {
    /// ΔE of five candidates, true and by two ensembles; the hull lies at −1.
    private func screening() -> Screening {
        let truth = [-0.1, -0.2, 0.1, 0.2, -0.3]
        let one = [-0.1, 0.1, -0.2, 0.3, -0.4], two = [-0.3, -0.2, 0.4, -0.1, -0.1]
        let mean = zip(one, two).map { ($0 + $1) / 2 }
        var screening = Screening(
            ids: ["a", "b", "c", "d", "e"], trueEnergies: truth.map { $0 - 1 }, predictedEnergies: mean.map { $0 - 1 },
            hullEnergies: truth.map { _ in -1 }, deviation: [0.1, 0.1, 0.1, 0.1, 0.1], hull: "made up")
        let table = PredictionTable(
            ids: screening.ids, splits: truth.map { _ in "test" }, targets: truth.map { _ in nil },
            combined: .regression(means: [mean.map { $0 - 1 }], deviations: []), members: [],
            columns: [
                .init(name: "prediction_by_one", numbers: one.map { $0 - 1 }), .init(name: "total_by_one", numbers: [0.05, 0.05, 0.05, 0.05, 0.5]),
                .init(name: "prediction_by_two", numbers: two.map { $0 - 1 }), .init(name: "total_by_two", numbers: [0.05, 0.05, 0.05, 0.05, 0.05]),
            ])
        screening.note(table.committeeParts, beside: table.combined.prediction)
        return screening
    }

    @Test func theHighestOfAllIsComparedWithTheThreshold() {
        let screening = screening()
        #expect(screening.criteria == Screening.Criterion.allCases)
        func isNear(_ one: [Double], _ other: [Double]) -> Bool { zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 } }
        #expect(isNear(screening.decision(.everyPrediction), [-0.1, 0.1, 0.4, 0.3, -0.1]))
        #expect(isNear(screening.decision(.everyPredictionPlusDeviation), [-0.05, 0.15, 0.45, 0.35, 0.1]))
        #expect(isNear(screening.decision(ofAtLeast: 1), [-0.3, -0.2, -0.2, -0.1, -0.4]))
        #expect(screening.votes(threshold: 0) == [2, 1, 1, 1, 2])
        // The funnel asks the mean before it asks all.
        let steps = TriageFunnel(screening, threshold: 0).steps
        #expect(steps.map(\.name).suffix(3) == ["ΔE pred ≤ 0", "every ΔE pred ≤ 0", "ΔE pred + σ ≤ 0"] && steps.map(\.count) == [5, 5, 3, 2, 2])
    }

    @Test func rulesSideBySide() throws {
        let selection = try #require(CommitteeSelection(screening(), threshold: 0))
        #expect(selection.agreed == 2)
        #expect(selection.rules.map(\.chooser) == [.ensemble("one"), .ensemble("two"), .mean, .atLeast(1), .atLeast(2)])
        // One: a, c, e; two: a, b, d, e; mean: a −0.2, b −0.05, e −0.25; any: all five; both: a, e.
        #expect(selection.rules.map(\.scores.chosen) == [3, 4, 3, 5, 2])
        #expect(selection.rules.map(\.scores.truePositives) == [2, 3, 3, 3, 2])
        // The first two of each: e c, a b, e a, e a, a e.
        #expect(selection.rules.map(\.precisionOfFirst) == [0.5, 1, 1, 1, 1])
        let none = Screening(ids: ["a"], truth: [0], prediction: [0], deviation: [0], hull: "made up")
        #expect(CommitteeSelection(none, threshold: 0) == nil && none.criteria == [.prediction])
    }
}
