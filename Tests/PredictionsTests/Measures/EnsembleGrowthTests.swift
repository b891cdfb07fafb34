import Datasets
import Predictions
import Testing

@Suite struct EnsembleGrowthTests {
    private func table(members: Int, rows: Int = 30, withDeviations: Bool = true) -> PredictionTable {
        let random = CounterRandom(seed: 3, member: 0, purpose: .test)
        let means = (0..<members).map { member in (0..<rows).map { Double(random.normal(at: member * rows + $0)) } }
        let deviations = withDeviations ? means.map { $0.map { 0.5 + abs($0) } } : []
        return PredictionTable(
            ids: (0..<rows).map { "\($0)" }, splits: (0..<rows).map { _ in "test" }, targets: (0..<rows).map { _ in 0 },
            combined: .regression(means: means, deviations: deviations), members: means, memberDeviations: deviations)
    }

    @Test func endsAreTheMembersAndTheEnsemble() throws {
        let table = table(members: 4)
        let sizes = try #require(EnsembleGrowth(table)).sizes
        #expect(sizes.map(\.members) == [1, 2, 3, 4] && sizes.map(\.subsets) == [4, 6, 4, 1])
        let single = table.members.compactMap { PointErrors(targets: table.knownTargets, predictions: $0)?.mae }
        #expect(sizes[0].mae == Spread(single))
        let whole = try #require(PointErrors(targets: table.knownTargets, predictions: table.combined.prediction))
        #expect(sizes[3].mae == Spread([whole.mae]) && sizes[3].rmse == Spread([whole.rmse]))
        let likelihood = GaussianScores.negativeLogLikelihood(
            targets: table.knownTargets, predictions: table.combined.prediction, deviations: table.combined.total)
        #expect(sizes[3].negativeLogLikelihood?.mean == likelihood)
        // Independent members: the mean of four errs half as much as one.
        #expect(abs(sizes[3].rmse.mean / sizes[0].rmse.mean - 0.5) < 0.1)
    }

    @Test func subsetsAreDifferentAndAsManyAsAskedFor() {
        #expect(EnsembleGrowth.subsets(of: 4, size: 2, most: 50, seed: 1) == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]])
        #expect(EnsembleGrowth.subsets(of: 5, size: 5, most: 1, seed: 1) == [[0, 1, 2, 3, 4]])
        let drawn = EnsembleGrowth.subsets(of: 12, size: 6, most: 50, seed: 1)
        #expect(Set(drawn).count == 50 && drawn.allSatisfy { $0.count == 6 && Set($0).count == 6 && $0 == $0.sorted() && $0[5] < 12 })
        #expect(drawn != EnsembleGrowth.subsets(of: 12, size: 6, most: 50, seed: 2))
    }

    @Test func whatCannotGrow() throws {
        #expect(EnsembleGrowth(table(members: 1)) == nil)
        #expect(EnsembleGrowth(table(members: 3).selecting([])) == nil)
        // Without an aleatoric part two members disagree, and one alone has no likelihood.
        let plain = try #require(EnsembleGrowth(table(members: 3, withDeviations: false))).sizes
        #expect(plain[0].negativeLogLikelihood == nil && plain[1].negativeLogLikelihood != nil)
    }
}

@Suite struct RankingQualityTests {
    @Test func theOracleGainsEverythingAndTheReverseLosesAsMuchAsItCan() throws {
        let errors = (0..<100).map(Double.init)
        let oracle = try #require(RankingQuality(errors: errors, uncertainties: errors))
        #expect(oracle.areaAboveOracle == 0 && oracle.gain == 1)
        // The oracle leaves (99 − X)/2 after X %, and 0 at both 99 and 100; the reverse what is missing to 99: areas 24.5025 and 74.4975.
        let reverse = try #require(RankingQuality(errors: errors, uncertainties: errors.map { -$0 }))
        let gain = try #require(reverse.gain)
        #expect(abs(reverse.areaAboveOracle - 49.995) < 1e-9 && abs(gain + 1) < 1e-9)
        let level = try #require(RankingQuality(errors: [2, 2], uncertainties: [1, 3]))
        #expect(level.gain == nil && level.areaAboveOracle == 0)
        #expect(RankingQuality(errors: [], uncertainties: []) == nil)
    }
}
