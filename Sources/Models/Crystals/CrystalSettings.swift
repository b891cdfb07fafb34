import Materials

/// The sizes of a crystal graph network. The defaults are those of the reference.
public struct CrystalSettings: ModelSettings {
    /// Which graphs it reads.
    public var graphs: GraphRule
    /// d, the width of a node's vector.
    public var nodeWidth = 64
    /// Convolutions.
    public var layers = 4
    /// Å between the Gaussians that a distance is expanded in, and the width of each.
    public var step = 0.2
    /// Widths of the trunk's hidden layers.
    public var trunk = [128]
    /// Width of the trunk's last affine map, then those of each target's hidden layers.
    public var output = [128, 128]
    /// Whether the element vectors are learnt too, as the reference does, or fixed inputs.
    public var trainableEmbeddings = true

    public init(graphs: GraphRule = .standard) { self.graphs = graphs }

    /// Refuses sizes that make no sense.
    public func validate() throws(ModelError) {
        // Convolutions run on whole vectors of sixteen, filter and core two at a time.
        try require("node-width", nodeWidth, 32...4096, multipleOf: 32)
        try require("layers", layers, 1...64)
        guard step.isFinite, step > 0, step <= graphs.cutoff, graphs.cutoff / step <= 4096 else {
            throw .setting(name: "step", problem: "model.step is \(step); it must be between a 4096th of the graphs' cutoff, \(graphs.cutoff) Å, and that")
        }
        guard trunk.count <= 64 else { throw .size(name: "layers of model.trunk", found: trunk.count, range: 0...64, factor: 1) }
        for width in trunk { try require("trunk", width, 1...65536) }
        for width in output { try require("output", width, 1...65536) }
        guard (1...64).contains(output.count) else { throw .size(name: "layers of model.output", found: output.count, range: 1...64, factor: 1) }
    }
}

extension CrystalSettings {
    private enum CodingKeys: String, CodingKey { case kind, graphs, nodeWidth, layers, step, trunk, output, trainableEmbeddings }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(graphs: try values.decode(GraphRule.self, forKey: .graphs))
        nodeWidth = try values.decode(Int.self, forKey: .nodeWidth)
        layers = try values.decode(Int.self, forKey: .layers)
        step = try values.decode(Double.self, forKey: .step)
        trunk = try values.decode([Int].self, forKey: .trunk)
        output = try values.decode([Int].self, forKey: .output)
        trainableEmbeddings = try values.decode(Bool.self, forKey: .trainableEmbeddings)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kindName, forKey: .kind)
        try values.encode(graphs, forKey: .graphs)
        try values.encode(nodeWidth, forKey: .nodeWidth)
        try values.encode(layers, forKey: .layers)
        try values.encode(step, forKey: .step)
        try values.encode(trunk, forKey: .trunk)
        try values.encode(output, forKey: .output)
        try values.encode(trainableEmbeddings, forKey: .trainableEmbeddings)
    }
}
