import Datasets
import Predictions
import Testing

@Suite struct SigmaFactorTests {
    /// Two members whose mean is off by `error` times a normal number, and who state `aleatoric` each.
    private func table(rows: Int, error: Double, aleatoric: Double, spread: Double = 0) -> PredictionTable {
        let random = CounterRandom(seed: 4, member: 0, purpose: .test)
        let targets = (0..<rows).map { error * Double(random.normal(at: $0)) }
        let means = [targets.map { _ in spread }, targets.map { _ in -spread }]
        return PredictionTable(
            ids: targets.indices.map { "\($0)" }, splits: targets.map { _ in "validation" }, targets: targets,
            combined: .regression(means: means, deviations: means.map { $0.map { _ in aleatoric } }), members: means, memberNumbers: [0, 1])
    }

    @Test func aFactorThatIsMissingIsFound() throws {
        for factor in [0.5, 1, 3, 20] {
            let found = try #require(SigmaFactor.fitted(to: table(rows: 4000, error: 0.1 * factor, aleatoric: 0.1)))
            #expect(abs(found / factor - 1) < 0.04, "\(found) for \(factor)")
        }
    }

    @Test func whatMembersDisagreeByIsNotScaled() throws {
        // 0.5² = 0.3² + 2² · 0.2²
        let found = try #require(SigmaFactor.fitted(to: table(rows: 4000, error: 0.5, aleatoric: 0.2, spread: 0.3)))
        #expect(abs(found - 2) < 0.08)
    }

    /// A few materials move it less than many do.
    @Test func fewMaterialsSayLess() throws {
        func factor(rows: Int) throws -> Double {
            let targets = (0..<rows).map { $0 % 2 == 0 ? 1.0 : -1 }
            let mean = [targets.map { _ in 0.0 }]
            let table = PredictionTable(
                ids: targets.indices.map { "\($0)" }, splits: targets.map { _ in "validation" }, targets: targets,
                combined: .regression(means: mean, deviations: mean.map { $0.map { _ in 0.1 } }), members: mean, memberNumbers: [0])
            return try #require(SigmaFactor.fitted(to: table))
        }
        let (few, many) = (try factor(rows: 20), try factor(rows: 20_000))
        #expect(few < 0.98 * many && few > 8 && abs(many - 10) < 0.01, "\(few) and \(many)")
    }

    @Test func nothingIsFittedToNothing() {
        #expect(SigmaFactor.fitted(to: table(rows: 19, error: 0.3, aleatoric: 0.1)) == nil)
        #expect(SigmaFactor.fitted(to: table(rows: 100, error: 0.3, aleatoric: 0)) == nil)
    }
}
