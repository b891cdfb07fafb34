import Foundation
import Materials
import TestSupport
import Testing

struct NeighbourListTests {
    /// Against all distances in all cells within reach.
    @Test func everyNeighbourOfRandomCells() throws {
        var crystals = RandomCrystal(seed: 1)
        for round in 0..<60 {
            let structure = crystals.structure(atoms: 1...8)
            let cutoff = Double.random(in: 1...9, using: &crystals.generator)
            let list = try #require(NeighbourList(crystals.anotherCell(of: structure), cutoff: cutoff))
            let sites = structure.sites
            for atom in sites.indices {
                var expected: [(distance: Double, atom: Int)] = []
                for other in sites.indices {
                    var step = sites[other].position - sites[atom].position
                    step -= step.rounded(.down)
                    for x in -9...9 { for y in -9...9 { for z in -9...9 {
                        let path = structure.lattice.cartesian(step + SIMD3(Double(x), Double(y), Double(z)))
                        let distance = (path * path).sum().squareRoot()
                        if distance <= cutoff, distance > 1e-8 { expected.append((distance, other)) }
                    }}}
                }
                expected.sort { $0 < $1 }
                let edges = list.edges(of: atom)
                #expect(edges.count == expected.count, "round \(round)")
                for (edge, pair) in zip(edges, expected) {
                    #expect(abs(list.distances[edge] - pair.distance) < 1e-7)
                    let vector = list.vectors[edge]
                    #expect(abs((vector * vector).sum().squareRoot() - list.distances[edge]) < 1e-12)
                    let end = structure.lattice.fractional(vector) + sites[atom].position - sites[Int(list.neighbours[edge])].position
                    let fault = end - end.rounded(.toNearestOrEven)
                    #expect((fault * fault).sum() < 1e-18)
                }
            }
        }
    }

    @Test func anotherCellAndAnotherOrderHaveTheSameNeighbours() throws {
        var crystals = RandomCrystal(seed: 2)
        for _ in 0..<40 {
            let structure = crystals.structure(atoms: 1...9)
            let expected = try shells(of: structure)
            #expect(try shells(of: crystals.anotherCell(of: structure)) == expected)
            #expect(try shells(of: crystals.turned(crystals.movedAndReordered(structure))) == expected)
            let large = try shells(of: RandomCrystal.supercell(of: structure, 2, 1, 3))
            #expect(large == expected.flatMap { Array(repeating: $0, count: 6) })
        }
    }

    /// Å × 10⁵ of each atom's neighbours with the element at their end, the atoms in an order of their own.
    private func shells(of structure: Structure) throws -> [String] {
        let list = try #require(NeighbourList(structure, cutoff: 6.123_456))
        return structure.sites.indices.map { atom in
            list.edges(of: atom).map { edge in
                "\(Int((list.distances[edge] * 1e5).rounded())) \(structure.sites[Int(list.neighbours[edge])].element.symbol)"
            }.sorted().joined(separator: ",")
        }.sorted()
    }

    /// pymatgen 2024's `get_neighbor_list`: numbers of neighbours, sums of distances.
    @Test func pymatgensValues() throws {
        func list(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, _ sites: [(String, SIMD3<Double>)], _ cutoff: Double) throws -> NeighbourList {
            let sites = try sites.map { Site(element: try #require(Element(symbol: $0.0)), position: $0.1) }
            return try #require(NeighbourList(Structure(lattice: Lattice(a: a, b: b, c: c), sites: sites), cutoff: cutoff))
        }
        let salt = try list(
            SIMD3(0, 2.8, 2.8), SIMD3(2.8, 0, 2.8), SIMD3(2.8, 2.8, 0), [("Na", .zero), ("Cl", SIMD3(repeating: 0.5))], 6)
        #expect(salt.offsets == [0, 32, 64])
        #expect(Array(salt.neighbours[0..<8]) == [1, 1, 1, 1, 1, 1, 0, 0])
        #expect(abs(salt.distances.reduce(0, +) - 273.43102757055766) < 1e-9)
        let triclinic = try list(
            SIMD3(3.1, 0, 0), SIMD3(-1.2, 4.3, 0), SIMD3(0.7, 1.1, 5.9),
            [("Ti", SIMD3(0.1, 0.2, 0.3)), ("O", SIMD3(0.6, 0.15, 0.85)), ("O", SIMD3(0.35, 0.7, 0.45))], 10)
        #expect(triclinic.offsets == [0, 159, 318, 476])
        #expect(Array(triclinic.neighbours[0..<8]) == [2, 2, 2, 1, 0, 0, 1, 1])
        #expect(abs(triclinic.distances.reduce(0, +) - 3587.1860952063093) < 1e-8)
    }

    /// A distance that equals the cutoff belongs to the list, whatever rounding made of it; so do equal distances in a fixed order.
    @Test func neighboursAtTheCutoff() throws {
        let iron = try #require(Element(symbol: "Fe"))
        for edge in [2.0, 2.5, 10.0 / 3, 5, 10] {
            let lattice = Lattice(a: SIMD3(edge, 0, 0), b: SIMD3(7 * edge, edge, 0), c: SIMD3(0, -3 * edge, edge))
            let list = try #require(NeighbourList(Structure(lattice: lattice, sites: [Site(element: iron, position: SIMD3(0.1, 0.2, 0.3))]), cutoff: 10))
            let reach = Int((10 / edge).rounded())
            var count = -1
            for x in -reach...reach { for y in -reach...reach { for z in -reach...reach where x * x + y * y + z * z <= reach * reach { count += 1 } } }
            #expect(list.distances.count == count)
        }
    }

    /// Needles, plates and thousands of atoms: the time grows with the neighbours, or this would not end.
    @Test func cellsOfEveryShape() throws {
        let iron = try #require(Element(symbol: "Fe"))
        func count(_ x: Int, _ y: Int, _ z: Int, _ lengths: SIMD3<Double>) throws -> Int {
            let lattice = Lattice(a: SIMD3(lengths.x, 0, 0), b: SIMD3(0, lengths.y, 0), c: SIMD3(0, 0, lengths.z))
            let atom = Structure(lattice: lattice, sites: [Site(element: iron, position: .zero)])
            return try #require(NeighbourList(RandomCrystal.supercell(of: atom, x, y, z), cutoff: 5)).distances.count
        }
        #expect(try count(1, 1, 4_000, SIMD3(repeating: 2.5)) == 32 * 4_000)
        #expect(try count(20, 20, 10, SIMD3(repeating: 2.5)) == 32 * 4_000)
        #expect(try count(1, 1, 1, SIMD3(2.5, 2.5, 2_000)) == 12)
        #expect(try count(1, 1, 1, SIMD3(2.5, 2_000, 2_000)) == 4)
        #expect(try count(1, 1, 1, SIMD3(repeating: 2_000)) == 0)
    }
}
