/// The sizes of a Transformer over sequences of sites.
public struct GeneratorSettings: ModelSettings {
    /// In which order the sites of a material are written.
    public enum SiteOrder: String, Codable, Sendable, CaseIterable {
        /// By electronegativity and letter: a material is one sequence, and its probability is known.
        case canonical
        /// Any, drawn anew in every epoch: a sequence can be gone on with from whatever sites there are, and nats are those of a sequence.
        case random
    }

    public var order = SiteOrder.canonical
    /// Whether a material is all its equivalent choices of an origin, or the one with the canonical letters.
    public var relabelled = true
    /// d, the width of a token's vector.
    public var width = 64
    public var layers = 3
    public var heads = 4
    /// Width of the layer between the two products of each layer's second half.
    public var inner = 256
    /// Width of the output networks' hidden layer.
    public var output = 128
    /// Share of each branch's outputs that training drops.
    public var dropout = 0.3
    /// Share of the materials of an epoch of which one element is replaced by a related one (`ElementKinship`): what keeps a few thousand materials from
    /// being learnt by heart.
    public var substitution = 0.4
    /// Share of what tokens say that is hidden in training: whatever follows must not hang on one of it.
    public var masking = 0.1
    /// Sites of a material at most.
    public var sites = 64

    public init() {}

    /// Refuses sizes that make no sense.
    public func validate() throws(ModelError) {
        try require("heads", heads, 1...64)
        // Attention runs on whole vectors of sixteen for each head.
        try require("width", width, 16 * heads...4096, multipleOf: 16 * heads)
        try require("layers", layers, 1...64)
        try require("inner", inner, 16...16384, multipleOf: 16)
        try require("output", output, 16...16384, multipleOf: 16)
        try require("sites", sites, 1...127)
        guard dropout >= 0, dropout < 1 else {
            throw .setting(name: "dropout", problem: "model.dropout is \(dropout); it must be at least 0 and less than 1")
        }
        guard masking >= 0, masking < 1 else {
            throw .setting(name: "masking", problem: "model.masking is \(masking); it must be at least 0 and less than 1")
        }
        guard substitution >= 0, substitution <= 1 else {
            throw .setting(name: "substitution", problem: "model.substitution is \(substitution); it must be a share, 0 to 1")
        }
    }
}

extension GeneratorSettings {
    private enum CodingKeys: String, CodingKey { case kind, order, relabelled, width, layers, heads, inner, output, dropout, substitution, masking, sites }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        order = try values.decode(SiteOrder.self, forKey: .order)
        relabelled = try values.decode(Bool.self, forKey: .relabelled)
        width = try values.decode(Int.self, forKey: .width)
        layers = try values.decode(Int.self, forKey: .layers)
        heads = try values.decode(Int.self, forKey: .heads)
        inner = try values.decode(Int.self, forKey: .inner)
        output = try values.decode(Int.self, forKey: .output)
        dropout = try values.decode(Double.self, forKey: .dropout)
        substitution = try values.decode(Double.self, forKey: .substitution)
        masking = try values.decode(Double.self, forKey: .masking)
        sites = try values.decode(Int.self, forKey: .sites)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kindName, forKey: .kind)
        try values.encode(order, forKey: .order)
        try values.encode(relabelled, forKey: .relabelled)
        try values.encode(width, forKey: .width)
        try values.encode(layers, forKey: .layers)
        try values.encode(heads, forKey: .heads)
        try values.encode(inner, forKey: .inner)
        try values.encode(output, forKey: .output)
        try values.encode(dropout, forKey: .dropout)
        try values.encode(substitution, forKey: .substitution)
        try values.encode(masking, forKey: .masking)
        try values.encode(sites, forKey: .sites)
    }
}
