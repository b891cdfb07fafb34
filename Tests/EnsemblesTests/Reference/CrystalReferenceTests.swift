import Datasets
import Ensembles
import Foundation
import Kernels
import Materials
import Models
import TestSupport
import Testing

/// Outputs, losses and gradients of the PyTorch reference's CGCNN, from its own weights, on its own lists of neighbours and on ours.
@Suite(.enabled(if: SharedData.isThere, "needs ../shared/reference"))
struct CrystalReferenceTests {
    @Test func rawOutputsOnTheReferencesNeighbours() throws {
        let reference = try CrystalReference()
        let (model, weights) = try reference.model()
        let outputs = try outputs(model, weights, try reference.listedGraphs())
        for (row, output) in outputs.enumerated() {
            let expected = reference.rows[row]
            #expect(abs(output.0 - expected.mean) < 1e-5, "\(expected.id)")
            #expect(abs(output.1 - expected.logDeviation) < 1e-5, "\(expected.id)")
        }
    }

    /// Like atoms taken together; where the twelfth place is a tie, the reference has cut it somewhere, and its outputs are those of that cut.
    @Test func rawOutputsOnOurGraphs() throws {
        let reference = try CrystalReference()
        let (model, weights) = try reference.model()
        let graphs = try reference.structures().map { try CrystalGraph($0, rule: .standard) }
        let whole = graphs.enumerated().filter { _, graph in graph.weights.allSatisfy { abs($0 - $0.rounded()) < 1e-4 } }.map(\.offset)
        #expect(whole.count > 100)
        let outputs = try outputs(model, weights, graphs)
        var far = 0
        for row in whole where abs(outputs[row].0 - reference.rows[row].mean) > 2e-5 || abs(outputs[row].1 - reference.rows[row].logDeviation) > 2e-5 {
            far += 1
        }
        #expect(far == 0, "of \(whole.count)")
    }

    @Test func lossAndGradientsAreTheReferences() throws {
        let reference = try CrystalReference()
        let (model, weights) = try reference.model()
        let graphs = Array(try reference.listedGraphs().prefix(16))
        let dataset = try CrystalReference.dataset(graphs)
        var learner = try model.learner(ModelInputs(dataset, rows: 0..<16), for: .training, account: nil)
        let rows = Array(0..<16)
        learner.layOut(rows[...], sliceSize: 5, draws: EpochDraws(seed: 1, member: 0, epoch: 1, drawsRepresentations: false))
        let outputs = try learner.learntOutputs(weights: weights, sums: WholeBatch())[0]
        let targets = reference.rows.prefix(16).map { Float(($0.target - reference.mean) / reference.deviation) }
        let sum = Loss(.regression(.robustL1)).sum(outputs, targets: targets.span, gradient: learner.outputGradients(rows: 16)[0], scale: 1 / 16)
        #expect(abs(sum.loss / 16 - reference.loss) < 1e-5)
        let gradient = ParameterVector(layout: model.layout)
        try learner.backward(weights: weights, gradient: gradient, includingMessages: true, sums: WholeBatch())
        let ours = try CrystalReferenceWeights.tensors(model, weights: gradient)
        for (tensor, expected) in reference.gradients.tensors where !tensor.hasSuffix("fc_full.bias") {
            let found = try #require(ours[tensor])
            let largest = expected.values.map(abs).max() ?? 0
            let worst = zip(found.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= 1e-4 * largest, "\(tensor): \(worst) of \(largest)")
        }
    }

    @Test func exportGivesTheFileBack() throws {
        let reference = try CrystalReference()
        let (model, weights) = try reference.model()
        let back = try CrystalReferenceWeights.tensors(model, weights: weights)
        for (tensor, original) in reference.weights.tensors where !tensor.hasSuffix("num_batches_tracked") {
            let found = try #require(back[tensor])
            // Our table of elements is longer than the reference's.
            #expect(Array(found.values.prefix(original.values.count)) == original.values, "\(tensor)")
        }
        #expect(Set(back.keys) == Set(reference.weights.tensors.keys))
    }

