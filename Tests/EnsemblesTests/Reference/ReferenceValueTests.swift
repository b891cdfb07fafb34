import Datasets
import Ensembles
import Foundation
import Kernels
import Materials
import Models
import TestSupport
import Testing

/// Outputs, losses and gradients of the PyTorch reference, from its own weights.
@Suite(.enabled(if: SharedData.isThere, "needs ../shared/reference"))
struct ReferenceValueTests {
    @Test(arguments: ["wren", "roost"], [false, true])
    func rawOutputsLossAndGradientsAreTheReferences(name: String, trainable: Bool) throws {
        let reference = try Reference(name)
        let (model, weights) = try ReferenceWeights.read(reference.weights.tensors, task: .regression(.robustL1), trainableEmbeddings: trainable)

        var batch = Batch(positionCount: WyckoffTable.rowCount)
        for row in reference.rows.indices { try reference.add(row, to: &batch) }
        batch.endSlice()
        let outputs = model.forward(batch, weights: weights, workspace: Workspace(model, bounds: BatchBounds(of: batch), for: .prediction))[0]
        for (row, expected) in reference.rows.enumerated() {
            #expect(abs(outputs[row, 0] - expected.mean) < 1e-5)
            #expect(abs(outputs[row, 1] - expected.logDeviation) < 1e-5)
        }

        batch.removeAll()
        for row in 0..<16 {
            try reference.add(row, to: &batch)
            if row % 5 == 0 { batch.endSlice() }
        }
        let workspace = Workspace(model, bounds: BatchBounds(of: batch), for: .training)
        let few = model.forward(batch, weights: weights, workspace: workspace)[0]
        let targets = reference.rows.prefix(16).map { Float(($0.target - reference.mean) / reference.deviation) }
        let sum = Loss(.regression(.robustL1)).sum(
            few, targets: targets.span, gradient: workspace.resultGradients(rows: 16)[0], scale: 1 / 16)
        #expect(abs(sum.loss / 16 - reference.loss) < 1e-5)

        let gradient = ParameterVector(layout: model.layout)
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace)
        let ours = ReferenceWeights.tensors(of: model, weights: gradient)
        for (tensor, expected) in reference.gradients.tensors where !tensor.hasSuffix("gate_nn.fc_out.bias") {
            if tensor.hasSuffix("embedding.weight") && tensor.contains("_embedding") && !trainable { continue }
            let found = try #require(ours[tensor])
            let largest = expected.values.map(abs).max() ?? 0
            let worst = zip(found.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= 1e-4 * largest, "\(tensor): \(worst) of \(largest)")
        }
    }

    @Test(arguments: ["wren", "roost"])
    func exportGivesTheFileBack(name: String) throws {
        let file = try Reference(name).weights
        let (model, weights) = try ReferenceWeights.read(file.tensors, task: .regression(.robustL1), trainableEmbeddings: true)
        let back = ReferenceWeights.tensors(of: model, weights: weights)
        for (tensor, original) in file.tensors where !tensor.hasSuffix("gate_nn.fc_out.bias") {
            let found = try #require(back[tensor])
            // Our table of elements is longer than the reference's; the empty row of its Wyckoff table is never used.
            let skipped = tensor == "sym_embedding.weight" ? original.shape[1] : 0
            #expect(found.values[skipped..<original.values.count] == original.values[skipped...], "\(tensor)")
        }
    }
}

/// The reference's files of one model.
private struct Reference {
    struct Row {
        let input: String
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

    init(_ name: String) throws {
        weights = try Safetensors(path: try #require(SharedData.path("reference/\(name)_weights.safetensors")))
        gradients = try Safetensors(path: try #require(SharedData.path("reference/\(name)_gradients.safetensors")))
        let facts = try Data(contentsOf: URL(fileURLWithPath: try #require(SharedData.path("reference/\(name).json"))))
        let object = try #require(try JSONSerialization.jsonObject(with: facts) as? [String: Any])
        mean = try #require(object["norm_mean"] as? Double)
        deviation = try #require(object["norm_std"] as? Double)
        loss = try #require(object["grad_loss_f64"] as? Double)
        let text = try String(contentsOfFile: try #require(SharedData.path("reference/\(name)_predictions.csv")), encoding: .utf8)
        rows = try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",")
            return Row(
                input: String(fields[1]), target: try #require(Double(fields[2])), mean: try #require(Float(fields[3])),
                logDeviation: try #require(Float(fields[4])))
        }
    }

    /// Lays one row out as the data set would.
    func add(_ row: Int, to batch: inout Batch) throws {
        let input = rows[row].input
        if input.contains(":") {
            try addWyckoff(try Protostructure(label: input), to: &batch)
        } else {
            let composition = try Composition(input)
            for (component, fraction) in zip(composition.components, composition.fractions) {
                batch.addNode(element: component.element.atomicNumber, position: nil, weight: Float(fraction), count: 1)
            }
            batch.endSet()
        }
        batch.endMaterial(row: row)
    }

    private func addWyckoff(_ protostructure: Protostructure, to batch: inout Batch) throws {
        let table = WyckoffTable.standard
        let total = Float(protostructure.conventionalSiteCount)
        let elements = protostructure.positions.map(\.element.atomicNumber)
        let rows = protostructure.positions.map(\.row)
        let counts = [UInt8](repeating: 1, count: rows.count)
        for place in table.distinctRelabellings(elements: elements, rows: rows, counts: counts) {
            let relabelling = table.relabellings(protostructure.spaceGroup)[place]
            for (element, row) in zip(elements, rows) {
                batch.addNode(
                    element: element, position: Int(relabelling[Int(row) - table.firstRow(protostructure.spaceGroup)]),
                    weight: Float(table.position(Int(row)).multiplicity) / total, count: 1)
            }
            batch.endSet()
        }
    }
}
