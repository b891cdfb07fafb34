import Kernels
import Materials

/// Weights of a CGCNN under the names of the PyTorch reference (`aviary-models` 1.2.1), running statistics and element vectors included.
public enum CrystalReferenceWeights: ForeignWeights {
    private static let embedding = "node_nn.embedding"
    private static func convolution(_ index: Int) -> String { "node_nn.convs.\(index)" }

    public static func recognises(_ tensors: [String: ForeignTensor]) -> Bool { tensors["\(embedding).weight"] != nil }

    public static func read(
        _ tensors: [String: ForeignTensor], task: Task
    ) throws(ModelError) -> (settings: any ModelSettings, model: any Model, weights: any MemberWeights) {
        let (model, weights) = try read(crystals: tensors, task: task)
        return (model.settings, model, weights)
    }

    /// The tensors say nothing of graphs: 12 neighbours and functions 0.2 Å apart are the reference's in all that is published.
    static func read(crystals tensors: [String: ForeignTensor], task: Task) throws(ModelError) -> (model: CrystalModel, weights: ParameterVector) {
        func shape(_ name: String) throws(ModelError) -> [Int] {
            guard let tensor = tensors[name] else { throw .missingTensor(name: name) }
            guard tensor.shape.count == 2 else { throw .tensorShape(name: name, expected: [0, 0], found: tensor.shape) }
            return tensor.shape
        }
        func count(_ name: (Int) -> String) -> Int {
            var count = 0
            while tensors[name(count)] != nil { count += 1 }
            return count
        }
        let width = try shape("\(embedding).weight")[0]
        let whole = try shape("\(convolution(0)).fc_full.weight")
        let functions = whole[1] - 2 * width
        var settings = CrystalSettings()
        guard functions > 1, let rule = try? GraphRule("\(settings.graphs.neighbours)@\(Double(functions - 1) * settings.step)") else {
            throw .tensorShape(name: "\(convolution(0)).fc_full.weight", expected: [2 * width, 2 * width + 41], found: whole)
        }
        settings.graphs = rule
        settings.nodeWidth = width
        settings.layers = count { "\(convolution($0)).fc_full.weight" }
        settings.trunk = []
        for index in 0..<count({ "trunk_nn.fcs.\($0).weight" }) { settings.trunk.append(try shape("trunk_nn.fcs.\(index).weight")[0]) }
        settings.output = [try shape("trunk_nn.fc_out.weight")[0]]
        for index in 0..<count({ "output_nns.0.fcs.\($0).weight" }) { settings.output.append(try shape("output_nns.0.fcs.\(index).weight")[0]) }
        let tables = EmbeddingTables(try ReferenceWeights.elementVectors(tensors), positions: nil)
        let model = try CrystalModel(settings, tasks: try ReferenceWeights.tasks(of: tensors, task), tables: tables)
        let weights = ParameterVector(layout: model.layout)
        var padded = tensors
        padded[ReferenceWeights.elementTable] = ForeignTensor(
            shape: [tables.elements.rows, tables.elements.columns], values: tables.vectors.values)
        try weights.fill(model.referenceTensors, from: padded)
        return (model, weights)
    }

    public static func tensors(_ model: any Model, weights: any MemberWeights) throws -> [String: ForeignTensor] {
        guard let model = model as? CrystalModel, let weights = weights as? ParameterVector else {
            throw ModelMismatch(expected: "CGCNN", found: "another kind of model")
        }
        var tensors: [String: ForeignTensor] = [:]
        for tensor in model.referenceTensors { tensors[tensor.name] = ForeignTensor(shape: tensor.shape, values: tensor.values(in: weights)) }
        if model.embedding.table == nil {
            let elements = model.tables.elements
            tensors[ReferenceWeights.elementTable] = ForeignTensor(shape: [elements.rows, elements.columns], values: elements.elements)
        }
        // How many batches the statistics have seen is asked for by the reference's reader and used by nobody.
        for index in model.convolutions.indices {
            for norm in ["bn1", "bn2"] { tensors["\(convolution(index)).\(norm).num_batches_tracked"] = ForeignTensor(shape: [], values: [0]) }
        }
        return tensors
    }
}

extension CrystalModel {
    /// Every parameter and statistic under the reference's name.
    var referenceTensors: [ReferenceTensor] {
        let width = settings.nodeWidth
        var tensors = [
            ReferenceTensor("node_nn.embedding.weight", embedding.weight, rows: width, columns: embedding.weight.rows),
            ReferenceTensor(vector: "node_nn.embedding.bias", embedding.bias, count: width),
        ]
        if let table = embedding.table {
            tensors.append(ReferenceTensor(ReferenceWeights.elementTable, shape: [table.rows, table.columns]) { row, column in
                table.offset + row * table.columns + column
            })
        }
        for (index, convolution) in convolutions.enumerated() {
            let name = "node_nn.convs.\(index)"
            let (projection, expansion) = (convolution.projection, convolution.expansion)
            // The reference's inputs are v_i ⊕ v_j ⊕ u, ours A and B side by side.
            tensors.append(ReferenceTensor("\(name).fc_full.weight", shape: [2 * width, 2 * width + expansion.rows]) { row, column in
                if column < width { return projection.offset + column * projection.columns + row }
                if column < 2 * width { return projection.offset + (column - width) * projection.columns + 2 * width + row }
                return expansion.offset + (column - 2 * width) * expansion.columns + row
            })
            tensors.append(ReferenceTensor(vector: "\(name).fc_full.bias", convolution.bias, count: 2 * width))
            for (norm, own) in [("bn1", norms[index].edges), ("bn2", norms[index].nodes)] {
                for (part, block) in [("weight", own.gain), ("bias", own.bias), ("running_mean", own.mean), ("running_var", own.variance)] {
                    tensors.append(ReferenceTensor(vector: "\(name).\(norm).\(part)", block, count: block.columns))
                }
            }
        }
        tensors += trunk.referenceTensors("trunk_nn")
        for (index, output) in outputs.enumerated() { tensors += output.referenceTensors("output_nns.\(index)") }
        return tensors
    }
}
