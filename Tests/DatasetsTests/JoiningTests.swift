import Datasets
import HDF5
import Materials
import TestSupport
import Testing

/// A data set that grows by materials of another.
@Suite struct JoiningTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func dataset(_ content: DatasetContent, _ name: String) throws -> Dataset {
        try content.write(to: directory.file(name))
        return try Dataset(path: directory.file(name))
    }

    private func other(_ change: (inout DatasetContent) -> Void = { _ in }) throws -> Dataset {
        var content = Samples.described()
        content.ids = ["n-1", "n-2", "n-3", "n-4"]
        content.columns = [("year", .numbers([2010, 2011, 2012, .nan]))]
        change(&content)
        return try dataset(content, "other.h5")
    }

    @Test func nothingAddedIsTheSameFile() throws {
        let own = try dataset(Samples.described(), "own.h5")
        try DatasetContent(own, adding: [], of: try other()).write(to: directory.file("again.h5"))
        #expect(try bytes(of: directory.file("again.h5")) == (try bytes(of: directory.file("own.h5"))))
    }

    @Test func addedMaterialsBringWhatTheyHave() throws {
        let own = try dataset(Samples.described(), "own.h5")
        var content = try DatasetContent(own, adding: [2, 0], of: try other())
        content.targets[0].values[4] = -1.25
        let joined = try dataset(content, "joined.h5")
        #expect((0..<6).map(joined.id) == ["m-1", "m-2", "m-3", "m-4", "n-3", "n-1"])
        #expect(joined.label(5) == "AB_cF8_225_a_b:Cl-Na" && joined.nodes(of: 4).count == 2)
        #expect(joined.nodes(of: 4).map { joined.nodeCount[$0] } == [1, 2])
        let energies = try joined.target("energy")
        #expect(energies[4] == -1.25 && energies[5].isNaN && energies[0] == -2)
        #expect(try joined.column("year") == ["1999", "2001", "nan", "2004", "2012", "2010"])
        #expect(try joined.column("source") == ["a", "b", "b", "", "", ""])
        #expect(try joined.split("fixed") == [0, 1, 2, 255, 255, 255])
        #expect(try joined.features("counts").numbers(of: 4) == [6, 7, 8] && joined.features("sizes").numbers(of: 5) == [1.5])
        #expect(joined.tolerances.map(\.value) == [0.1, 5])
    }

    @Test func whatMeansSomethingElseIsRefused() throws {
        let own = try dataset(Samples.described(), "own.h5")
        let without = try other { $0.features.removeLast() }
        #expect(throws: DatasetError.self) { try DatasetContent(own, adding: [0], of: without) }
        let compositions = try dataset(Samples.compositions(count: 3, formulae: 2), "compositions.h5")
        #expect(throws: DatasetError.self) { try own.check(canJoin: compositions) }
        #expect(throws: Never.self) { try own.check(canJoin: try other { $0.features.reverse() }) }
    }
}
