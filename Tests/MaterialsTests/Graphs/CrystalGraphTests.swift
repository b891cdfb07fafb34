import Foundation
import Materials
import TestSupport
import Testing

struct CrystalGraphTests {
    private let rule: GraphRule

    init() throws { rule = try GraphRule("12@8") }

    private static func crystal(_ lattice: Lattice, _ sites: [(String, SIMD3<Double>)]) -> Structure {
        Structure(lattice: lattice, sites: sites.map { Site(element: Element(symbol: $0.0)!, position: $0.1) })
    }

    private static func cubic(_ edge: Double, _ sites: [(String, SIMD3<Double>)]) -> Structure {
        crystal(Lattice(a: SIMD3(edge, 0, 0), b: SIMD3(0, edge, 0), c: SIMD3(0, 0, edge)), sites)
    }

    private static let faces: [SIMD3<Double>] = [.zero, SIMD3(0, 0.5, 0.5), SIMD3(0.5, 0, 0.5), SIMD3(0.5, 0.5, 0)]
    private static let salt = cubic(5.6, faces.map { ("Na", $0) } + faces.map { ("Cl", $0 + SIMD3(0.5, 0, 0)) })
    private static let perovskite = cubic(3.905, [("Sr", .zero), ("Ti", SIMD3(repeating: 0.5))] + faces.dropFirst().map { ("O", $0) })
    private static let magnesium = crystal(
        Lattice(a: SIMD3(3.21, 0, 0), b: SIMD3(-1.605, 3.21 * 0.75.squareRoot(), 0), c: SIMD3(0, 0, 5.21)),
        [("Mg", SIMD3(1.0 / 3, 2.0 / 3, 0.25)), ("Mg", SIMD3(2.0 / 3, 1.0 / 3, 0.75))])
    private static let rutile = crystal(
        Lattice(a: SIMD3(4.594, 0, 0), b: SIMD3(0, 4.594, 0), c: SIMD3(0, 0, 2.958)),
        [("Ti", .zero), ("Ti", SIMD3(repeating: 0.5))]
            + [SIMD3(0.305, 0.305, 0), SIMD3(0.695, 0.695, 0), SIMD3(0.195, 0.805, 0.5), SIMD3(0.805, 0.195, 0.5)].map { ("O", $0) })

    /// Six of the other kind, and half of each of the twelve of the same, which share the six places that are left.
    @Test func likeAtomsAndEqualDistancesAreOne() throws {
        let graph = try CrystalGraph(Self.salt, rule: rule)
        #expect(graph.elements == [11, 17] && graph.multiplicities == [4, 4])
        #expect(graph.edgeOffsets == [0, 2, 4] && graph.neighbours == [1, 0, 0, 1])
        #expect(graph.weights == [6, 6, 6, 6])
        #expect(graph.distances == [2.8, Float(5.6 / 2.0.squareRoot()), 2.8, Float(5.6 / 2.0.squareRoot())])
        let iron = try CrystalGraph(Self.cubic(2.87, [("Fe", .zero), ("Fe", SIMD3(repeating: 0.5))]), rule: rule)
        #expect(iron.multiplicities == [2] && iron.neighbours == [0, 0] && iron.weights == [8, 4])
        let rutile = try CrystalGraph(Self.rutile, rule: rule)
        #expect(rutile.elements == [8, 22] && rutile.multiplicities == [4, 2])
    }

    /// One crystal has one graph, however its cell is chosen, turned and filled; of a larger cell the nodes stand for more atoms.
    @Test func graphsBelongToTheCrystalAndNotToItsCell() throws {
        var crystals = RandomCrystal(seed: 5)
        for round in 0..<30 {
            let structure = round < 4 ? [Self.salt, Self.perovskite, Self.magnesium, Self.rutile][round] : crystals.structure(atoms: 1...9)
            let graph = try CrystalGraph(structure, rule: rule)
            expectEqual(try CrystalGraph(crystals.anotherCell(of: structure), rule: rule), graph, times: 1)
            expectEqual(try CrystalGraph(crystals.turned(crystals.movedAndReordered(structure)), rule: rule), graph, times: 1)
            let large = crystals.movedAndReordered(RandomCrystal.supercell(of: structure, 2, 1, 3))
            expectEqual(try CrystalGraph(large, rule: rule), graph, times: 6)
        }
    }

