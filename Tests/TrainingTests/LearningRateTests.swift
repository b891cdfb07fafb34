import Foundation
import Models
import Testing
import Training

@Suite struct LearningRateTests {
    private func configuration(_ schedule: TrainingConfiguration.Schedule, warmUp: Double) -> TrainingConfiguration {
        var configuration = TrainingConfiguration()
        configuration.learningRate = 2
        configuration.schedule = schedule
        configuration.warmUp = warmUp
        return configuration
    }

    @Test func aConstantRateIsOne() {
        let constant = configuration(.constant, warmUp: 0)
        for step in [0, 7, 99] { #expect(constant.learningRate(step: step, steps: 100) == 2) }
    }

    @Test func aCosineFallsFromTheRateToNothing() {
        let cosine = configuration(.cosine, warmUp: 0)
        #expect(cosine.learningRate(step: 0, steps: 100) == 2)
        #expect(abs(cosine.learningRate(step: 50, steps: 100) - 1) < 1e-12)
        #expect(cosine.learningRate(step: 99, steps: 100) < 1e-3 && cosine.learningRate(step: 99, steps: 100) > 0)
    }

    @Test(arguments: [TrainingConfiguration.Schedule.constant, .cosine])
    func theRateGrowsFirst(schedule: TrainingConfiguration.Schedule) {
        let warm = configuration(schedule, warmUp: 0.05)
        #expect((0..<5).map { warm.learningRate(step: $0, steps: 100) } == [0.4, 0.8, 1.2, 1.6, 2])
        #expect(warm.learningRate(step: 5, steps: 100) == 2)
        // A run of a few steps has no room for it.
        #expect(warm.learningRate(step: 0, steps: 3) == 2)
    }

    @Test func recipesAreSound() throws {
        for recipe in Recipe.allCases {
            for kind in ModelKind.all {
                for materials in [1, 3000, 1_000_000] { try recipe.configuration(kind.hint, materials: materials).validate() }
            }
        }
        let (roost, wren) = (ModelKind.named("roost")?.hint, ModelKind.named("wren")?.hint)
        let published = Recipe.thesis.configuration(roost, materials: 3000)
        #expect(published == TrainingConfiguration() && published.mayGrow && published.sigmaFloor == nil && published.afterJump == nil)
        #expect(!Recipe.fast.configuration(roost, materials: 3000).mayGrow)
        #expect([100, 5600, 20_000].map { Recipe.fast.configuration(wren, materials: $0).epochs } == [250, 100, 40])
        #expect([100, 500, 900].map { Recipe.fast.configuration(roost, materials: $0).batch } == [16, 32, 64])
    }
}

@Suite struct OlderConfigurationTests {
    /// As bundles held them before there were recipes.
    @Test func settingsThatWereNotThereYetAreAsTheyWere() throws {
        let text = """
            {"epochs":7,"batch":32,"learningRate":0.0003,"weightDecay":1e-06,"seed":5,"schedule":"constant","patience":9,"slices":4}
            """
        let configuration = try JSONDecoder().decode(TrainingConfiguration.self, from: Data(text.utf8))
        var expected = TrainingConfiguration()
        (expected.epochs, expected.batch, expected.seed, expected.patience) = (7, 32, 5, 9)
        #expect(configuration == expected)
        let again = try JSONEncoder().encode(configuration)
        let read = try JSONDecoder().decode(TrainingConfiguration.self, from: again)
        #expect(read == configuration)
        let incomplete = Data(text.replacing("\"epochs\":7,", with: "").utf8)
        #expect(throws: DecodingError.self) { _ = try JSONDecoder().decode(TrainingConfiguration.self, from: incomplete) }
    }
}
