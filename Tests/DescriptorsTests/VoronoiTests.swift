import Descriptors
import Foundation
import Materials
import TestSupport
import Testing

private let matminersValues = "reference/peers/matminer_structure_features.csv.gz"

struct VoronoiTests {
    private func features(_ structure: Structure, _ name: String = "voronoi") throws -> [String: Double] {
        let descriptor = try Descriptor.named(name)
        return Dictionary(uniqueKeysWithValues: zip(descriptor.columns, descriptor.values(of: Composition(of: structure), structure)))
    }

    private func crystal(_ lattice: Lattice, _ sites: [(String, SIMD3<Double>)]) throws -> Structure {
        Structure(lattice: lattice, sites: try sites.map { Site(element: try #require(Element(symbol: $0.0)), position: $0.1) })
    }

    private func orthogonal(_ lengths: SIMD3<Double>) -> Lattice {
        Lattice(a: SIMD3(lengths.x, 0, 0), b: SIMD3(0, lengths.y, 0), c: SIMD3(0, 0, lengths.z))
    }

    /// Cells that are cubes: six neighbours, all of the other kind.
    @Test func rockSalt() throws {
        let half = 2.8
        let salt = try crystal(
            Lattice(a: SIMD3(0, half, half), b: SIMD3(half, 0, half), c: SIMD3(half, half, 0)), [("Na", .zero), ("Cl", SIMD3(repeating: 0.5))])
        let values = try features(salt)
        func expect(_ column: String, _ expected: Double) throws {
            let value = try #require(values[column])
            #expect(abs(value - expected) < 1e-9, "\(column) \(value)")
        }
        try expect("mean CN_VoronoiNN", 6)
        try expect("range CN_VoronoiNN", 0)
        try expect("max relative bond length", 1)
        try expect("mean neighbor distance variation", 0)
        try expect("mean absolute deviation in relative cell size", 0)
        try expect("max packing efficiency", .pi / 6)
        try expect("mean ordering parameter shell 1", 1)
        try expect("mean ordering parameter shell 2", 1)
        try expect("mean ordering parameter shell 3", 1)
        try expect("mean local difference in Number", 6)
        try expect("avg_dev local difference in Number", 0)
        try expect("maximum local difference in Electronegativity", 3.16 - 0.93)
    }

    /// Eight hexagons and six squares of a truncated octahedron of edge 1: areas 3√3/2 and 1.
    @Test func bodyCentredIron() throws {
        let values = try features(crystal(orthogonal(SIMD3(repeating: 2.87)), [("Fe", .zero), ("Fe", SIMD3(repeating: 0.5))]))
        let (hexagon, square) = (1.5 * 3.0.squareRoot(), 1.0)
        let expected = pow(8 * hexagon + 6 * square, 2) / (8 * hexagon * hexagon + 6 * square * square)
        #expect(abs(try #require(values["minimum CN_VoronoiNN"]) - expected) < 1e-9)
        #expect(abs(try #require(values["max packing efficiency"]) - .pi * 3.0.squareRoot() / 8) < 1e-9)
        #expect(values["mean ordering parameter shell 2"] == 0)
        #expect(values["mean local difference in AtomicWeight"] == 0)
    }

    @Test func nothingDependsOnTheChoiceOfTheCell() throws {
        var crystals = RandomCrystal(seed: 7)
        for _ in 0..<25 {
            let structure = crystals.structure(atoms: 1...6)
            let expected = try features(structure)
            #expect(expected.values.allSatisfy { $0.isFinite })
            let others = [
                crystals.anotherCell(of: structure), crystals.turned(structure), crystals.movedAndReordered(structure),
                RandomCrystal.supercell(of: structure, 1, 3, 2),
            ]
            for (place, other) in others.enumerated() {
                for (column, value) in try features(other) {
                    let wanted = try #require(expected[column])
                    #expect(abs(value - wanted) <= 1e-8 * max(1, abs(wanted)), "\(place): \(column) \(value) \(wanted)")
                }
            }
        }
    }

    /// Needles, layers with much room between them, one atom, unrelaxed cubes of many: finite. An atom alone in 20 metres of chain is nothing.
    @Test func cellsOfEveryShape() throws {
        let carbon = SIMD3(1.0 / 3, 2.0 / 3, 0.5)
        let graphene = try crystal(
            Lattice(a: SIMD3(2.46, 0, 0), b: SIMD3(-1.23, 2.1304, 0), c: SIMD3(0, 0, 23)), [("C", SIMD3(0, 0, 0.5)), ("C", carbon)])
        let layer = try features(graphene)
        // Prisms over triangles: faces in the layer, and two as far off as the next layer.
        #expect(try #require(layer["mean CN_VoronoiNN"]) > 2.9)
        for lengths in [SIMD3(2.5, 2.5, 2.5), SIMD3(2.5, 2.5, 160), SIMD3(2.5, 90, 90), SIMD3(60, 60, 60)] {
            let values = try features(crystal(orthogonal(lengths), [("Fe", SIMD3(0.3, 0.9, 0.1))]))
            // A box has faces of three sizes, and two neighbours behind each.
            let areas = [lengths.y * lengths.z, lengths.x * lengths.z, lengths.x * lengths.y]
            let expected = 2 * pow(areas.reduce(0, +), 2) / areas.reduce(0) { $0 + $1 * $1 }
            #expect(abs(try #require(values["mean CN_VoronoiNN"]) - expected) < 1e-6, "\(lengths)")
        }
        let cube = RandomCrystal.supercell(of: try crystal(orthogonal(SIMD3(repeating: 2.5)), [("Fe", .zero)]), 8, 8, 8)
        #expect(abs(try #require(features(cube)["mean CN_VoronoiNN"]) - 6) < 1e-6)
        let far = try features(crystal(orthogonal(SIMD3(2.5, 2.5, 5_000)), [("Fe", .zero)]))
        #expect(far.values.allSatisfy(\.isNaN))
        let flat = Lattice(a: SIMD3(3, 0, 0), b: SIMD3(3, 1e-9, 0), c: SIMD3(0, 0, 3))
        #expect(try features(crystal(flat, [("Fe", .zero)])).values.allSatisfy(\.isNaN))
    }

    @Test func elementsWithoutPropertiesHaveCellsAllTheSame() throws {
        let values = try features(crystal(orthogonal(SIMD3(3, 3, 4)), [("Og", .zero), ("O", SIMD3(repeating: 0.5))]))
        #expect(values["mean CN_VoronoiNN"]?.isFinite == true)
        #expect(values["mean local difference in Number"]?.isNaN == true)
    }

    @Test func bothKindsInOneArray() throws {
        var crystals = RandomCrystal(seed: 8)
        let structure = crystals.structure(atoms: 3...5)
        let (both, voronoi, magpie) = (try Descriptor.named("ward2017"), try Descriptor.named("voronoi"), try Descriptor.named("magpie145"))
        #expect(both.columns.count == 273 && both.columns == voronoi.columns + magpie.columns)
        let composition = Composition(of: structure)
        #expect(both.values(of: composition, structure) == voronoi.values(of: composition, structure) + magpie.values(of: composition))
        #expect(both.values(of: composition).allSatisfy(\.isNaN))
    }

    /// Of two layered crystals matminer's tessellation, of the atoms within 13 Å, has open cells; all others agree.
    @Test(.enabled(if: SharedData.path(matminersValues) != nil, "needs ../shared/reference/peers"))
    func matminersValuesOfRealCrystals() throws {
        var reader = try TableReader(path: try #require(SharedData.path(matminersValues)))
        let descriptor = try Descriptor.named("voronoi")
        let columns = reader.header.indices.filter { descriptor.columns.contains(reader.header[$0]) }
        #expect(columns.count == 13)
        var source = try RecordSource(
            paths: [try #require(SharedData.path("reference/peers/structures.csv.gz"))], options: InputOptions(structure: "cif"))
        var row = TableRow()
        var compared = 0
        while let record = try source.next(), try reader.next(into: &row) {
            #expect(row.text(0) == record.id)
            let values = try features(record.structure())
            for column in columns {
                guard let expected = row.text(column).flatMap({ Double($0) }), expected.isFinite else { continue }
                let value = try #require(values[reader.header[column]])
                #expect(abs(value - expected) < 2e-6, "\(record.id), \(reader.header[column]): \(value), matminer \(expected)")
                compared += 1
            }
        }
        #expect(compared >= 52 * 13)
    }
}
