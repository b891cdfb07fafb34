/// A part of a model that an ablation leaves out (thesis 4.6, table 4.3).
public enum ModelPart: String, Codable, Sendable, CaseIterable, Comparable {
    /// Elements are told apart by one-hot vectors instead of given ones.
    case elementVectors = "element-vectors"
    /// The weight in a node's vector; its place stays empty.
    case nodeWeights = "node-weights"
    /// The weight of a node in the attention it is given: w^p with p = 0.
    case attentionWeights = "attention-weights"
    /// The learnt gate of the attention, in messages and in pooling: what is left is a mean, weighted unless `attentionWeights` are left out too.
    case attention
    /// What a message layer adds its messages to.
    case messageResiduals = "message-residuals"
    /// What a block of the trunk and of the output networks adds its output to.
    case outputResiduals = "output-residuals"
    /// Trunk and output networks: each output is affine in the descriptor.
    case outputNetwork = "output-network"

    public static func < (left: ModelPart, right: ModelPart) -> Bool { left.rawValue < right.rawValue }
}
