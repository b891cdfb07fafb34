import Kernels

/// One tree of a forest: its nodes depth first, and what its leaves say.
public struct Tree: Sendable, Equatable {
    public internal(set) var nodes: ContiguousArray<TreeNode> = []
    /// [leaves × width], leaves in the order of their nodes: mean, variance and weight of the leaf's targets, or its classes' frequencies.
    public internal(set) var leaves: ContiguousArray<Float> = []
}