    private func outputs(_ model: CrystalModel, _ weights: ParameterVector, _ graphs: [CrystalGraph]) throws -> [(Float, Float)] {
        let dataset = try CrystalReference.dataset(graphs)
        var learner = try model.learner(ModelInputs(dataset, rows: graphs.indices), for: .prediction, account: nil)
        let rows = Array(graphs.indices)
        learner.layOut(rows[...], sliceSize: nil, draws: nil)
        let outputs = learner.outputs(weights: weights)[0]
        return rows.map { (outputs[$0, 0], outputs[$0, 1]) }
    }
}

/// The reference's files.
private struct CrystalReference {
    struct Row {
        let id: String
        let target: Double
        let mean: Float
        let logDeviation: Float
    }

    let weights: Safetensors
    let gradients: Safetensors
    let rows: [Row]
    let mean: Double
    let deviation: Double
    let loss: Double

    init() throws {
        weights = try Safetensors(path: try #require(SharedData.path("reference/cgcnn_weights.safetensors")))
        gradients = try Safetensors(path: try #require(SharedData.path("reference/cgcnn_gradients.safetensors")))
        let facts = try Data(contentsOf: URL(fileURLWithPath: try #require(SharedData.path("reference/cgcnn.json"))))
        let object = try #require(try JSONSerialization.jsonObject(with: facts) as? [String: Any])
        mean = try #require(object["norm_mean"] as? Double)
        deviation = try #require(object["norm_std"] as? Double)
        loss = try #require(gradients.metadata["loss"].flatMap { Double($0) })
        let text = try String(contentsOfFile: try #require(SharedData.path("reference/cgcnn_predictions.csv")), encoding: .utf8)
        rows = try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",")
            return Row(
                id: String(fields[0]), target: try #require(Double(fields[1])), mean: try #require(Float(fields[2])),
                logDeviation: try #require(Float(fields[3])))
        }
    }

    func model() throws -> (CrystalModel, ParameterVector) {
        let read = try CrystalReferenceWeights.read(weights.tensors, task: .regression(.robustL1))
        return (try #require(read.model as? CrystalModel), try #require(read.weights as? ParameterVector))
    }

    /// Of every row, in order.
    func structures() throws -> [Structure] {
        var source = try RecordSource(paths: [try #require(SharedData.path("data/mp_structures.csv.gz"))], options: InputOptions(structure: "cif"))
        var found: [String: Structure] = [:]
        let wanted = Set(rows.map(\.id))
        while let record = try source.next() {
            if wanted.contains(record.id) { found[record.id] = try record.structure() }
        }
        return try rows.map { try #require(found[$0.id]) }
    }

    /// The lists of neighbours of the first rows, as they stand.
    func listedGraphs() throws -> [CrystalGraph] {
        var reader = try TableReader(path: try #require(SharedData.path("reference/cgcnn_neighbours.csv.gz")))
        var lists: [String: [[(neighbour: Int, distance: Float)]]] = [:]
        var row = TableRow()
        while try reader.next(into: &row) {
            let id = try #require(row.text(0))
            let atom = try #require(row.text(1).flatMap { Int($0) })
            var list = lists[id] ?? []
            while list.count <= atom { list.append([]) }
            list[atom].append((try #require(row.text(2).flatMap { Int($0) }), try #require(row.text(3).flatMap { Float($0) })))
            lists[id] = list
        }
        let structures = try structures()
        return try rows.prefix(lists.count).enumerated().map { row, reference in
            CrystalGraph(elements: structures[row].sites.map(\.element.atomicNumber), edges: try #require(lists[reference.id]))
        }
    }

    /// Graphs as a data set, whose own element vectors nobody reads.
    static func dataset(_ graphs: [CrystalGraph]) throws -> Dataset {
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for (row, graph) in graphs.enumerated() {
            content.append(id: "\(row)", formula: "X", label: "", nodes: [(graph.elements[0], 0, 1, 1)])
        }
        content.graphs = StoredGraphs(graphs, rule: .standard)
        return try Dataset(content, named: "reference")
    }
}