    private func expectEqual(_ graph: CrystalGraph, _ other: CrystalGraph, times: UInt16) {
        #expect(graph.elements == other.elements && graph.multiplicities == other.multiplicities.map { $0 * times })
        #expect(graph.edgeOffsets == other.edgeOffsets && graph.neighbours == other.neighbours && graph.weights == other.weights)
        #expect(zip(graph.distances, other.distances).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    /// What four layers that pass messages make of a crystal is the same with and without merging.
    @Test func sumsOverMergedGraphsAreExact() throws {
        var crystals = RandomCrystal(seed: 6)
        var (merged, whole) = (0, 0)
        for round in 0..<12 {
            var structure = [Self.salt, Self.perovskite, Self.magnesium, Self.rutile, crystals.structure(atoms: 2...5)][round % 5]
            structure = RandomCrystal.supercell(of: structure, 2, 1 + round % 2, 1)
            // Written with seven digits.
            for site in structure.sites.indices { structure.sites[site].position = (structure.sites[site].position * 1e7).rounded(.toNearestOrEven) / 1e7 }
            let graph = try CrystalGraph(structure, rule: rule)
            let each = try CrystalGraph(structure, rule: rule, isMerged: false)
            #expect(each.elements.count == structure.sites.count && each.multiplicities.allSatisfy { $0 == 1 })
            for (one, other) in zip(pooled(graph), pooled(each)) { #expect(abs(one - other) < 1e-9 * abs(other)) }
            merged += graph.neighbours.count
            whole += each.neighbours.count
        }
        #expect(5 * merged < whole)
    }

    /// Means over atoms of v and v² after four layers of v_i ← v_i + tanh(Σ_j w_ij s(v_i, v_j, d_ij)).
    private func pooled(_ graph: CrystalGraph) -> [Double] {
        var values = graph.elements.map { sin(Double($0)) }
        for _ in 0..<4 {
            values = values.indices.map { node in
                let sum = (graph.edgeOffsets[node]..<graph.edgeOffsets[node + 1]).reduce(0) { sum, edge in
                    let other = values[Int(graph.neighbours[edge])]
                    return sum + Double(graph.weights[edge]) * sin(2 * values[node] + 3 * other + Double(graph.distances[edge]))
                }
                return values[node] + tanh(sum)
            }
        }
        let atoms = graph.multiplicities.reduce(0) { $0 + Double($1) }
        return [1.0, 2].map { power in zip(values, graph.multiplicities).reduce(0) { $0 + Double($1.1) * pow($1.0, power) } / atoms }
    }

    /// Against the list of all neighbours within the cutoff, also where atoms are far apart and the search has to be widened.
    @Test func nearestOfAll() throws {
        var crystals = RandomCrystal(seed: 7)
        for round in 0..<24 {
            var structure = crystals.structure(atoms: 1...7)
            if round % 3 == 0 { structure.lattice.c *= 4 }
            let graph = try CrystalGraph(structure, rule: rule, isMerged: false)
            let list = try #require(NeighbourList(structure, cutoff: 8))
            for atom in structure.sites.indices {
                let all = list.edges(of: atom).map { (distance: list.distances[$0], atom: Int(list.neighbours[$0])) }
                let edges = graph.edgeOffsets[atom]..<graph.edgeOffsets[atom + 1]
                #expect(abs(edges.reduce(0) { $0 + graph.weights[$1] } - Float(min(all.count, 12))) < 1e-5)
                // Every edge once for each place that it has, against the nearest of the list.
                let places = edges.flatMap { edge in Array(repeating: graph.distances[edge], count: max(Int(graph.weights[edge].rounded()), 1)) }
                for (own, other) in zip(places, all) { #expect(abs(Double(own) - other.distance) < 3e-4) }
                let last = Double(graph.distances[edges.upperBound - 1]) - 4e-4
                let near = edges.filter { Double(graph.distances[$0]) < last }
                let ends = near.flatMap { Array(repeating: Int(graph.neighbours[$0]), count: Int(graph.weights[$0])) }
                #expect(ends.sorted() == all.filter { $0.distance < last }.map(\.atom).sorted())
            }
        }
    }

    @Test func fewNeighboursAndNone() throws {
        let pair = Self.cubic(20, [("H", .zero), ("O", SIMD3(0.05, 0, 0))])
        let graph = try CrystalGraph(pair, rule: rule)
        #expect(graph.neighbours == [1, 0] && graph.weights == [1, 1] && graph.distances == [1, 1])
        // At the cutoff itself, whatever rounding made of it.
        #expect(try CrystalGraph(Self.cubic(20, [("H", .zero), ("O", SIMD3(0.4, 0, 0))]), rule: rule).distances == [8, 8])
        let far = Self.cubic(20, [("H", .zero), ("H", SIMD3(0.05, 0, 0)), ("O", SIMD3(0.5, 0.5, 0.5))])
        #expect(throws: GraphError.isolated(atom: 3, element: Element(symbol: "O")!, cutoff: 8)) { try CrystalGraph(far, rule: rule) }
        #expect(try CrystalGraph(far, rule: GraphRule("2@20")).weights.reduce(0, +) == 6)
        let flat = Self.crystal(Lattice(a: SIMD3(1, 0, 0), b: SIMD3(0, 1, 0), c: SIMD3(0, 0, 0)), [("H", .zero)])
        #expect(throws: GraphError.noCell) { try CrystalGraph(flat, rule: rule) }
        #expect(throws: GraphError.noCell) { try CrystalGraph(Self.cubic(3, []), rule: rule) }
        #expect(throws: GraphError.noCell) { try CrystalGraph(Self.cubic(3, [("H", SIMD3(.nan, 0, 0))]), rule: rule) }
    }

    @Test func moreAtomsThanANodeStandsFor() throws {
        let large = RandomCrystal.supercell(of: Self.cubic(2.5, [("Fe", .zero)]), 2, 2, 1 << 14)
        let error = GraphError.tooLarge("like atoms", count: 1 << 16, most: (1 << 16) - 1)
        #expect(throws: error) { try CrystalGraph(large, rule: GraphRule("6@8")) }
        #expect("\(error)" == "65536 like atoms; a graph of neighbours holds at most 65535")
    }

    /// Atoms are told apart one after another, from the other one outwards: the work grows with the cell, or this would not end.
    @Test func aLongCellWithOneOtherAtom() throws {
        var long = RandomCrystal.supercell(of: Self.cubic(2.5, [("Fe", .zero)]), 1, 1, 6_001)
        long.sites[3_000].element = Element(symbol: "O")!
        let graph = try CrystalGraph(long, rule: GraphRule("6@8"))
        #expect(graph.elements.count == 3_001 && graph.elements[0] == 8)
        #expect(graph.multiplicities[0] == 1 && graph.multiplicities.dropFirst().allSatisfy { $0 == 2 })
    }

    @Test func edgesAsTheyStand() {
        let graph = CrystalGraph(elements: [8, 1], edges: [[(1, 2), (0, 1.5), (1, 1.5)], [(0, 2)]])
        #expect(graph.neighbours == [0, 1, 1, 0] && graph.distances == [1.5, 1.5, 2, 2] && graph.edgeOffsets == [0, 3, 4])
        #expect(graph.weights == [1, 1, 1, 1] && graph.multiplicities == [1, 1])
    }
}

struct GraphRuleTests {
    @Test func readsAndWrites() throws {
        let rule = try GraphRule("12@8")
        #expect(rule.neighbours == 12 && rule.cutoff == 8 && rule.description == "12@8")
        #expect(try GraphRule("5@6.25").description == "5@6.25" && GraphRule("12@8.0") == rule)
        #expect(try JSONDecoder().decode([GraphRule].self, from: Data("[\"12@8\"]".utf8)) == [rule])
        #expect(String(decoding: try JSONEncoder().encode([rule]), as: UTF8.self) == "[\"12@8\"]")
        #expect(throws: GraphError.self) { try JSONDecoder().decode([GraphRule].self, from: Data("[\"12\"]".utf8)) }
    }

    @Test(arguments: ["", "12", "@8", "12@", "0@8", "-3@8", "12@0", "12@-8", "12@inf", "12@nan", "12@8@8", "1001@8", "12@101", "12 @8", "1.5@8"])
    func refuses(text: String) {
        #expect {
            try GraphRule(text)
        } throws: {
            "\($0)" == "expected a number of neighbours, 1 to 1000, and a distance up to 100 Å, such as 12@8, found '\(text)'"
        }
    }
}

struct DistanceClusterTests {
    @Test func equalWithinRounding() {
        let clusters = DistanceClusters([3, 2, 2.00005, 3.0002, 2.00009, 2.99995])
        #expect(clusters.numbers == [1, 0, 0, 2, 0, 1] && clusters.means.count == 3)
        #expect(zip(clusters.means, [6.00014 / 3, 5.99995 / 2, 3.0002]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(DistanceClusters([]).means.isEmpty)
    }

    @Test func chainsAreCutWhereTheirStepsAreWidest() {
        let even = DistanceClusters((0..<64).map { 2 + Double($0) / 32_768 })
        #expect(even.means.count == 8 && even.numbers == (0..<64).map { Int32($0 / 8) })
        let uneven = DistanceClusters([2, 2.00005, 2.0001, 2.00019, 2.00025, 2.0003, 2.00037])
        #expect(uneven.numbers == [0, 0, 0, 1, 1, 1, 1])
        var generator = SeededGenerator(seed: 3)
        let many = (0..<5_000).map { _ in Double.random(in: 2...2.1, using: &generator) }
        let clusters = DistanceClusters(many)
        for number in clusters.means.indices {
            let members = many.indices.filter { clusters.numbers[$0] == number }.map { many[$0] }
            #expect(members.max()! - members.min()! <= DistanceClusters.widest)
        }
        #expect(clusters.means == clusters.means.sorted())
    }
}
