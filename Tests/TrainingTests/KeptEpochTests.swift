import Kernels
import Models
import Testing
import Training

/// Which of its epochs' weights a member keeps.
@Suite struct KeptEpochTests {
    private func train(_ keep: TrainingConfiguration.KeptEpoch?) throws -> (TrainedMember, weights: [[Float]], known: Int) {
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batch, configuration.learningRate, configuration.keep) = (30, 8, 5e-3, keep)
        // Half of the target is what nobody can know, so that validation errors waver.
        let made = try MadeUpTraining(configuration) { share, elements, row in share * Float(elements.0 % 7) + Float(row * 37 % 11) / 3 }
        var member = try made.member()
        var weights: [[Float]] = []
        let trained = try #require(try member.run(afterEpoch: { _, state in weights.append(state.weights.flat.elements) }))
        return (trained, weights, made.task.validation.count)
    }

    @Test func theBestIsTheSmallestError() throws {
        let (trained, weights, _) = try train(nil)
        let errors = trained.history.map(\.validationMAE)
        #expect(trained.bestEpoch == (errors.firstIndex(of: errors.min() ?? 0) ?? 0) + 1)
        #expect(trained.vector == weights[trained.bestEpoch - 1])
    }

    @Test func theSettledOneIsTheLatestThatIsAsGoodWithinItsError() throws {
        let (trained, weights, known) = try train(.settled)
        var (smallest, kept) = (Double.infinity, 0)
        for record in trained.history {
            let error = record.validationMAE
            if error - error / Double(known).squareRoot() <= smallest { (smallest, kept) = (min(smallest, error), record.epoch) }
        }
        #expect(trained.bestEpoch == kept && trained.vector == weights[kept - 1])
        // It makes a difference, and the training is the same.
        let best = try train(.best)
        #expect(best.0.bestEpoch < kept && best.weights == weights)
    }

    @Test func theLastIsTheLast() throws {
        let (trained, weights, _) = try train(.last)
        #expect(trained.bestEpoch == 30 && trained.vector == weights[29])
    }
}
