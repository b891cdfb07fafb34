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
        let cube = try features(RandomCrystal.supercell(of: crystal(orthogonal(SIMD3(repeating: 2.5)), [("Fe", .zero)]), 8, 8, 8))
        #expect(abs(try #require(cube["mean CN_VoronoiNN"]) - 6) < 1e-6)
        let far = try features(crystal(orthogonal(SIMD3(2.5, 2.5, 5_000)), [("Fe", .zero)]))
        #expect(far.values.allSatisfy { $0.isNaN })
        let flat = Lattice(a: SIMD3(3, 0, 0), b: SIMD3(3, 1e-9, 0), c: SIMD3(0, 0, 3))
        let none = try features(crystal(flat, [("Fe", .zero)]))
        #expect(none.values.allSatisfy { $0.isNaN })
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
        #expect(both.values(of: composition).allSatisfy { $0.isNaN })
    }

    @Test(.enabled(if: SharedData.path(matminersValues) != nil, "needs ../shared/reference/peers"))
    func matminersValuesOfRealCrystals() throws {
        var reader = try TableReader(path: try #require(SharedData.path(matminersValues)))
        let descriptor = try Descriptor.named("voronoi")
        let columns = reader.header.indices.filter { descriptor.columns.contains(reader.header[$0]) }
        #expect(columns.count == 13)
        var source = try RecordSource(
            paths: [try #require(SharedData.path("reference/peers/structures.csv.gz"))], options: InputOptions(structure: "cif"))
        var structures: [String: Structure] = [:]
        while let record = try source.next() { structures[record.id] = try record.structure() }
        var row = TableRow()
        var compared = 0
        while try reader.next(into: &row) {
            guard let id = row.text(0), let structure = structures[id] else { continue }
            let values = try features(structure)
            for column in columns {
                guard let expected = row.text(column).flatMap({ Double($0) }), expected.isFinite else { continue }
                let value = try #require(values[reader.header[column]])
                #expect(abs(value - expected) < 2e-6, "\(id), \(reader.header[column]): \(value), matminer \(expected)")
                compared += 1
            }
        }
        #expect(compared == 16 * 13)
    }

    /// matminer 0.10.1: `SiteStatsFingerprint.from_preset` with "CoordinationNumber_ward-prb-2017" and "LocalPropertyDifference_ward-prb-2017".
    @Test(.enabled(if: SharedData.path("reference/peers/structures.csv.gz") != nil, "needs ../shared/reference/peers"))
    func matminersCoordinationAndLocalDifferences() throws {
        let columns = [
            "mean CN_VoronoiNN",
            "avg_dev CN_VoronoiNN",
            "mean local difference in Electronegativity",
            "maximum local difference in MeltingT",
            "avg_dev local difference in GSvolume_pa",
            "range local difference in SpaceGroupNumber",
        ]
        let rows = """
            mp-8085 8.09144826 0.568422297 0.626920406 542.429713 0.0468469921 58.6023431
            mp-501 10.4984314 1.52321265 0.525313951 2406.86337 1.76464348 115.692257
            mp-2686 10.0126887 2.67512579 1.15934527 1051.95 6.61966001 20.0737475
            mp-754624 8.19372139 1.72759056 1.3586543 877.55667 1.47862195 90.1788403
            mp-21048 9.64030713 0.00383990407 0.385555133 1369.61015 0.0889898766 3.55013697
            mp-1834 10.9543675 2.08414259 0.195457734 345.845595 3.98422662 23.3308284
            mp-974627 12 2.66453526e-15 0.4 240.47 11.5491667 23.3333333
            mp-569120 12 1.77635684e-15 0.57 747.4 4.9475 20.6666667
            mp-22849 10.4944441 2.24725693 0.275184306 157.55 2.86864841 39.5217006
            SrTiO3 10.63529 1.85411602 1.72765312 1886.2 9.35712345 86.7791074
            """
        var source = try RecordSource(
            paths: [try #require(SharedData.path("reference/peers/structures.csv.gz"))], options: InputOptions(structure: "cif"))
        var compared = 0
        while let record = try source.next() {
            guard let row = rows.split(separator: "\n").first(where: { $0.hasPrefix(record.id + " ") }) else { continue }
            let values = try features(record.structure())
            for (column, expected) in zip(columns, row.split(separator: " ").dropFirst().compactMap { Double($0) }) {
                let value = try #require(values[column])
                #expect(abs(value - expected) <= 2e-6 * max(1, abs(expected)), "\(record.id), \(column): \(value), matminer \(expected)")
                compared += 1
            }
        }
        #expect(compared == 10 * columns.count)
    }
}
