import Datasets
import Foundation
import Kernels
import Models
import Testing

/// What a model does without one of its parts.
@Suite struct AblationTests {
    private func outputs(_ model: SetModel, _ batch: borrowing Batch) -> [Float] {
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .prediction)
        return model.forward(batch, weights: model.initialWeights(seed: 2, member: 0), workspace: workspace)[0].elements
    }

    /// Materials of two elements, in two proportions.
    private func binaries(weights: [Float]) -> Batch {
        var batch = Batch(positionCount: 0)
        for (row, weight) in weights.enumerated() {
            batch.addNode(element: 8, position: nil, weight: weight, count: 1)
            batch.addNode(element: 26, position: nil, weight: 1 - weight, count: 1)
            batch.endSet()
            batch.endMaterial(row: row)
        }
        batch.endSlice()
        return batch
    }

    /// Weights reach a Roost by its nodes and by its attention; without both, it knows of elements alone.
    @Test(arguments: [([ModelPart.nodeWeights], true), ([.attentionWeights], true), ([.nodeWeights, .attentionWeights], false)])
    func weightsCountWhereTheyAre(without: [ModelPart], isTold: Bool) throws {
        let model = try SmallBatch.model(.roost, without: without, tasks: [.regression(.l1)])
        let found = outputs(model, binaries(weights: [0.25, 0.6]))
        #expect((found[0] == found[1]) == !isTold, "\(found)")
    }

    /// Without gates and weights the pooling is a mean: of one layer without messages' residuals, over all nodes alike.
    @Test func withoutAttentionThereIsAMean() throws {
        let model = try SmallBatch.model(.roost, without: [.attention, .attentionWeights, .nodeWeights], tasks: [.regression(.l1)])
        var twice = Batch(positionCount: 0)
        // Two atoms for one, in the same proportions: a mean stays as it is.
        for count in [1, 2] {
            twice.addNode(element: 8, position: nil, weight: 0.25 / Float(count), count: count)
            twice.addNode(element: 26, position: nil, weight: 0.75 / Float(count), count: count)
            twice.endSet()
            twice.endMaterial(row: count - 1)
        }
        twice.endSlice()
        let found = outputs(model, twice)
        #expect(abs(found[0] - found[1]) < 1e-5)
    }

    /// Without any residual path, a message layer whose messages are nothing hands nothing on.
    @Test func withoutResidualsOnlyMessagesPass() throws {
        for without in [[], [ModelPart.messageResiduals]] {
            let model = try SmallBatch.model(.roost, without: without, tasks: [.regression(.l1)])
            let weights = model.initialWeights(seed: 2, member: 0)
            for block in model.layout.blocks where block.name.hasPrefix("layers.1.message") { weights[block].fill(0) }
            let batch = binaries(weights: [0.25, 0.6])
            let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .prediction)
            let found = model.forward(batch, weights: weights, workspace: workspace)[0].elements
            #expect((found[0] == found[1]) == !without.isEmpty)
        }
    }

    @Test func withoutOutputNetworkTheTrunkIsGone() throws {
        let model = try SmallBatch.model(.roost, without: [.outputNetwork], tasks: [.regression(.robustL1)])
        let names = model.layout.blocks.map(\.name).filter { $0.hasPrefix("trunk") || $0.hasPrefix("outputs") }
        #expect(names == ["outputs.0.last.weight", "outputs.0.last.bias"])
        #expect(model.layout.blocks.first { $0.name == "outputs.0.last.weight" }?.rows == model.configuration.nodeWidth)
    }

    /// What is left out does not learn.
    @Test func gatesAndPowersThatAreLeftOutStayZero() throws {
        let model = try SmallBatch.model(.wren, without: [.attention, .attentionWeights], tasks: [.regression(.l1)])
        let batch = SmallBatch.batch(hasPositions: true)
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .training)
        let weights = model.initialWeights(seed: 2, member: 0)
        let gradient = ParameterVector(layout: model.layout)
        _ = model.forward(batch, weights: weights, workspace: workspace)
        workspace.resultGradients(rows: 3)[0].fill(1)
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace)
        let held = model.layout.blocks.filter { $0.name.hasSuffix("gate") || $0.name.hasSuffix("power") }
        #expect(held.count == 6)
        for block in held {
            #expect(weights[block].elements.allSatisfy { $0 == 0 } && gradient[block].elements.allSatisfy { $0 == 0 }, "\(block.name)")
        }
    }

    @Test func settingsAreReadWithAndWithoutThem() throws {
        var configuration = SetSettings(kind: .wren)
        configuration.omit([.nodeWeights, .attention, .nodeWeights])
        #expect(configuration.omitted == [.attention, .nodeWeights])
        let written = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(SetSettings.self, from: written) == configuration)
        var fields = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
        fields["omitted"] = nil
        let older = try JSONDecoder().decode(SetSettings.self, from: try JSONSerialization.data(withJSONObject: fields))
        #expect(older == SetSettings(kind: .wren))
    }
}
