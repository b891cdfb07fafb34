import Datasets
import Foundation
import HDF5
import Materials
import TestSupport
import Testing

/// Cells and positions in a data set.
@Suite struct StoredStructureTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func crystal(_ symbols: [String], edge: Double) -> Structure {
        Structure(
            lattice: Lattice(a: [edge, 0, 0], b: [0.1, edge, 0], c: [0, 0.2, edge]),
            sites: symbols.enumerated().map { Site(element: Element(symbol: $1)!, position: [0.25 * Double($0), 1.0 / 3, 0.7]) })
    }

    private func content(_ structures: [Structure?]) -> DatasetContent {
        var content = Samples.wyckoff()
        content.structures = StoredStructures(structures)
        return content
    }

    @Test func comeBackBitForBit() throws {
        let structures = [crystal(["Na", "Cl"], edge: 5), nil, crystal(["Ca", "F", "F"], edge: 1.0 / 3 + 5), nil]
        let path = directory.file("data.h5")
        try content(structures).write(to: path)
        for verification in [Dataset.Verification.everything, .structure] {
            let dataset = try Dataset(path: path, verifying: verification)
            #expect(dataset.hasStructures)
            #expect(try (0..<4).map { try dataset.structure($0) } == structures)
        }
        try Samples.wyckoff().write(to: path)
        let without = try Dataset(path: path)
        #expect(!without.hasStructures && without.contentHash == Samples.wyckoffHash)
        #expect(try without.structure(0) == nil)
    }

    /// Ranks beside one that has looked at everything take no offset on trust.
    @Test(arguments: [("offset", 1, 200), ("offset", 4, 3), ("element", 2, 0), ("element", 0, 200)])
    func damageIsFoundWhereItIsAskedFor(array: String, place: Int, value: UInt8) throws {
        let path = directory.file("data.h5")
        try content([crystal(["Na", "Cl"], edge: 5), crystal(["Ca", "F", "F"], edge: 6), nil, crystal(["O"], edge: 4)]).write(to: path)
        let layout = try #require(try Dataset(path: path).layouts.first { $0.name == "structures/\(array)" })
        var damaged = try bytes(of: path)
        damaged[layout.offset + place * (array == "offset" ? 8 : 1)] = value
        try write(damaged, to: path)
        #expect(throws: DatasetError.self) { try Dataset(path: path) }
        let dataset = try Dataset(path: path, verifying: .structure)
        #expect {
            for row in 0..<4 { _ = try dataset.structure(row) }
        } throws: { error in
            guard case DatasetError.array(_, "structures/\(array)", _, _, _) = error else { return false }
            return true
        }
    }

    /// Materials travel between ranks with their structures.
    @Test func rowsKeepTheirStructures() throws {
        let text = "2\nLattice=\"5 0 0 0 5 0 0 0 5\"\nNa 0 0 0\nCl 2.5 2.5 2.5\n"
        let path = try directory.write(text, to: "salt.xyz")
        var options = FeaturiserOptions(representation: .wyckoff, targets: [], columns: [], elementVectors: .builtIn)
        options.keepsStructures = true
        var source = try RecordSource(paths: [path])
        let row = Featuriser(options).row(of: try #require(try source.next()), place: 0)
        guard case .material(let material) = row.outcome else {
            Issue.record("\(row.outcome)")
            return
        }
        #expect(try material.structure == Structure(extendedXYZ: text))
        guard case .material(let sent)? = try RowBytes.decode(RowBytes.encode([row])).first?.outcome else {
            Issue.record("no material has come")
            return
        }
        #expect(sent.structure == material.structure)
    }
}
