import Datasets
import Kernels
import Models
import Testing

@Suite struct InvarianceTests {
    private func outputs(_ model: SetModel, _ batch: Batch) -> [Float] {
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .prediction)
        return model.forward(batch, weights: model.initialWeights(seed: 2, member: 0), workspace: workspace)[0].elements
    }

    @Test(arguments: [SetSettings.Kind.wren, .roost], [true, false])
    func orderAndMergingOfNodesChangeNothing(kind: SetSettings.Kind, selfPairs: Bool) throws {
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

    /// Of two nodes that are no neighbours of themselves each attends to the other, however much more it would make of itself.
    @Test func aNodeThatIsNoNeighbourOfItsOwnDoesNotSetTheScale() throws {
        let model = try SmallBatch.model(.roost, selfPairs: false, tasks: [.regression(.robustL1)])
        var batch = Batch(positionCount: 0)
        batch.addNode(element: 11, position: nil, weight: 0.75, count: 1)
        batch.addNode(element: 17, position: nil, weight: 0.25, count: 1)
        batch.endSet()
        batch.endMaterial(row: 0)
        batch.endSlice()
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .prediction)
        let weights = model.initialWeights(seed: 2, member: 0)
        func outputs(gatesTimes factor: Float) -> [Float] {
            for block in model.layout.blocks where block.name.hasPrefix("layers") && block.name.hasSuffix("gate") {
                let gates = weights[block]
                for row in 0..<block.rows { for column in 0..<block.columns { gates[row, column] *= factor } }
            }
            return model.forward(batch, weights: weights, workspace: workspace)[0].elements
        }
        let steep = outputs(gatesTimes: 3_000)
        let flat = outputs(gatesTimes: 0)
        for (left, right) in zip(steep, flat) { #expect(abs(left - right) < 1e-5) }
    }

    @Test func sizesThatMakeNoSenseAreRefused() {
        var configuration = SetSettings(kind: .wren)
        configuration.gateWidth = 20
        #expect(throws: ModelError.self) { try configuration.validate() }
        configuration = SetSettings(kind: .roost)
        configuration.layers = 0
        #expect(throws: ModelError.self) { try configuration.validate() }
    }
}
