/// The sizes of a set model. The defaults are those of the thesis (tables A.1 and A.3).
public struct SetSettings: ModelSettings {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A set of elements, weighted by atomic fraction.
        case roost
        /// A set of occupied Wyckoff positions, weighted by multiplicity.
        case wren
        /// Wren as it was in 2020: positions are told apart by letter and multiplicity, and a material has one representation.
        case wrenLetters = "wren-letters"
    }

    public var kind: Kind
    /// Width of the learnt element part of a node's vector; Roost adds one place for the weight.
    public var elementWidth: Int
    /// Width of the learnt Wyckoff part; 0 for Roost.
    public var wyckoffWidth: Int
    /// Message layers.
    public var layers: Int
    public var heads: Int
    /// Hidden widths of f (gate) and g (message) in message layers.
    public var gateWidth: Int
    public var messageWidth: Int
    public var poolingHeads: Int
    public var poolingGateWidth: Int
    public var poolingMessageWidth: Int
    /// Widths of the trunk's residual blocks.
    public var trunk: [Int]
    /// Width of the trunk's last affine map, then those of each target's residual blocks.
    public var output: [Int]
    /// Whether a node is its own neighbour.
    public var selfPairs: Bool
    /// Whether the element and Wyckoff vectors are learnt too, as the reference does, or fixed inputs, as in the thesis.
    public var trainableEmbeddings: Bool
    /// What an ablation leaves out.
    public private(set) var omitted: [ModelPart] = []

    public init(kind: Kind) {
        self.kind = kind
        layers = 3
        gateWidth = 256
        messageWidth = 256
        poolingGateWidth = 256
        poolingMessageWidth = 256
        selfPairs = true
        trainableEmbeddings = false
        switch kind {
        case .roost:
            elementWidth = 63
            wyckoffWidth = 0
            heads = 3
            poolingHeads = 3
            trunk = [1024, 512]
            output = [256, 128, 64]
        case .wren, .wrenLetters:
            elementWidth = 32
            wyckoffWidth = 32
            heads = 1
            poolingHeads = 1
            trunk = [256, 256]
            output = [128, 64]
        }
    }

    /// Leaves parts out, in one order whatever theirs.
    public mutating func omit(_ parts: some Sequence<ModelPart>) { omitted = Set(parts).sorted() }

    /// As a sentence names them, with commas; empty where the model is whole.
    public var omittedNames: String { omitted.map(\.rawValue).joined(separator: ", ") }

    public func has(_ part: ModelPart) -> Bool { !omitted.contains(part) }

    /// d, the width of a node's vector.
    public var nodeWidth: Int { kind.hasPositions ? elementWidth + wyckoffWidth : elementWidth + 1 }

    /// Refuses sizes that make no sense.
    public func validate() throws(ModelError) {
        try require("element-width", elementWidth, 1...4096)
        try require("wyckoff-width", wyckoffWidth, kind.hasPositions ? 1...4096 : 0...0)
        try require("layers", layers, 1...64)
        try require("heads", heads, 1...64)
        try require("pooling-heads", poolingHeads, 1...64)
        // Attention runs on whole vectors of sixteen.
        try require("gate-width", gateWidth, 16...4096, multipleOf: 16)
        try require("message-width", messageWidth, 16...4096, multipleOf: 16)
        try require("pooling-gate-width", poolingGateWidth, 16...4096, multipleOf: 16)
        try require("pooling-message-width", poolingMessageWidth, 16...4096, multipleOf: 16)
        guard trunk.count <= 64 else { throw .size(name: "layers of model.trunk", found: trunk.count, range: 0...64, factor: 1) }
        for width in trunk { try require("trunk", width, 1...65536) }
        for width in output { try require("output", width, 1...65536) }
        guard (1...64).contains(output.count) else { throw .size(name: "layers of model.output", found: output.count, range: 1...64, factor: 1) }
    }
}

extension SetSettings {
    /// A bundle or checkpoint that was written before there were ablations leaves nothing out.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(kind: try values.decode(Kind.self, forKey: .kind))
        elementWidth = try values.decode(Int.self, forKey: .elementWidth)
        wyckoffWidth = try values.decode(Int.self, forKey: .wyckoffWidth)
        layers = try values.decode(Int.self, forKey: .layers)
        heads = try values.decode(Int.self, forKey: .heads)
        gateWidth = try values.decode(Int.self, forKey: .gateWidth)
        messageWidth = try values.decode(Int.self, forKey: .messageWidth)
        poolingHeads = try values.decode(Int.self, forKey: .poolingHeads)
        poolingGateWidth = try values.decode(Int.self, forKey: .poolingGateWidth)
        poolingMessageWidth = try values.decode(Int.self, forKey: .poolingMessageWidth)
        trunk = try values.decode([Int].self, forKey: .trunk)
        output = try values.decode([Int].self, forKey: .output)
        selfPairs = try values.decode(Bool.self, forKey: .selfPairs)
        trainableEmbeddings = try values.decode(Bool.self, forKey: .trainableEmbeddings)
        omit(try values.decodeIfPresent([ModelPart].self, forKey: .omitted) ?? [])
    }
}
