import Datasets
import Descriptors
import Foundation
import Kernels
import Materials
import TestSupport
import Testing

private let gridrdfsValues = "reference/peers/gridrdf.json.gz"

/// GRIDs of four structures and the distances of 24 as gridrdf 0.3.0 computes them.
@Suite(.enabled(if: SharedData.path(gridrdfsValues) != nil, "needs ../shared/reference/peers"))
struct GridReferenceTests {
    private struct Grid: Decodable {
        let grid_shape: [Int]
        let grid_rows_0_to_9: [[Double]]
    }

    private struct Distances: Decodable {
        let ids: [String]
        let matrix: [[Double]]
    }

    private struct Reference: Decodable {
        var grids: [String: Grid] = [:]
        let emd: Distances

        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            emd = try container.decode(Distances.self, forKey: Key(stringValue: "_emd"))
            for key in container.allKeys where key.stringValue != "_emd" { grids[key.stringValue] = try container.decode(Grid.self, forKey: key) }
        }
    }

    @Test func gridsAndDistancesAreGridrdfs() throws {
        var stream = try ByteStream(path: try #require(SharedData.path(gridrdfsValues)))
        let reference = try JSONDecoder().decode(Reference.self, from: Data(try stream.rest()))
        var structures: [String: Structure] = [:]
        let table = try #require(SharedData.path("reference/peers/structures.csv.gz"))
        var source = try RecordSource(paths: [table], options: InputOptions(structure: "cif"))
        while let record = try source.next() { structures[record.id] = try record.structure() }

        let descriptor = try Descriptor.named("grid")
        for (id, grid) in reference.grids {
            let structure = try #require(structures[id])
            let values = descriptor.values(of: Composition(of: structure), structure)
            let bins = grid.grid_shape[1]
            #expect(values.count == grid.grid_shape[0] * bins)
            for (group, row) in grid.grid_rows_0_to_9.enumerated() {
                for (bin, value) in row.enumerated() { #expect(abs(values[group * bins + bin] - value) < 1e-6, "\(id), \(group), \(bin)") }
            }
        }

        let crystals = try reference.emd.ids.map { try #require(structures[$0]) }
        let rows = crystals.map { descriptor.values(of: Composition(of: $0), $0).map { Float($0) } }
        let dataset = try madeUpDataset(crystals.map { _ in "Fe" }, features: [("grid", descriptor.columns, rows)])
        let points = try ReferencePoints(try Distance.named("grid-emd"), dataset, rows: Array(crystals.indices))
        let out = Matrix(rows: crystals.count, columns: crystals.count)
        points.distances(from: points.points, rows: 0..<crystals.count, into: out)
        for (i, row) in reference.emd.matrix.enumerated() { for (j, value) in row.enumerated() { #expect(abs(Double(out[i, j]) - value) < 1e-6) } }
    }
}
