import Datasets
import Descriptors
import Foundation
import Kernels
import Materials
import TestSupport
import Testing

private let gridrdfsValues = "reference/peers/gridrdf.json.gz"
private let crystals = "data/elastic/mp_binary_elasticity.csv.gz"

/// GRIDs and distances as gridrdf 0.3.0 computes them, of those of its 24 structures that are among the elastic data.
@Suite(.enabled(if: SharedData.path(gridrdfsValues) != nil && SharedData.path(crystals) != nil, "needs ../shared"))
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
        var source = try RecordSource(paths: [try #require(SharedData.path(crystals))], options: InputOptions(structure: "cif"))
        let asked = Set(reference.emd.ids)
        while let record = try source.next() { if asked.contains(record.id) { structures[record.id] = try record.structure() } }
        #expect(structures.count == 15 && structures.keys.count { reference.grids[$0] != nil } == 2)

        let descriptor = try Descriptor.named("grid")
        for (id, grid) in reference.grids {
            guard let structure = structures[id] else { continue }
            let values = descriptor.values(of: Composition(of: structure), structure)
            let bins = grid.grid_shape[1]
            #expect(values.count == grid.grid_shape[0] * bins)
            for (group, row) in grid.grid_rows_0_to_9.enumerated() {
                for (bin, value) in row.enumerated() { #expect(abs(values[group * bins + bin] - value) < 1e-6, "\(id), \(group), \(bin)") }
            }
        }

        let places = reference.emd.ids.indices.filter { structures[reference.emd.ids[$0]] != nil }
        let crystals = places.compactMap { structures[reference.emd.ids[$0]] }
        let rows = crystals.map { descriptor.values(of: Composition(of: $0), $0).map { Float($0) } }
        let dataset = try madeUpDataset(crystals.map { _ in "Fe" }, features: [("grid", descriptor.columns, rows)])
        let points = try ReferencePoints(try Distance.named("grid-emd"), dataset, rows: Array(crystals.indices))
        let out = Matrix(rows: crystals.count, columns: crystals.count)
        points.distances(from: points.points, rows: 0..<crystals.count, into: out)
        for (i, row) in places.enumerated() {
            for (j, column) in places.enumerated() { #expect(abs(Double(out[i, j]) - reference.emd.matrix[row][column]) < 1e-6) }
        }
    }
}
