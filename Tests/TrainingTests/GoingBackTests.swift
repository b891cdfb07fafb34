import Kernels
import Models
import Testing
import Training

/// A member whose loss has jumped takes its best weights up again.
@Suite struct GoingBackTests {
    /// 9 steps an epoch with an exchange each, and one more to measure.
    private let fifthEpoch = 40..<49

    private func training(_ afterJump: TrainingConfiguration.AfterJump?, keep: TrainingConfiguration.KeptEpoch? = nil) throws -> MadeUpTraining {
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batch, configuration.learningRate, configuration.gradientClip) = (8, 8, 2e-3, 3)
        (configuration.schedule, configuration.warmUp, configuration.averageDecay) = (.cosine, 0.05, 0.9)
        (configuration.afterJump, configuration.keep) = (afterJump, keep)
        return try MadeUpTraining(configuration) { share, elements, _ in share * Float(elements.0) - Float(elements.1) / 10 }
    }

    /// Losses of an epoch that are far above the others, and steps that come to nothing.
    @Test(arguments: [500, Double.infinity], [TrainingConfiguration.KeptEpoch.best, .settled, .last])
    func theBestWeightsAreTakenUpAgain(loss: Double, keep: TrainingConfiguration.KeptEpoch) throws {
        let made = try training(.goBack, keep: keep)
        var member = try made.member(shards: FaultyShards(faulty: fifthEpoch, loss: loss))
        var kept: [Float] = []
        var taken: [Float] = []
        var steps: [Int] = []
        let trained = try #require(
            try member.run(afterEpoch: { record, state in
                steps.append(state.progress.step)
                if record.epoch == 4 { kept = state.best.flat.elements }
                if record.epoch == 5 { taken = state.weights.flat.elements }
            }))
        #expect(trained.history.map { $0.wentBack == true } == [false, false, false, false, true, false, false, false])
        #expect(kept == taken && trained.bestEpoch != 5)
        let goingBack = try #require(member.state.progress.goingBack)
        #expect(goingBack.count == 1 && goingBack.epochs == 5)
        // Half of what the schedule has for the epoch's last step, once it has grown to that again.
        let scheduled = made.configuration.learningRate(step: steps[6] - 1, steps: 72)
        #expect(abs(trained.history[6].learningRate / scheduled - 0.5) < 1e-12)
        #expect(trained.outcome == .finished && trained.history.count == 8)
    }

    @Test func whoGoesOnStaysWhereTheJumpLed() throws {
        let made = try training(nil)
        var member = try made.member(shards: FaultyShards(faulty: fifthEpoch, loss: 500))
        let trained = try #require(try member.run())
        #expect(trained.history.allSatisfy { $0.wentBack == nil } && member.state.progress.goingBack == nil)
        #expect(TrainingDoubt.found(in: trained.history, bestEpoch: trained.bestEpoch, keep: nil, targets: 1).contains {
            if case .jumped(_, epoch: 5) = $0 { true } else { false }
        })
    }

    /// Stopped after any batch and gone on with, the weights are the same to the last bit.
    @Test(arguments: [500, Double.infinity]) func stopsChangeNothing(loss: Double) throws {
        let made = try training(.goBack)
        var whole = try made.member(shards: FaultyShards(faulty: fifthEpoch, loss: loss))
        let expected = try #require(try whole.run())
        // Asked before each of the 9 steps of an epoch, and twice while it measures: 44 times before the fifth.
        for stop in [44, 45, 48, 52, 53, 54, 55, 61] {
            var asked = 0
            let shards = FaultyShards(faulty: fifthEpoch, loss: loss)
            var first = try made.member(shards: shards)
            let early = try first.run(mayStop: {
                asked += 1
                return asked > stop
            })
            #expect(early == nil)
            var second = try made.member(shards: shards)
            second.state.progress = first.state.progress
            for (own, other) in zip(second.state.vectors, first.state.vectors) { own.vector.flat.copy(from: other.vector.flat) }
            let ended = try #require(try second.run())
            #expect(ended.vector == expected.vector, "stopped after \(stop)")
            #expect(ended.history.map(\.trainLoss) == expected.history.map(\.trainLoss), "stopped after \(stop)")
        }
    }

    /// Where nothing helps, the member ends as it would have without.
    @Test func whatNeverGetsBetterIsGivenUp() throws {
        let made = try training(.goBack)
        var member = try made.member(shards: FaultyShards(faulty: 0..<100_000))
        #expect(try member.run()?.outcome == .diverged)
    }
}
