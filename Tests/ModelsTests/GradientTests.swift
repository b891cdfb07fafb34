import Datasets
import Kernels
import Models
import Testing

/// Every block of parameters against central differences along a random direction.
///
/// In single precision a difference over ±h carries rounding of some 1e-6 / h, and more where a unit's kink lies within h; with h = 0.001 in
/// the direction's norm, 2 % of the derivative plus 5e-3 is what can be asked. The reference's gradients are the sharper test.
@Suite struct GradientTests {
    private let targets: [[Float]] = [[0.3, -1.2, 0.8], [0, 2, .nan], [1.5, .nan, -0.4]]

    private func loss(_ model: SetModel, _ batch: Batch, _ weights: ParameterVector, _ workspace: Workspace, gradients: Bool) -> Double {
        let outputs = model.forward(batch, weights: weights, workspace: workspace)
        var sum = 0.0
        for (index, task) in model.tasks.enumerated() {
            let known = targets[index]
            let slopes = gradients ? workspace.resultGradients(rows: 3)[index] : nil
            sum += Loss(task).sum(outputs[index], targets: known.span, gradient: slopes).loss
        }
        return sum
    }

    @Test(
        arguments: [SetSettings.Kind.wren, .roost],
        [
            [Task.regression(.robustL1), .classification(classes: 3), .regression(.l1)],
            [.regression(.robustL2), .classification(classes: 3), .regression(.l2)],
            [.regression(.robustL1, floor: 0.3), .classification(classes: 3), .regression(.robustL2, floor: 0.7)],
            [.regression(.l1), .classification(classes: 3, weights: [0.25, 1.5, 3]), .regression(.l2)],
        ])
    func backwardIsTheDerivativeOfForward(kind: SetSettings.Kind, tasks: [Task]) throws {
        try check(try SmallBatch.model(kind, tasks: tasks))
    }

    /// One part after the other, and all of them, left out.
    @Test(arguments: [SetSettings.Kind.wren, .roost], ModelPart.allCases.map { [$0] } + [ModelPart.allCases])
    func modelsWithoutAPartToo(kind: SetSettings.Kind, without: [ModelPart]) throws {
        try check(
            try SmallBatch.model(
                kind, without: without, tasks: [.regression(.robustL1), .classification(classes: 3), .regression(.l1)]))
    }

    private func check(_ model: SetModel) throws {
        let batch = SmallBatch.batch(hasPositions: model.configuration.kind == .wren)
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .training)
        let weights = model.initialWeights(seed: 5, member: 1)
        let gradient = ParameterVector(layout: model.layout)
        _ = loss(model, batch, weights, workspace, gradients: true)
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace)

        for (number, block) in model.layout.blocks.enumerated() {
            // Held at zero: the loss has a slope there that is not followed.
            let isHeld =
                !model.configuration.has(.attention) && block.name.hasSuffix("gate")
                || !model.configuration.has(.attentionWeights) && block.name.hasSuffix("power")
            if isHeld { continue }
            let slopes = CentralDifferences(block, number: number, weights: weights, gradient: gradient, steps: [0.001, 0.001 / 3]) {
                loss(model, batch, $0, workspace, gradients: false)
            }
            #expect(slopes.error < 0.02 * abs(slopes.analytic) + 5e-3, "\(block.name): \(slopes.analytic) against \(slopes.numeric)")
        }
    }

    /// What is not asked for stays as it was; the rest is the same to the last bit.
    @Test(arguments: [SetSettings.Kind.wren, .roost])
    func gradientsWithoutMessages(kind: SetSettings.Kind) throws {
        let model = try SmallBatch.model(kind, tasks: [.regression(.robustL1), .classification(classes: 3), .regression(.l1)])
        let batch = SmallBatch.batch(hasPositions: kind == .wren)
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .training)
        let weights = model.initialWeights(seed: 5, member: 1)
        let (whole, part) = (ParameterVector(layout: model.layout), ParameterVector(layout: model.layout))
        part.flat.fill(7)
        for (gradient, includingMessages) in [(whole, true), (part, false)] {
            _ = loss(model, batch, weights, workspace, gradients: true)
            model.backward(batch, weights: weights, gradient: gradient, workspace: workspace, includingMessages: includingMessages)
        }
        let first = try #require(model.firstAfterMessages)
        for block in model.layout.blocks {
            let (own, other) = (part[block].elements, whole[block].elements)
            let isAfter = block.offset >= first
            #expect(isAfter ? own == other : own.allSatisfy { $0 == 7 }, "\(block.name)")
        }
        #expect(model.layout.blocks.contains { $0.offset >= first && part[$0].elements.contains { $0 != 0 } })
    }

    /// Slices change the order of sums and nothing else; what stood in the gradient before does not matter.
    @Test(arguments: [SetSettings.Kind.wren, .roost])
    func slicesGiveTheSameGradient(kind: SetSettings.Kind) throws {
        let model = try SmallBatch.model(kind, tasks: [.regression(.robustL1)])
        let weights = model.initialWeights(seed: 5, member: 1)
        let gradients = [false, true].map { sliced in
            let batch = SmallBatch.batch(hasPositions: kind == .wren, sliced: sliced)
            let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .training)
            let gradient = ParameterVector(layout: model.layout)
            for block in model.layout.blocks { gradient[block].fill(7) }
            _ = loss(model, batch, weights, workspace, gradients: true)
            model.backward(batch, weights: weights, gradient: gradient, workspace: workspace)
            return gradient
        }
        for block in model.layout.blocks {
            let (whole, sliced) = (gradients[0][block].elements, gradients[1][block].elements)
            let largest = whole.map(abs).max() ?? 0
            for (one, other) in zip(whole, sliced) { #expect(abs(one - other) <= 1e-5 * max(largest, 0.01), "\(block.name)") }
        }
    }
}
