import Datasets
import HDF5
import TestSupport
import Testing

@Suite struct DatasetTests {
    let directory: TemporaryDirectory
    var path: String { directory.file("data.h5") }

    init() throws { directory = try TemporaryDirectory() }

    @Test func everythingComesBack() throws {
        let content = Samples.wyckoff()
        try content.write(to: path)
        let dataset = try Dataset(path: path)
        #expect(dataset.representation == .wyckoff)
        #expect(dataset.count == 4)
        #expect((0..<4).map(dataset.id) == content.ids)
        #expect((0..<4).map(dataset.formula) == content.formulae)
        #expect((0..<4).map(dataset.label) == content.labels)
        #expect(dataset.nodeOffsets.elements == content.nodeOffsets)
        #expect(dataset.nodeElement.elements == content.nodeElement)
        #expect(dataset.nodeWyckoff?.elements == content.nodeWyckoff)
        #expect(dataset.nodeCount.elements == content.nodeCount)
        #expect(dataset.nodeWeight.elements == content.nodeWeight)
        #expect(dataset.nodes(of: 2) == 4..<6)
        #expect(dataset.targetNames == ["energy"])
        #expect(dataset.unit(ofTarget: "energy") == "eV/atom")
        let energies = try dataset.target("energy")
        #expect(energies[0] == -2 && energies[2].isNaN)
        #expect(try dataset.split("fixed") == [0, 1, 2, 255])
        #expect(try dataset.column("source") == ["a", "b", "b", ""])
        #expect(try dataset.column("year") == ["1999", "2001", "nan", "2004"])
        #expect(dataset.elementVectors == content.elementVectors)
        #expect(dataset.provenance.map(\.value) == ["2026-01-01T00:00:00Z", "made up"])
    }

    @Test func theSameContentIsTheSameFile() throws {
        try Samples.wyckoff().write(to: path)
        try Samples.wyckoff().write(to: directory.file("again.h5"))
        #expect(try bytes(of: path) == bytes(of: directory.file("again.h5")))
    }

    @Test func theHashIsOfTheContentAlone() throws {
        var content = Samples.wyckoff()
        try content.write(to: path)
        let hash = try Dataset(path: path).contentHash
        content.provenance = [("created", "another day")]
        try content.write(to: path)
        #expect(try Dataset(path: path).contentHash == hash)
        content.targets[0].values[0] = -2.5
        try content.write(to: path)
        #expect(try Dataset(path: path).contentHash != hash)
    }

    @Test func namesThatAreNotThereAreToldWithThoseThatAre() throws {
        try Samples.wyckoff().write(to: path)
        let dataset = try Dataset(path: path)
        #expect {
            try dataset.target("gap")
        } throws: {
            "\($0)".contains("no target named gap") && "\($0)".contains("energy")
        }
        #expect(throws: DatasetError.self) { try dataset.split("other") }
        #expect(throws: DatasetError.self) { try dataset.column("other") }
    }

    /// Contents that contradict themselves, written with right digests: what they make wrong is found and named.
    @Test func aContradictionIsNamed() throws {
        let faults: [(array: String, change: (inout DatasetContent) -> Void)] = [
            ("nodes/offset", { $0.nodeOffsets[1] = 4 }), ("nodes/offset", { $0.nodeOffsets[4] = 9 }), ("nodes/offset", { $0.nodeOffsets[0] = 1 }),
            ("nodes/offset", { $0.nodeOffsets[2] = .max }), ("nodes/offset", { $0.nodeOffsets.removeLast() }),
            ("nodes/element", { $0.nodeElement[3] = 0 }), ("nodes/element", { $0.nodeElement[0] = 119 }),
            ("nodes/wyckoff", { $0.nodeWyckoff[5] = 1731 }), ("nodes/wyckoff", { $0.nodeWyckoff[1] = 3 }),
            ("nodes/wyckoff", { $0.nodeWyckoff.removeLast() }), ("nodes/count", { $0.nodeCount[0] = 0 }), ("nodes/count", { $0.nodeCount.append(1) }),
            ("nodes/weight", { $0.nodeWeight[0] = .nan }), ("nodes/weight", { $0.nodeWeight[0] = -0.5 }),
            ("nodes/weight", { $0.nodeWeight[0] = .infinity }), ("targets/energy", { $0.targets[0].values[3] = -.infinity }),
            ("nodes/weight", { $0.nodeWeight[0] = 0.501 }), ("splits/fixed", { $0.splits[0].values[3] = 3 }),
            ("splits/fixed", { $0.splits[0].values.append(0) }), ("targets/energy", { $0.targets[0].values.removeLast() }), ("label", { $0.labels.append("x") }),
            ]
        for fault in faults {
            var content = Samples.wyckoff()
            fault.change(&content)
            try content.write(to: path)
            for verification in [Dataset.Verification.everything, .structure] {
                #expect {
                    try use(Dataset(path: path, verifying: verification))
                } throws: { error in
                    guard case DatasetError.array(_, fault.array, _, _, _) = error else { return false }
                    return true
                }
            }
        }
    }

    /// Asks for everything that opening may have left for later.
    private func use(_ dataset: Dataset) throws {
        _ = try BatchBuilder(dataset, rows: 0..<dataset.count)
        for name in dataset.targetNames { _ = try dataset.target(name) }
        for name in dataset.splitNames { _ = try dataset.split(name) }
    }

    @Test func whatOpeningLeftIsLookedAtWhenItIsUsed() throws {
        var content = Samples.wyckoff()
        content.nodeElement[3] = 200
        try content.write(to: path)
        #expect(throws: DatasetError.self) { try Dataset(path: path) }
        let dataset = try Dataset(path: path, verifying: .structure)
        // The second material has the node that is wrong.
        try dataset.check(nodesOf: [0, 2, 3])
        #expect {
            try dataset.check(nodesOf: [3, 1])
        } throws: { error in
            guard case DatasetError.array(_, "nodes/element", 3, _, "200") = error else { return false }
            return true
        }
        #expect(throws: DatasetError.self) { try BatchBuilder(dataset, rows: [1]) }
        #expect(throws: DatasetError.self) { try BatchBuilder(dataset, rows: 0..<4) }
    }
}
