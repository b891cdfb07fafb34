import Kernels
import Materials

/// Weights under the names of the PyTorch reference (`aviary-models` 1.2.1), embedding tables included.
public enum ReferenceWeights: ForeignWeights {
    static let elementTable = "elem_embedding.weight"
    static let wyckoffTable = "sym_embedding.weight"

    public static func recognises(_ tensors: [String: ForeignTensor]) -> Bool {
        tensors[elementTable] != nil && !CrystalReferenceWeights.recognises(tensors)
    }

    public static func read(
        _ tensors: [String: ForeignTensor], task: Task
    ) throws(ModelError) -> (settings: any ModelSettings, model: any Model, weights: any MemberWeights) {
        let (model, weights) = try read(tensors, task: task, trainableEmbeddings: true)
        return (model.configuration, model, weights)
    }

    /// - Parameter task: of every target; the reference's robust losses have two outputs, and its σ neither floor nor scale
    public static func read(
        _ tensors: [String: ForeignTensor], task: Task, trainableEmbeddings: Bool
    ) throws(ModelError) -> (model: SetModel, weights: ParameterVector) {
        let vectors = try elementVectors(tensors)
        let tables = EmbeddingTables(vectors, positions: try wyckoffVectors(tensors))
        let configuration = try configuration(of: tensors, trainableEmbeddings: trainableEmbeddings)
        let model = try SetModel(configuration, tasks: try tasks(of: tensors, task), tables: tables)
        return (model, try model.vector(fromReference: tensors))
    }

    /// The reference's element vectors, with zeros for elements that it does not know.
    static func elementVectors(_ tensors: [String: ForeignTensor]) throws(ModelError) -> ElementVectors {
        guard let elements = tensors[elementTable] else { throw .missingTensor(name: elementTable) }
        guard elements.shape.count == 2, elements.shape[0] <= Element.count + 1, elements.shape[1] > 0 else {
            throw .tensorShape(name: elementTable, expected: [Element.count + 1, 200], found: elements.shape)
        }
        let dimension = elements.shape[1]
        let padding = [Float](repeating: 0, count: (Element.count + 1 - elements.shape[0]) * dimension)
        return ElementVectors(
            name: "reference", dimension: dimension, values: elements.values + padding,
            isPresent: (0...Element.count).map { $0 > 0 && $0 < elements.shape[0] })
    }

    public static func tensors(_ model: any Model, weights: any MemberWeights) throws -> [String: ForeignTensor] {
        guard let model = model as? SetModel, let weights = weights as? ParameterVector else {
            throw ModelMismatch(expected: "Roost or Wren", found: "another kind of model")
        }
        guard model.configuration.omitted.isEmpty else {
            throw ModelMismatch(expected: "a whole model", found: "a model without \(model.configuration.omittedNames); the reference has no such model")
        }
        return tensors(of: model, weights: weights)
    }

    /// A member under the reference's names.
    public static func tensors(of model: SetModel, weights: ParameterVector) -> [String: ForeignTensor] {
        var tensors: [String: ForeignTensor] = [:]
        for tensor in model.referenceTensors {
            tensors[tensor.name] = ForeignTensor(shape: tensor.shape, values: tensor.values(in: weights))
        }
        let (elements, positions) = model.embeddingTables(in: weights)
        tensors[elementTable] = ForeignTensor(shape: [elements.rows, elements.columns], values: elements.elements)
        if let positions {
            var values = [Float](repeating: 0, count: (positions.rows + 1) * positions.columns)
            let own = positions.elements
            for row in 0..<positions.rows {
                let first = referenceRow(row) * positions.columns
                values.replaceSubrange(first..<(first + positions.columns), with: own[(row * positions.columns)..<((row + 1) * positions.columns)])
            }
            tensors[wyckoffTable] = ForeignTensor(shape: [positions.rows + 1, positions.columns], values: values)
        }
        return tensors
    }

