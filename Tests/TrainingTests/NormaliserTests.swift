import Testing
import Training

@Suite struct NormaliserTests {
    @Test func knownTrainingValuesAloneCount() throws {
        let normaliser = try Normaliser([1, 3, .nan, 100], rows: [0, 1, 2], target: "x")
        #expect(normaliser.mean == 2)
        #expect(abs(normaliser.deviation - 2.0.squareRoot()) < 1e-12)
        #expect(abs(normaliser.restored(normaliser.standardised(100)) - 100) < 1e-5)
    }

    @Test(arguments: [[Double.nan, .nan], [4, 4, 4], [1, .infinity], [1, 1e30], [7]])
    func whatCannotBeLearntIsRefused(values: [Double]) {
        #expect(throws: TrainingError.self) { try Normaliser(values, rows: Array(values.indices), target: "x") }
    }

    @Test func settingsThatMakeNoSenseAreRefused() {
        var configuration = TrainingConfiguration()
        configuration.learningRate = 0
        #expect(throws: TrainingError.self) { try configuration.validate() }
        configuration = TrainingConfiguration()
        configuration.slices = configuration.batch + 1
        #expect(throws: TrainingError.self) { try configuration.validate() }
    }
}
