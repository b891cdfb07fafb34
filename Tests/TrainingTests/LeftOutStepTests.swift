import Kernels
import Models
import Testing
import Training

/// Steps whose loss is beyond all numbers.
@Suite struct LeftOutStepTests {
    private func train(clip: Double?, faulty: Range<Int>) throws -> (TrainedMember?, GradientState) {
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batch, configuration.gradientClip) = (2, 8, clip)
        let made = try MadeUpTraining(materials: 40, configuration) { share, elements, _ in share * Float(elements.0) }
        var member = try made.member(shards: FaultyShards(faulty: faulty))
        return (try member.run(), member.state)
    }

    @Test func aFewAreLeftOut() throws {
        let (member, state) = try train(clip: 3, faulty: 1..<3)
        #expect(member?.outcome == .finished && member?.history.count == 2)
        #expect(state.progress.leftOut == nil && state.progress.step >= 8)
        let losses = member?.history.map(\.trainLoss) ?? [.nan]
        let isFinite = losses.allSatisfy(\.isFinite) && state.weights.flat.elements.allSatisfy(\.isFinite)
        #expect(isFinite, "\(losses)")
    }

    @Test(arguments: [(3.0, 0..<1000), (nil, 1..<2)] as [(Double?, Range<Int>)])
    func manyAreTheEnd(clip: Double?, faulty: Range<Int>) throws {
        let (member, _) = try train(clip: clip, faulty: faulty)
        #expect(member?.outcome == .diverged)
    }
}
