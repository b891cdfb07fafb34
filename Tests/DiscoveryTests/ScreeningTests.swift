import Discovery
import Testing

/// Subsets, curves and rankings that can be counted by hand.
@Suite struct ScreeningTests {
    private let screening = Screening(
        ids: ["a", "b", "c", "d", "e", "f"], truth: [-0.1, 0.2, -0.05, 0.1, 0.015, .nan], prediction: [-0.2, -0.1, 0.05, 0.3, .nan, -0.4],
        deviation: [0.05, 0.15, 0.01, 0.1, 0, 0.1], labels: ["x", "x", "y", "z", "z", ""], isKnown: [false, false, true, false, false, false],
        groupings: [.init(name: "step", values: ["2", "10", "2", "10", "2", ""])], hull: "a test")

    private func subset(_ name: String, mostStable: Int = 2) throws -> ScreeningSubset {
        try #require(ScreeningSubset.all(of: screening, mostStable: mostStable).first { $0.name.hasPrefix(name) })
    }

    @Test func distancesFromEnergiesAndFromRows() {
        let hull = Screening(
            ids: ["a"], trueEnergies: [-1], predictedEnergies: [-1.25], hullEnergies: [-0.5], deviation: [0], hull: "")
        #expect(hull.truth == [-0.5] && hull.prediction == [-0.75])
        // What rounding leaves of nothing is nothing: the same phase as on the hull is stable.
        let onHull = -0.36999999999999994
        let same = Screening(ids: ["a"], trueEnergies: [-0.37], predictedEnergies: [onHull], hullEnergies: [onHull], deviation: [0], hull: "")
        #expect(same.truth == [0] && same.prediction == [0])
        let given = Screening(ids: ["a"], trueDistances: [0.5], trueEnergies: [-1], predictedEnergies: [-1.25], deviation: [0], hull: "")
        #expect(given.prediction == [0.25])
    }

    /// Of one label the lowest by truth, unless it is known.
    @Test func uniquePrototypes() {
        #expect(screening.isUnique == [true, false, false, false, true, false])
    }

