import Datasets
import Testing

@Suite struct BatchTests {
    /// Materials of one set each, with these numbers of nodes; every node another position, the elements 1 and 2 in turn.
    private func batch(_ slices: [[Int]]) -> Batch {
        var batch = Batch(positionCount: 1000)
        for (row, nodes) in slices.joined().enumerated() {
            for node in 0..<nodes { batch.addNode(element: UInt8(1 + node % 2), position: node, weight: 1 / Float(nodes), count: 1) }
            batch.endSet()
            batch.endMaterial(row: row)
            if slices.indices.contains(where: { slices[...$0].joined().count == row + 1 }) { batch.endSlice() }
        }
        return batch
    }

    @Test func blocksAreWholeMaterialsOfOneSlice() {
        let large = Batch.blockNodes + 5
        let batch = batch([[40, 50, 20, 90], [large, 1], [3]])
        #expect(batch.slices.map(\.materials) == [0, 4, 6, 7])
        #expect(batch.blocks.map(\.materials) == [0, 2, 3, 4, 5, 6, 7])
        #expect(batch.slices.map(\.blocks) == [0, 3, 5, 6])
        #expect(batch.largestBlock == large)
        for slice in batch.slices { #expect(batch.blocks[slice.blocks].nodes == slice.nodes) }
    }

    @Test func slicesKnowNothingOfEachOther() {
        let batch = batch([[2, 3], [3]])
        #expect(batch.elements == [1, 2, 1, 2])
        #expect(batch.slices.map(\.elements) == [0, 2, 4])
        #expect(batch.positions == [0, 1, 2, 0, 1, 2])
        #expect(batch.elementIndex == [0, 1, 0, 1, 0, 2, 3, 2])
        #expect(batch.positionIndex == [0, 1, 0, 1, 2, 3, 4, 5])
    }

    @Test func aBatchFilledAgainForgetsTheLastOne() {
        var batch = batch([[5, 4]])
        batch.removeAll()
        #expect(batch.count == 0 && batch.blocks.map(\.nodes) == [0] && batch.slices.map(\.nodes) == [0])
        batch.addNode(element: 2, position: 4, weight: 1, count: 1)
        batch.endSet()
        batch.endMaterial(row: 9)
        batch.endSlice()
        #expect(batch.elements == [2] && batch.positions == [4] && batch.elementIndex == [0] && batch.positionIndex == [0])
        #expect(batch.materials == [9] && batch.largestBlock == 1)
    }
}
