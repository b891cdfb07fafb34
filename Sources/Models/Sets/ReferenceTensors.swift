import Kernels

/// A tensor of the PyTorch reference (`aviary-models` 1.2.1) and where its elements lie in our flat vector.
///
/// The reference keeps f and g of each head apart, each over `h_i ⊕ h_j`; ours are joined, so that one product serves all.
public struct ReferenceTensor {
    public let name: String
    public let shape: [Int]
    /// Place in the flat vector of element (row, column); nil for what has no part in the function: the last bias of a gate, which cancels
    /// in the softmax.
    let place: (Int, Int) -> Int?

    /// - Parameter transposing: the reference's [out × in] against our [in × out], which begins at `first` of the block's columns
    init(_ name: String, _ block: ParameterBlock, rows: Int, columns: Int, first: Int = 0) {
        self.name = name
        shape = [rows, columns]
        place = { row, column in block.offset + column * block.columns + first + row }
    }

    /// A vector, from `first` on of the block's row `row`.
    init(vector name: String, _ block: ParameterBlock, row: Int = 0, first: Int = 0, count: Int) {
        self.name = name
        shape = [count]
        place = { index, _ in block.offset + row * block.columns + first + index }
    }

    init(_ name: String, shape: [Int], place: @escaping (Int, Int) -> Int?) {
        self.name = name
        self.shape = shape
        self.place = place
    }

    var rows: Int { shape[0] }
    var columns: Int { shape.count > 1 ? shape[1] : 1 }
}

extension SetModel {
    /// Every parameter but the embedding tables under the reference's name, in its order.
    public var referenceTensors: [ReferenceTensor] {
        var tensors = embedding.referenceTensors
        for (index, layer) in layers.enumerated() { tensors += layer.referenceTensors(index: index) }
        tensors += pooling.referenceTensors
        tensors += trunk?.referenceTensors("trunk_nn") ?? []
        for (index, output) in outputs.enumerated() { tensors += output.referenceTensors("output_nns.\(index)") }
        return tensors
    }

    /// Takes weights (or gradients) in the reference's layout.
    ///
    /// - Parameter tensors: shape and row-major values of each name
    public func vector(fromReference tensors: [String: ForeignTensor]) throws(ModelError) -> ParameterVector {
        let vector = ParameterVector(layout: layout)
        fillTables(of: vector)
        try vector.fill(referenceTensors, from: tensors)
        return vector
    }
}

extension ParameterVector {
    /// Takes values in the reference's layout.
    ///
    /// - Throws: `ModelError.missingTensor`, `.tensorShape`
    func fill(_ wanted: [ReferenceTensor], from tensors: [String: ForeignTensor]) throws(ModelError) {
        for tensor in wanted {
            guard let found = tensors[tensor.name] else { throw .missingTensor(name: tensor.name) }
            guard found.shape == tensor.shape else { throw .tensorShape(name: tensor.name, expected: tensor.shape, found: found.shape) }
            for row in 0..<tensor.rows {
                for column in 0..<tensor.columns {
                    if let place = tensor.place(row, column) { flat[0, place] = found.values[row * tensor.columns + column] }
                }
            }
        }
    }
}

extension ReferenceTensor {
    /// Its values in the reference's layout, row-major; what has no place here is zero.
    public func values(in vector: ParameterVector) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(rows * columns)
        for row in 0..<rows {
            for column in 0..<columns { values.append(place(row, column).map { vector.flat[0, $0] } ?? 0) }
        }
        return values
    }
}

extension NodeEmbedding {
    var referenceTensors: [ReferenceTensor] {
        let name = wyckoff == nil ? "material_nn.embedding" : "material_nn.elem_embed"
        var tensors = [
            ReferenceTensor("\(name).weight", element, rows: elementWidth, columns: element.rows),
            ReferenceTensor(vector: "\(name).bias", elementBias, count: elementWidth),
        ]
        if let wyckoff, let wyckoffBias {
            tensors += [
                ReferenceTensor("material_nn.sym_embed.weight", wyckoff, rows: wyckoffWidth, columns: wyckoff.rows),
                ReferenceTensor(vector: "material_nn.sym_embed.bias", wyckoffBias, count: wyckoffWidth),
            ]
        }
        return tensors
    }
}