    /// The reference's row of one of ours: behind an empty one, groups ascending and in each the letters descending.
    package static func referenceRow(_ row: Int) -> Int {
        let table = WyckoffTable.standard
        let group = table.spaceGroup(ofRow: row)
        let (first, count) = (table.firstRow(group), table.letterCount(group))
        return 1 + first + count - 1 - (row - first)
    }

    private static func wyckoffVectors(_ tensors: [String: ForeignTensor]) throws(ModelError) -> Matrix? {
        guard let tensor = tensors[wyckoffTable] else { return nil }
        guard tensor.shape.count == 2, tensor.shape[0] == WyckoffTable.rowCount + 1 else {
            throw .tensorShape(name: wyckoffTable, expected: [WyckoffTable.rowCount + 1, 444], found: tensor.shape)
        }
        let columns = tensor.shape[1]
        let matrix = Matrix(packedRows: WyckoffTable.rowCount, columns: columns)
        for row in 0..<WyckoffTable.rowCount {
            let first = referenceRow(row) * columns
            matrix.rows(row..<(row + 1)).copy(from: Array(tensor.values[first..<(first + columns)]).span)
        }
        return matrix
    }

    private static func configuration(of tensors: [String: ForeignTensor], trainableEmbeddings: Bool) throws(ModelError) -> SetSettings {
        let hasPositions = tensors[wyckoffTable] != nil
        func rows(_ name: String) throws(ModelError) -> Int {
            guard let tensor = tensors[name], let rows = tensor.shape.first else { throw .missingTensor(name: name) }
            return rows
        }
        func count(_ name: (Int) -> String) -> Int {
            var count = 0
            while tensors[name(count)] != nil { count += 1 }
            return count
        }
        let message = "material_nn.graphs.0.pooling.0"
        let pooling = "material_nn.cry_pool.0"
        var configuration = SetSettings(kind: hasPositions ? .wren : .roost)
        configuration.trainableEmbeddings = trainableEmbeddings
        configuration.elementWidth = try rows(hasPositions ? "material_nn.elem_embed.weight" : "material_nn.embedding.weight")
        configuration.wyckoffWidth = hasPositions ? try rows("material_nn.sym_embed.weight") : 0
        configuration.layers = count { "material_nn.graphs.\($0).pooling.0.pow" }
        configuration.heads = count { "material_nn.graphs.0.pooling.\($0).pow" }
        configuration.poolingHeads = count { "material_nn.cry_pool.\($0).pow" }
        configuration.gateWidth = try rows("\(message).gate_nn.fcs.0.weight")
        configuration.messageWidth = try rows("\(message).message_nn.fcs.0.weight")
        configuration.poolingGateWidth = try rows("\(pooling).gate_nn.fcs.0.weight")
        configuration.poolingMessageWidth = try rows("\(pooling).message_nn.fcs.0.weight")
        configuration.trunk = []
        for index in 0..<count({ "trunk_nn.fcs.\($0).weight" }) { configuration.trunk.append(try rows("trunk_nn.fcs.\(index).weight")) }
        configuration.output = [try rows("trunk_nn.fc_out.weight")]
        for index in 0..<count({ "output_nns.0.fcs.\($0).weight" }) {
            configuration.output.append(try rows("output_nns.0.fcs.\(index).weight"))
        }
        return configuration
    }

    static func tasks(of tensors: [String: ForeignTensor], _ task: Task) throws(ModelError) -> [Task] {
        var tasks: [Task] = []
        while let tensor = tensors["output_nns.\(tasks.count).fc_out.weight"] {
            guard tensor.shape.first == task.outputs else {
                throw .tensorShape(name: "output_nns.\(tasks.count).fc_out.weight", expected: [task.outputs, tensor.shape.last ?? 0], found: tensor.shape)
            }
            tasks.append(task)
        }
        guard !tasks.isEmpty else { throw .missingTensor(name: "output_nns.0.fc_out.weight") }
        return tasks
    }
}
