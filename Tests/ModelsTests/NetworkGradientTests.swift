import Datasets
import Kernels
import Models
import Testing

/// Gradients of networks on features.
@Suite struct NetworkGradientTests {
    static let tasks: [Task] = [.regression(.robustL1, floor: 0.3), .classification(classes: 3), .regression(.l2)]
    private static let rows = Array(0..<24)

    /// Targets of a task, of which a few are not known.
    private static func targets(_ task: Int, _ rows: some Sequence<Int>) -> [Float] {
        rows.map { row in
            if row % 7 == task { return .nan }
            return task == 1 ? Float(row % 3) : CounterRandom(seed: 9, member: task, purpose: .test).normal(at: row)
        }
    }

    /// The loss of rows that are laid out, slice by slice as training takes it; leaves its gradient.
    private func loss(_ learner: any GradientLearner, _ rows: [Int], sliceSize: Int, _ weights: ParameterVector) -> Double {
        let (outputs, slopes) = (learner.outputs(weights: weights), learner.outputGradients(rows: rows.count))
        var sum = 0.0
        for first in stride(from: 0, to: rows.count, by: sliceSize) {
            let part = first..<min(first + sliceSize, rows.count)
            for (index, task) in learner.model.tasks.enumerated() {
                let targets = Self.targets(index, rows[part])
                sum += Loss(task).sum(outputs[index].rows(part), targets: targets.span, gradient: slopes[index].rows(part), scale: 1 / 16).loss
            }
        }
        return sum / 16
    }

    private func gradient(
        _ learner: inout any GradientLearner, _ rows: [Int], sliceSize: Int, _ weights: ParameterVector, draws: EpochDraws?
    ) throws -> ParameterVector {
        learner.layOut(rows[...], sliceSize: sliceSize, draws: draws)
        let gradient = ParameterVector(layout: learner.model.layout)
        // Whatever stands there is written over.
        for block in gradient.layout.blocks { gradient[block].fill(7) }
        _ = loss(learner, rows, sliceSize: sliceSize, weights)
        try learner.backward(weights: weights, gradient: gradient, includingMessages: true, sums: WholeBatch())
        return gradient
    }

    /// Widths that stay and that change, and no hidden layer at all.
    @Test(arguments: [true, false], [("0", [12, 12, 8]), ("1:0.4,3:0.25", [12, 12, 8]), ("0", [])])
    func backwardIsTheDerivativeOfForward(residual: Bool, network: (dropout: String, hidden: [Int])) throws {
        let settings = try NetworkFixture.settings(network.hidden, residual: residual, dropout: network.dropout)
        let fixture = try NetworkFixture()
        let model = try fixture.model(settings, tasks: Self.tasks)
        var learner = try fixture.learner(model)
        let weights = model.initialWeights(seed: 5, member: 1)
        let gradient = try gradient(&learner, Self.rows, sliceSize: 7, weights, draws: NetworkFixture.draws())
        for (number, block) in model.layout.blocks.enumerated() {
            let slopes = CentralDifferences(block, number: number, weights: weights, gradient: gradient, steps: [0.003, 0.001]) {
                loss(learner, Self.rows, sliceSize: 7, $0)
            }
            #expect(slopes.error < 0.02 * abs(slopes.analytic) + 2e-3, "\(block.name): \(slopes.analytic) against \(slopes.numeric)")
        }
    }

    /// Two ranks with half of the slices each, joined as the tree of sums joins them, have the gradient of the whole to the last bit.
    @Test(arguments: [true, false]) func halvesOfABatchGiveTheBitsOfTheWhole(residual: Bool) throws {
        let fixture = try NetworkFixture()
        let model = try fixture.model(try NetworkFixture.settings(residual: residual, dropout: "0.3"), tasks: Self.tasks)
        let weights = model.initialWeights(seed: 5, member: 1)
        func part(_ rows: [Int]) throws -> ParameterVector {
            var learner = try fixture.learner(model)
            return try gradient(&learner, rows, sliceSize: 6, weights, draws: NetworkFixture.draws())
        }
        let rows = Self.rows.map { $0 * 17 % 40 }
        let (whole, first, second) = (try part(rows), try part(Array(rows[..<12])), try part(Array(rows[12...])))
        for block in model.layout.blocks {
            Rows.add(second[block], to: first[block])
            #expect(whole[block].elements == first[block].elements, "\(block.name)")
        }
    }

    /// What was laid out before leaves nothing behind, and room that was made beforehand changes nothing.
    @Test func learnersForgetTheBatchBefore() throws {
        let fixture = try NetworkFixture()
        let model = try fixture.model(try NetworkFixture.settings(dropout: "0.3"), tasks: Self.tasks)
        let weights = model.initialWeights(seed: 5, member: 1)
        var (used, fresh) = (try fixture.learner(model), try fixture.learner(model))
        used.reserve(for: [(rows: Self.rows[...], sliceSize: 3)], draws: NetworkFixture.draws())
        _ = try gradient(&used, Array(0..<20), sliceSize: 4, weights, draws: NetworkFixture.draws(epoch: 9))
        let (one, other) = (
            try gradient(&used, [3, 1, 30], sliceSize: 2, weights, draws: NetworkFixture.draws()),
            try gradient(&fresh, [3, 1, 30], sliceSize: 2, weights, draws: NetworkFixture.draws())
        )
        for block in model.layout.blocks { #expect(one[block].elements == other[block].elements, "\(block.name)") }
    }

    @Test func aPredictionDoesNotDependOnItsCompany() throws {
        let fixture = try NetworkFixture()
        let model = try fixture.model(try NetworkFixture.settings([600, 40], dropout: "0.5"), tasks: Self.tasks)
        let weights = model.initialWeights(seed: 5, member: 1)
        var predictor = try model.predictor(ModelInputs(fixture.dataset, rows: 0..<NetworkFixture.count))
        predictor.layOut((0..<NetworkFixture.count).map { $0 }[...])
        let together = predictor.outputs(weights)
        for row in [0, 13, 39] {
            predictor.layOut([row])
            for (task, alone) in zip(model.tasks.indices, predictor.outputs(weights)) {
                let width = model.tasks[task].outputs
                #expect(alone == Array(together[task][(row * width)..<((row + 1) * width)]))
            }
        }
    }
}
