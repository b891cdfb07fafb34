import Foundation
import Materials
import TestSupport
import Testing

/// The graphs that a reference implementation made with pymatgen: twelve nearest within 8 Å, of equal ones at the twelfth place any.
@Suite(.enabled(if: SharedData.path("reference/cgcnn_neighbours.csv.gz") != nil, "needs ../shared/reference"))
struct ReferenceGraphTests {
    private typealias Edges = [(neighbour: Int, distance: Double)]

    @Test func graphsOfRealCrystals() throws {
        let graphs = try referenceGraphs()
        var source = try RecordSource(paths: [try #require(SharedData.path("data/mp_structures.csv.gz"))])
        var compared = 0
        while compared < graphs.count, let record = try source.next() {
            guard let graph = graphs[record.id] else { continue }
            compared += 1
            let structure = withExactThirds(try record.structure())
            try compareList(of: structure, with: graph, record.id)
            try compareGraph(of: structure, with: graph, record.id)
        }
        #expect(compared == 40)
    }

    private func referenceGraphs() throws -> [String: [Edges]] {
        var reader = try TableReader(path: try #require(SharedData.path("reference/cgcnn_neighbours.csv.gz")))
        var graphs: [String: [Edges]] = [:]
        var row = TableRow()
        while try reader.next(into: &row) {
            let fields = try (0..<4).map { try #require(row.text($0)) }
            let atom = try #require(Int(fields[1]))
            if graphs[fields[0], default: []].count <= atom { graphs[fields[0], default: []].append([]) }
            graphs[fields[0]]?[atom].append((try #require(Int(fields[2])), try #require(Double(fields[3]))))
        }
        return graphs
    }

    /// pymatgen reads coordinates that are nearly thirds as thirds.
    private func withExactThirds(_ structure: Structure) -> Structure {
        var structure = structure
        for site in structure.sites.indices {
            let thirds = (structure.sites[site].position * 3).rounded(.toNearestOrEven) / 3
            let fault = structure.sites[site].position - thirds
            structure.sites[site].position.replace(with: thirds, where: (fault * fault) .< 1e-10 .& thirds .!= 0 .& thirds .!= 1)
        }
        return structure
    }

    private func compareList(of structure: Structure, with graph: [Edges], _ id: String) throws {
        let list = try #require(NeighbourList(structure, cutoff: 8))
        #expect(list.offsets.count == graph.count + 1)
        for (atom, expected) in graph.enumerated() {
            let edges = list.edges(of: atom).prefix(12)
            #expect(edges.count == expected.count)
            for (edge, pair) in zip(edges, expected) { #expect(abs(list.distances[edge] - pair.distance) < 2e-8, "\(id)") }
            // Of the last distance either list may hold others.
            let last = expected.last.map { $0.distance - 1e-6 } ?? 0
            let own = edges.filter { list.distances[$0] < last }.map { Int(list.neighbours[$0]) }
            #expect(own.sorted() == expected.filter { $0.distance < last }.map(\.neighbour).sorted(), "\(id)")
        }
    }

    /// The graph that is stored: distances within what counts as equal, the same neighbours, and those of the last distance among ours.
    private func compareGraph(of structure: Structure, with graph: [Edges], _ id: String) throws {
        let rule = try GraphRule("12@8")
        let own = try CrystalGraph(structure, rule: rule, isMerged: false)
        var difference = 0.0
        for (atom, expected) in graph.enumerated() {
            let edges = own.edgeOffsets[atom]..<own.edgeOffsets[atom + 1]
            let weight = edges.reduce(0) { $0 + own.weights[$1] }
            #expect(abs(weight - Float(expected.count)) < 1e-4, "\(id)")
            let last = own.distances[edges.upperBound - 1]
            var ours: [Int: [Float]] = [:]
            for edge in edges { ours[Int(own.neighbours[edge]), default: []].append(own.distances[edge]) }
            for pair in expected {
                let nearest = ours[pair.neighbour]?.map { abs(Double($0) - pair.distance) }.min() ?? .infinity
                #expect(nearest < DistanceClusters.widest, "\(id)")
                difference = max(difference, nearest)
            }
            let near = edges.filter { own.distances[$0] < last }
            let ends = near.flatMap { Array(repeating: Int(own.neighbours[$0]), count: Int(own.weights[$0])) }
            #expect(ends.sorted() == expected.prefix(ends.count).map(\.neighbour).sorted(), "\(id)")
        }
        // Merged, an atom stands for as many as it should.
        let merged = try CrystalGraph(structure, rule: rule)
        #expect(merged.multiplicities.reduce(0) { $0 + Int($1) } == structure.sites.count && merged.elements.count <= structure.sites.count)
        #expect(difference < DistanceClusters.widest)
    }
}
