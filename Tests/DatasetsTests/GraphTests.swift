import Datasets
import HDF5
import Materials
import SmallEnsemble
import TestSupport
import Testing

/// Graphs of neighbours in a data set.
@Suite struct GraphTests {
    private let directory: TemporaryDirectory
    private let rule: GraphRule
    private var path: String { directory.file("data.h5") }

    init() throws {
        directory = try TemporaryDirectory()
        rule = try GraphRule("12@8")
    }

    private func content(_ ids: [String] = []) throws -> DatasetContent {
        var content = Samples.described()
        if !ids.isEmpty { content.ids = ids }
        content.graphs = StoredGraphs(try Samples.graphs(), rule: rule)
        return content
    }

    /// The graph of a material, as it was before it was stored.
    private func graph(_ material: Int, of dataset: Dataset) throws -> [String] {
        let graphs = try #require(dataset.graphs)
        let nodes = graphs.nodes(of: material)
        return nodes.map { node in
            let edges = graphs.edges(of: node).map { "\(graphs.neighbours[$0]) \(graphs.distances[$0]) \(graphs.weights[$0])" }
            return "\(graphs.elements[node]) × \(graphs.multiplicities[node]): " + edges.joined(separator: ", ")
        }
    }

    private func text(_ graph: CrystalGraph) -> [String] {
        graph.elements.indices.map { node in
            let edges = (graph.edgeOffsets[node]..<graph.edgeOffsets[node + 1]).map {
                "\(graph.neighbours[$0]) \(graph.distances[$0]) \(graph.weights[$0])"
            }
            return "\(graph.elements[node]) × \(graph.multiplicities[node]): " + edges.joined(separator: ", ")
        }
    }

    @Test func comeBackBitForBit() throws {
        try content().write(to: path)
        let expected = try Samples.graphs().map(text)
        for dataset in [try Dataset(path: path), try Dataset(path: path, verifying: .structure), try Dataset(try content(), named: "memory")] {
            try dataset.check(graphsOf: 0..<4)
            #expect(dataset.graphs?.rule == rule)
            #expect(try (0..<4).map { try graph($0, of: dataset) } == expected)
        }
        try Samples.wyckoff().write(to: path)
        let without = try Dataset(path: path)
        #expect(without.graphs == nil && without.contentHash == Samples.wyckoffHash)
        try without.check(graphsOf: 0..<4)
    }

    /// Those that went through files beside the data set are the same, and the files are gone.
    @Test(arguments: [1, 3, 4]) func spooledOnesAreTheSame(slab: Int) throws {
        try content().write(to: path)
        let expected = try bytes(of: path)
        var spool = try GraphSpool(rule: rule, beside: path)
        let graphs = try Samples.graphs()
        for first in stride(from: 0, to: graphs.count, by: slab) {
            var arrays = GraphArrays()
            for graph in graphs[first..<min(first + slab, graphs.count)] { arrays.append(graph) }
            try spool.append(arrays)
        }
        var content = try content()
        content.graphs = spool.graphs
        try content.write(to: path)
        #expect(try bytes(of: path) == expected)
        #expect(try graph(3, of: Dataset(content, named: "memory")) == text(graphs[3]))
        #expect(try directory.names == ["data.h5"])
    }

    /// Many more than are copied at a time.
    @Test func spooledInSlabs() throws {
        let graph = CrystalGraph(elements: [1], edges: [(0..<1000).map { (0, Float($0 + 1) / 1000) }])
        let rule = try GraphRule("1000@8")
        var content = DatasetContent(representation: .composition, elementVectors: .ramp)
        var spool = try GraphSpool(rule: rule, beside: path)
        for row in 0..<3_000 {
            content.append(id: "\(row)", formula: "H", label: "", nodes: [(1, 0, 1, 1)])
            var arrays = GraphArrays()
            arrays.append(graph)
            try spool.append(arrays)
        }
        content.graphs = spool.graphs
        try content.write(to: path)
        let graphs = try #require(try Dataset(path: path).graphs)
        #expect(graphs.edges(of: 2_999) == 2_999_000..<3_000_000 && graphs.distances[2_999_999] == 1 && graphs.distances[2_000_000] == 0.001)
    }

