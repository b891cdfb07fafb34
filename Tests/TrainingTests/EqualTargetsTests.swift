import Datasets
import Models
import Testing
import Training

/// Tables many of whose targets are equal: gaps of metals, temperatures of what does not conduct. A σ that has no floor falls without end there.
@Suite struct EqualTargetsTests {
    private func history(
        floor: SigmaFloor?, afterJump: TrainingConfiguration.AfterJump?, rate: Double = 1e-3, epochs: Int = 250
    ) throws -> [EpochRecord] {
        var configuration = Recipe.fast.configuration(ModelKind.named("roost")?.hint, materials: 96)
        (configuration.learningRate, configuration.epochs) = (rate, epochs)
        (configuration.sigmaFloor, configuration.afterJump) = (floor, afterJump)
        let noise = CounterRandom(seed: 8, member: 0, purpose: .test)
        // Half are 0, most of them where the composition says so; of the others nobody knows how much.
        let made = try MadeUpTraining(configuration) { share, elements, row in
            share <= 0.5 ? (row % 25 == 0 ? 4 : 0) : 1 + abs(noise.normal(at: row))
        }
        var member = try made.member()
        return try #require(try member.run()).history
    }

    @Test func halfOfThemEqualForManyEpochs() throws {
        let history = try history(floor: .automatic, afterJump: nil)
        #expect(history.count == 250)
        let rise = LossJump.largest(in: history)?.rise ?? 0
        #expect(rise < 0.3, "\(rise)")
        let last = history.last?.validationLoss ?? .nan
        #expect(last < 10, "\(last)")
    }

    /// What the floor is there for: at the rate and for the epochs that ruined members without it.
    @Test func withoutAFloorTheLikelihoodHasNoBound() throws {
        func end(_ floor: SigmaFloor?) throws -> (loss: Double, rise: Double) {
            let history = try history(floor: floor, afterJump: nil, rate: 2e-3, epochs: 800)
            return (history.last?.validationLoss ?? .nan, LossJump.largest(in: history)?.rise ?? 0)
        }
        let (with, without) = (try end(.automatic), try end(nil))
        #expect(with.loss < 10 && with.rise < 1, "\(with)")
        #expect(!(without.loss < 10 * with.loss), "\(without) without, \(with) with a floor")
    }
}
