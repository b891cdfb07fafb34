import Datasets
import Models
import Testing
import Training

/// Tables many of whose targets are equal: gaps of metals, temperatures of what does not conduct. A σ that has no floor falls without end there.
@Suite struct EqualTargetsTests {
    private func history(floor: SigmaFloor?, afterJump: TrainingConfiguration.AfterJump?) throws -> [EpochRecord] {
        var configuration = Recipe.fast.configuration(.roost, materials: 96)
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

    /// What the floor is there for: without it the same training ends with surprises that are several times as unlikely.
    @Test func withoutAFloorTheLikelihoodHasNoBound() throws {
        let (with, without) = (try history(floor: .automatic, afterJump: nil), try history(floor: nil, afterJump: nil))
        let (bounded, unbounded) = (with.last?.validationLoss ?? .nan, without.last?.validationLoss ?? .nan)
        #expect(!(unbounded < bounded + 1), "\(unbounded) without, \(bounded) with a floor")
        print("EQUAL", bounded, unbounded)
    }
}
