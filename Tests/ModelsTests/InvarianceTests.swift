import Datasets
import Kernels
import Models
import Testing

@Suite struct InvarianceTests {
    private func outputs(_ model: SetModel, _ batch: Batch) -> [Float] {
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .prediction)
        return model.forward(batch, weights: model.initialWeights(seed: 2, member: 0), workspace: workspace)[0].elements
    }

    @Test(arguments: [ModelConfiguration.Kind.wren, .roost], [true, false])
    func orderAndMergingOfNodesChangeNothing(kind: ModelConfiguration.Kind, selfPairs: Bool) throws {
        let model = try SmallBatch.model(kind, selfPairs: selfPairs, tasks: [.regression(.robustL1)])
        let hasPositions = kind == .wren
        let plain = outputs(model, SmallBatch.batch(hasPositions: hasPositions))
        let areFinite = plain.allSatisfy { $0.isFinite }
        #expect(areFinite)
        for other in [
            SmallBatch.batch(reversed: true, hasPositions: hasPositions), SmallBatch.batch(merging: false, hasPositions: hasPositions),
        ] {
            for (left, right) in zip(plain, outputs(model, other)) { #expect(abs(left - right) < 1e-5) }
        }
    }

    @Test func aMaterialDoesNotDependOnItsCompany() throws {
        let model = try SmallBatch.model(.wren, tasks: [.regression(.robustL1)])
        let all = outputs(model, SmallBatch.batch(hasPositions: true))
        var alone = Batch(positionCount: 6)
        for node in SmallBatch.materials[2][0] {
            alone.addNode(element: node.element, position: node.position, weight: node.weight, count: node.count)
        }
        alone.endSet()
        alone.endMaterial(row: 0)
        alone.endSlice()
        for (left, right) in zip(all[4...], outputs(model, alone)) { #expect(abs(left - right) < 1e-5) }
    }

    @Test func sizesThatMakeNoSenseAreRefused() {
        var configuration = ModelConfiguration(kind: .wren)
        configuration.gateWidth = 20
        #expect(throws: ModelError.self) { try configuration.validate() }
        configuration = ModelConfiguration(kind: .roost)
        configuration.layers = 0
        #expect(throws: ModelError.self) { try configuration.validate() }
    }
}