    /// Ranks beside one that has looked at everything take nothing on trust.
    @Test(arguments: [
        ("node_offset", 1, 0, 200, "node_offset[1]"), ("node_offset", 2, 7, 1, "node_offset[2]"), ("node_offset", 2, 0, 2, "node_offset[2]"),
        ("edge_offset", 3, 0, 1, "edge_offset[3]"), ("edge_offset", 3, 7, 9, "edge_offset[3]"), ("element", 2, 0, 0, "element[2]"),
        ("element", 2, 0, 119, "element[2]"), ("multiplicity", 1, 0, 0, "multiplicity[1]"), ("neighbour", 0, 0, 2, "neighbour[0]"),
        ("distance", 1, 3, 0x3f, "distance[1]"), ("distance", 0, 3, 0xc0, "distance[0]"), ("distance", 1, 3, 0x7f, "distance[1]"),
        ("weight", 0, 3, 0x41, "weight[0]"), ("weight", 0, 3, 0xc0, "weight[0]"), ("weight", 0, 3, 0x7f, "weight[0]"),
    ])
    func damageIsFoundWhereItIsAskedFor(array: String, place: Int, byte: Int, value: UInt8, named: String) throws {
        try content().write(to: path)
        let layout = try #require(try Dataset(path: path).layouts.first { $0.name == "graphs/\(array)" })
        var damaged = try bytes(of: path)
        damaged[layout.offset + place * layout.kind.size + byte] = value
        try write(damaged, to: path)
        #expect(throws: DatasetError.self) { try Dataset(path: path) }
        let dataset = try Dataset(path: path, verifying: .structure)
        #expect {
            try dataset.check(graphsOf: 0..<4)
        } throws: {
            "\($0)".hasPrefix("\(path): graphs/\(named): expected ")
        }
    }

    /// What has the right digests and is no graph is refused all the same.
    @Test func whatIsNoGraphIsRefused() throws {
        let heavy = CrystalGraph(elements: [1], edges: [[(0, 1), (0, 2), (0, 3)]])
        for (graphs, rule, named) in [
            (Array(repeating: heavy, count: 4), "2@8", "graphs/weight[0]: expected weights of node 0 that sum to at most 2, found 3.0"),
            (Array(repeating: heavy, count: 4), "12@2.5", "graphs/distance[2]: expected more than 0 and up to 2.5 Å, found 3.0"),
            (Array(repeating: CrystalGraph(elements: [1], edges: [[]]), count: 4), "12@8", "graphs/edge_offset[1]: expected more than 0, found 0"),
            ([heavy], "12@8", "graphs/node_offset: expected 5 places, found 2"),
        ] {
            var content = Samples.wyckoff()
            content.graphs = StoredGraphs(graphs, rule: try GraphRule(rule))
            #expect {
                try Dataset(content, named: "memory")
            } throws: {
                "\($0)" == "memory: \(named)"
            }
        }
    }

    @Test func joinedOnesKeepTheirs() throws {
        try content().write(to: path)
        let own = try Dataset(path: path)
        let other = try Dataset(try content(["n-1", "n-2", "n-3", "n-4"]), named: "other")
        let joined = try Dataset(try DatasetContent(own, adding: [3, 0], of: other), named: "joined")
        let expected = try Samples.graphs().map(text)
        #expect(try (0..<6).map { try graph($0, of: joined) } == expected + [expected[3], expected[0]])
        #expect(try graph(1, of: Dataset(DatasetContent(rows: [0, 2], of: own), named: "some")) == expected[2])
        try DatasetContent(own, adding: [], of: own).write(to: directory.file("again.h5"))
        #expect(try bytes(of: directory.file("again.h5")) == (try bytes(of: path)))
        #expect(try Dataset(try DatasetContent(withoutFeatures: own), named: "copy").graphs?.neighbours.elements == own.graphs?.neighbours.elements)
    }

    @Test func materialsWithoutTheSameGraphsDoNotJoin() throws {
        let own = try Dataset(try content(), named: "own")
        var further = try content()
        further.graphs = StoredGraphs(try Samples.graphs(), rule: try GraphRule("12@7"))
        for (other, found) in [(further, "12@7"), (Samples.described(), "none")] {
            #expect {
                try own.check(canJoin: Dataset(other, named: "other"))
            } throws: {
                "\($0)" == "other: graphs: expected graphs 12@8, as own has it, found \(found)"
            }
        }
        // A data set without graphs takes what it needs of one with them.
        try Samples.described().write(to: path)
        #expect(try DatasetContent(Dataset(path: path), adding: [0], of: own).graphs == nil)
    }
}