extension MessageLayer {
    func referenceTensors(index: Int) -> [ReferenceTensor] {
        (0..<heads.count).flatMap { head in
            let name = "material_nn.graphs.\(index).pooling.\(head)"
            let (g, m) = (attention.gateWidth, attention.messageWidth)
            let first = head * 2 * (g + m)
            return heads.referenceTensors(name, head: head, messageWidth: m, halves: [(first, first + g), (first + 2 * g, first + 2 * g + m)])
        }
    }
}

extension SetPooling {
    var referenceTensors: [ReferenceTensor] {
        (0..<heads.count).flatMap { head in
            let (g, m) = (attention.gateWidth, attention.messageWidth)
            let first = head * (g + m)
            let name = "material_nn.cry_pool.\(head)"
            return heads.referenceTensors(name, head: head, messageWidth: m, halves: [(first, nil), (first + g, nil)])
        }
    }
}

extension AttentionHeads {
    /// One head: its power, f and g.
    ///
    /// - Parameter halves: of f and of g, the first columns in the joined projection of what multiplies h_i and, in message layers, h_j
    fileprivate func referenceTensors(
        _ name: String, head: Int, messageWidth: Int, halves: [(own: Int, other: Int?)]
    ) -> [ReferenceTensor] {
        let (width, gateWidth) = (shape.width, shape.gateWidth)
        func first(_ half: (own: Int, other: Int?), _ name: String, rows: Int) -> ReferenceTensor {
            ReferenceTensor(name, shape: [rows, half.other == nil ? width : 2 * width]) { row, column in
                if column < width { return projection.offset + column * projection.columns + half.own + row }
                return half.other.map { projection.offset + (column - width) * projection.columns + $0 + row }
            }
        }
        let biasStart = head * (gateWidth + messageWidth)
        return [
            ReferenceTensor(vector: "\(name).pow", power, first: head, count: 1),
            first(halves[0], "\(name).gate_nn.fcs.0.weight", rows: gateWidth),
            ReferenceTensor(vector: "\(name).gate_nn.fcs.0.bias", bias, first: biasStart, count: gateWidth),
            ReferenceTensor("\(name).gate_nn.fc_out.weight", shape: [1, gateWidth]) { _, column in
                gate.offset + head * gate.columns + column
            },
            ReferenceTensor("\(name).gate_nn.fc_out.bias", shape: [1]) { _, _ in nil },
            first(halves[1], "\(name).message_nn.fcs.0.weight", rows: messageWidth),
            ReferenceTensor(vector: "\(name).message_nn.fcs.0.bias", bias, first: biasStart + gateWidth, count: messageWidth),
            ReferenceTensor("\(name).message_nn.fc_out.weight", shape: [width, messageWidth]) { row, column in
                message.offset + (head * messageWidth + column) * message.columns + row
            },
            ReferenceTensor(vector: "\(name).message_nn.fc_out.bias", messageBias, row: head, count: width),
        ]
    }
}

extension ResidualNetwork {
    func referenceTensors(_ name: String) -> [ReferenceTensor] {
        var tensors: [ReferenceTensor] = []
        for (index, block) in blocks.enumerated() {
            tensors.append(ReferenceTensor("\(name).fcs.\(index).weight", block.weight, rows: block.outputs, columns: block.inputs))
            tensors.append(ReferenceTensor(vector: "\(name).fcs.\(index).bias", block.bias, count: block.outputs))
        }
        for (index, block) in blocks.enumerated() where block.skip == .matrix {
            tensors.append(
                ReferenceTensor(
                    "\(name).res_fcs.\(index).weight", block.weight, rows: block.outputs, columns: block.inputs, first: block.outputs))
        }
        tensors.append(ReferenceTensor("\(name).fc_out.weight", last, rows: last.columns, columns: last.rows))
        tensors.append(ReferenceTensor(vector: "\(name).fc_out.bias", lastBias, count: last.columns))
        return tensors
    }
}
