import Datasets
import Foundation
import Materials
import SmallEnsemble
import Testing

@Suite struct RepresentationTests {
    let path = NSTemporaryDirectory() + "covey-representations-\(UUID().uuidString).h5"

    /// The positions of every set that is laid out for a row.
    private func sets(_ builder: BatchBuilder, row: Int, _ choice: Representations) -> [[Int32]] {
        var batch = Batch(positionCount: builder.positionCount)
        builder.fill(&batch, with: [row][...], representations: choice)
        return zip(batch.starts, batch.starts.dropFirst()).map { first, last in
            (first..<last).map { batch.positions[Int(batch.positionIndex[Int($0)])] }
        }
    }

    @Test func everyRepresentationIsDrawnAboutAsOften() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let letters = "abcdefgh".utf8.map { UInt16($0 - UInt8(ascii: "a")) + UInt16(WyckoffTable.standard.firstRow(2)) }
        var content = DatasetContent(representation: .wyckoff, elementVectors: .ramp)
        // The eight centres of P-1 are each other's equals; fluorite has two representations, a lone general position one.
        content.append(id: "one", formula: "NaCl", label: "", nodes: [(11, letters[0], 1, 0.5), (17, letters[3], 1, 0.5)])
        content.append(
            id: "two", formula: "CaF2", label: "",
            nodes: [
                (20, UInt16(WyckoffTable.standard.firstRow(225)), 1, 1.0 / 3), (9, UInt16(WyckoffTable.standard.firstRow(225)) + 2, 1, 2.0 / 3),
            ])
        content.append(id: "three", formula: "Ca", label: "", nodes: [(20, UInt16(WyckoffTable.standard.firstRow(1)), 1, 1)])
        try content.write(to: path)
        let builder = try BatchBuilder(Dataset(path: path), rows: 0..<3)
        for (row, expected) in [8, 2, 1].enumerated() {
            let all = sets(builder, row: row, .all)
            #expect(all.count == expected && Set(all).count == expected)
            var drawn: [[Int32]: Int] = [:]
            for stream in 0..<1600 {
                let one = sets(builder, row: row, .drawn(CounterRandom(seed: 1, member: 0, purpose: .representation, stream: stream)))
                #expect(one.count == 1)
                drawn[one[0], default: 0] += 1
            }
            #expect(Set(drawn.keys) == Set(all))
            // Four standard deviations.
            let share = 1600.0 / Double(expected)
            for (_, count) in drawn { #expect(abs(Double(count) - share) <= 4 * share.squareRoot()) }
        }
        // Without relabellings a material is the letters that it is stored with.
        let stored = try BatchBuilder(Dataset(path: path), rows: 0..<3, hasRelabellings: false)
        for row in 0..<3 { #expect(sets(stored, row: row, .all) == [sets(builder, row: row, .all)[0]]) }
        #expect(sets(stored, row: 0, .all) == [[letters[0], letters[3]].map(Int32.init)])
    }

    /// One node for each element, whatever positions it has, with all their weight.
    @Test func materialsOfPositionsAreCompositionsToo() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var content = Samples.wyckoff()
        let first = UInt16(WyckoffTable.standard.firstRow(1))
        content.append(id: "m-5", formula: "CaF2", label: "", nodes: [(9, first, 1, 0.25), (20, first, 3, 1.0 / 12), (9, first, 2, 0.25)])
        content.targets = []
        content.columns = []
        content.splits = []
        try content.write(to: path)
        let builder = try BatchBuilder(Dataset(path: path), rows: 0..<5, as: .composition)
        #expect(builder.positionCount == 0 && (0..<5).map(builder.nodeCount) == [2, 2, 2, 2, 2])
        var batch = Batch(positionCount: 0)
        builder.fill(&batch, with: [0, 3, 4][...], representations: .drawn(CounterRandom(seed: 1, member: 0, purpose: .representation)))
        #expect(batch.setCount == 3 && batch.starts == [0, 2, 4, 6] && batch.positions.isEmpty)
        #expect(batch.elementIndex.map { batch.elements[Int($0)] } == [17, 11, 20, 9, 9, 20])
        for (weight, expected) in zip(batch.weights, [0.5, 0.5, 1.0 / 3, 2.0 / 3, 0.75, 0.25]) { #expect(abs(Double(weight) - expected) < 1e-7) }
        #expect(batch.logCounts.allSatisfy { $0 == 0 })
    }
}
