import Datasets
import Kernels
import Materials
import Models
import Testing

/// A data set of made-up graphs: nodes with multiplicities, edges with weights, of all sizes down to one node.
struct CrystalFixture {
    static let count = 12
    let dataset: Dataset

    /// - Parameter graphs: nil: made-up ones
    init(_ graphs: [CrystalGraph]? = nil) throws {
        let graphs = graphs ?? (0..<Self.count).map { Self.graph($0) }
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for (row, graph) in graphs.enumerated() {
            content.append(id: "c-\(row)", formula: "X", label: "", nodes: [(graph.elements[0], 0, 1, 1)])
        }
        content.graphs = StoredGraphs(graphs, rule: .standard)
        dataset = try Dataset(content, named: "made-up graphs")
    }

    static func random(_ row: Int) -> CounterRandom { CounterRandom(seed: 31, member: row, purpose: .test) }

    /// Of 1 to 5 nodes, with 3 edges of each.
    static func graph(_ row: Int) -> CrystalGraph {
        let random = random(row)
        let nodes = 1 + row % 5
        let lists = (0..<nodes).map { node in
            (0..<3).map { edge in
                let place = 8 * (node * 3 + edge)
                return (neighbour: random.integer(below: nodes, at: place), distance: Float(1.5 + 5 * random.fraction(at: place + 1)))
            }.sorted { ($0.distance, $0.neighbour) < ($1.distance, $1.neighbour) }
        }
        return CrystalGraph(elements: (0..<nodes).map { UInt8(1 + random.integer(below: 80, at: 1000 + $0)) }, edges: lists)
    }

    static var settings: CrystalSettings {
        var settings = CrystalSettings()
        settings.nodeWidth = 32
        settings.layers = 2
        settings.trunk = [24]
        settings.output = [20, 16]
        return settings
    }

    func model(_ settings: CrystalSettings = settings, tasks: [Task] = [.regression(.l2)]) throws -> CrystalModel {
        try #require(try settings.model(tasks, for: dataset, training: Array(0..<dataset.count), besides: []) as? CrystalModel)
    }

    func learner(_ model: CrystalModel, for purpose: ModelPurpose = .training) throws -> any GradientLearner {
        try model.learner(ModelInputs(dataset, rows: 0..<dataset.count), for: purpose, account: nil)
    }

    static let draws = EpochDraws(seed: 5, member: 1, epoch: 3, drawsRepresentations: false)

    /// Running statistics that are not those of a beginning.
    static func moved(_ weights: ParameterVector) {
        for (number, block) in weights.layout.blocks.enumerated() where block.name.hasSuffix(".mean") || block.name.hasSuffix(".variance") {
            let random = CounterRandom(seed: 3, member: number, purpose: .test)
            for column in 0..<block.columns { weights[block][0, column] += 0.3 * random.uniform(at: column) }
        }
    }
}