    @Test func subsetsAndWhatTheyAreMeasuredAgainst() throws {
        #expect(ScreeningSubset.all(of: screening, mostStable: 2).map(\.name) == [
            "all", "unique prototypes", "2 most stable of unique prototypes", "step = 2", "step = 10", "step = (none)",
        ])
        // Without a prediction e is no candidate for the most stable.
        let stable = try subset("2 most stable")
        #expect(stable.rows == [0])
        let scores = SubsetScores(screening, subset: stable, criterion: .prediction, threshold: 0)
        // Precision 1 over the prevalence 1/2 of a and e.
        #expect(scores.prevalence == 0.5)
        let factor = try #require(SubsetScores.measures.first { $0.name == "DAF" })
        #expect(scores.value(factor).value == 2)
        #expect(try subset("step = 2").rows == [0, 2, 4])
    }

    @Test func criteria() throws {
        let all = try subset("all")
        let plain = SubsetScores(screening, subset: all, criterion: .prediction, threshold: 0).scores
        #expect(plain.truePositives == 1 && plain.falsePositives == 1 && plain.falseNegatives == 1 && plain.trueNegatives == 2)
        #expect(plain.missing == 1 && plain.count == 5)
        // b is stable by prediction, but not by one deviation.
        let sure = SubsetScores(screening, subset: all, criterion: .predictionPlusDeviation, threshold: 0).scores
        #expect(sure.truePositives == 1 && sure.falsePositives == 0)
        #expect(plain.mae == sure.mae)
    }

    @Test func orderIsStableAndCalculationsCount() throws {
        let ties = Screening(ids: ["a", "b", "c"], truth: [1, -1, 0.02], prediction: [0, 0, -1], deviation: [0, 0, 0], hull: "")
        #expect(ties.order(.prediction) == [2, 0, 1])
        let curve = DiscoveryCurves(ties, criterion: .prediction, threshold: 0, distances: [0, 0.02])
        #expect(curve.calculations == [1, 2, 3] && curve.stop == 3 && curve.candidates == 3)
        #expect(curve.targets[0].found == [0, 0, 1] && curve.targets[1].found == [1, 1, 2])
        #expect(curve.precision(curve.targets[1]) == [1, 0.5, 2.0 / 3])
        #expect(curve.recall(curve.targets[1]) == [0.5, 0.5, 1])
        #expect(curve.enrichment(curve.targets[1]) == [1.5, 0.75, 1])
    }

    @Test func operatingCurve() throws {
        // Ranks + − + −, the last two tied: of four pairs two and a half are right.
        let screening = Screening(
            ids: ["a", "b", "c", "d"], truth: [-1, 1, -1, 1], prediction: [-0.3, -0.2, 0.1, 0.1], deviation: [0, 0, 0, 0], hull: "")
        let curve = try #require(OperatingCurve(screening, criterion: .prediction, threshold: 0))
        #expect(curve.points.count == 3)
        #expect(curve.area == 0.625)
        #expect(curve.averagePrecision == 0.5 * 1 + 0.5 * 0.5)
        let single = Screening(ids: ["a"], truth: [1], prediction: [0], deviation: [0], hull: "")
        #expect(OperatingCurve(single, criterion: .prediction, threshold: 0) == nil)
    }

    @Test func rollingError() throws {
        let truth = (0..<10).map { Double($0) * 0.01 }
        let errors = [0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1, 0.3]
        let screening = Screening(
            ids: truth.map { "\($0)" }, truth: truth, prediction: zip(truth, errors).map { $0 - $1 }, deviation: truth.map { _ in 0 }, hull: "")
        let rolling = RollingError(screening, range: 0.045...0.05, step: 0.005)
        // 0.025 … 0.065 holds four, 0.03 … 0.07 five: windows of fewer than five are left out.
        #expect(rolling.points.map(\.count) == [5])
        let point = try #require(rolling.points.first)
        #expect(abs(point.mae - 0.22) < 1e-12)
        #expect(abs(point.standardError - (0.012 / 5).squareRoot()) < 1e-12)
    }

    @Test func histogramAndFunnel() {
        let histogram = VerdictHistogram(
            screening, along: screening.truth, criterion: .prediction, threshold: 0, range: -0.2...0.2, width: 0.1)
        // Found, missed, false alarm, rightly left: −0.1 and 0 are the upper ends of their bars.
        #expect(histogram.counts == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 2, 0]])
        #expect(histogram.outside == 0)
        let funnel = TriageFunnel(screening, threshold: 0).steps
        #expect(funnel.map(\.count) == [6, 5, 3, 2, 1] && funnel.map(\.stable) == [2, 2, 1, 1, 1])
    }

    /// Predictions of anybody may be anything.
    @Test func whatIsBeyondAllBoundsIsOutside() {
        let far = Screening(
            ids: ["a", "b", "c", "d"], truth: [0, 0, 0, 0], prediction: [1e300, -1e300, 1e19, 0.05], deviation: [0, 0, 0, 0], hull: "")
        let histogram = VerdictHistogram(far, along: far.prediction, criterion: .prediction, threshold: 0, range: -0.2...0.2, width: 0.1)
        #expect(histogram.outside == 3 && histogram.counts.flatMap { $0 }.reduce(0, +) == 1)
    }

    @Test func polymorphs() {
        let ranking = PolymorphRanking(
            compositions: ["C", "C", "C", "SiO2", "SiO2", "Ge", ""], truth: [0, 1, 2, 1, 1, 0, 0], prediction: [0, 2, 2, 0, 1, 0, 0])
        #expect(ranking.pairs == 3 && ranking.right == 2.5 && ranking.ties == 1 && ranking.compositions == 1)
        // A tie to the digits that single precision has; of the three pairs one differs by more than 1.
        let near = PolymorphRanking(compositions: ["C", "C", "C"], truth: [0, 1, 2], prediction: [1, 1.0000001, 0.5], leastDifference: 1)
        #expect(near.pairs == 1 && near.right == 0 && near.ties == 0)
        #expect(PolymorphRanking(compositions: ["C", "C"], truth: [0, 1], prediction: [1, 1.0000001]).ties == 1)
        #expect(PolymorphRanking(compositions: ["C"], truth: [0], prediction: [0]).share == nil)
    }
}
