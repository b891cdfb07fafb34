import Datasets
import Kernels
import Models
import TestSupport
import Testing
import Training

/// Steps whose loss is beyond all numbers.
@Suite struct LeftOutStepTests {
    /// The first of two shards, of which the other one has nothing to say; some of its losses become infinite on the way.
    private final class FaultyShards: ShardExchange {
        let index = 0
        let count = 2
        private let faulty: Range<Int>
        private var calls = 0

        init(faulty: Range<Int>) { self.faulty = faulty }

        func sum(_ vector: Matrix, slices: Int) {}

        func all(_ numbers: [Double], lengths: [Int]) -> [Double] {
            var own = numbers
            if faulty.contains(calls) { own[1] = .infinity }
            calls += 1
            return own + [Double](repeating: 0, count: lengths[1])
        }
    }

    private func train(clip: Double?, faulty: Range<Int>) throws -> (TrainedMember?, MemberState) {
        let directory = try TemporaryDirectory()
        let dataset = try Dataset(path: try directory.sandboxData(materials: 40))
        let rows = Array(0..<dataset.count)
        let (training, validation) = (Array(rows.dropLast(8)), Array(rows.suffix(8)))
        let target = try LearningTarget("formation_energy_per_atom", in: dataset, loss: .robustL1, training: training)
        let task = try LearningTask(targets: [target], training: training, validation: validation)
        var sizes = ModelConfiguration(kind: .wren)
        (sizes.layers, sizes.trunk, sizes.output) = (1, [16], [8])
        let model = try SetModel(
            sizes, tasks: [target.task], tables: EmbeddingTables(elementVectors: dataset.elementVectors, kind: sizes.kind))
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batch, configuration.gradientClip) = (2, 8, clip)
        var member = try MemberTraining(
            member: 0, configuration: configuration, task: task,
            learner: SetLearner(model, builder: try BatchBuilder(dataset, rows: rows), for: .training), shards: FaultyShards(faulty: faulty))
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
