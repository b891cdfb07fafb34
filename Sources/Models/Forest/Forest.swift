import Kernels

/// The trees that have been grown so far, one after the other in plain arrays.
public struct Forest: Sendable, Equatable {
    public let featureCount: Int
    /// 0 where numbers were learnt.
    public let classCount: Int
    var nodes: ContiguousArray<TreeNode> = []
    /// [leaves × leafWidth]
    var leaves: ContiguousArray<Float> = []
    /// [trees + 1] places of the trees' roots among the nodes, and the end.
    var roots: ContiguousArray<Int> = [0]

    /// - Parameter classCount: 0 where numbers are learnt
    public init(featureCount: Int, classCount: Int = 0) {
        self.featureCount = featureCount
        self.classCount = classCount
    }

    public var treeCount: Int { roots.count - 1 }

    /// Mean, variance and weight, or a frequency for each class.
    var leafWidth: Int { classCount == 0 ? 3 : classCount }

    /// Adds a tree that was grown from the same features and targets.
    public mutating func append(_ tree: Tree) {
        nodes.append(contentsOf: tree.nodes)
        leaves.append(contentsOf: tree.leaves)
        roots.append(nodes.count)
    }

    /// Adds another's trees, for example those that another rank has grown.
    public mutating func append(_ other: Forest) throws(ForestError) {
        guard other.featureCount == featureCount && other.classCount == classCount else {
            throw .otherForest(found: other.kind, expected: kind)
        }
        roots.append(contentsOf: other.roots.dropFirst().map { $0 + nodes.count })
        nodes.append(contentsOf: other.nodes)
        leaves.append(contentsOf: other.leaves)
    }

    /// The first trees alone.
    func prefix(trees: Int) -> Forest {
        var forest = Forest(featureCount: featureCount, classCount: classCount)
        forest.roots = ContiguousArray(roots.prefix(trees + 1))
        forest.nodes = ContiguousArray(nodes.prefix(roots[trees]))
        forest.leaves = ContiguousArray(leaves.prefix((roots[trees] + trees) / 2 * leafWidth))
        return forest
    }

    public func tree(_ number: Int) -> Tree {
        var tree = Tree()
        tree.nodes = ContiguousArray(nodes[nodeRange(number)])
        tree.leaves = ContiguousArray(leaves[leafRange(number)])
        return tree
    }

    func nodeRange(_ tree: Int) -> Range<Int> { roots[tree]..<roots[tree + 1] }

    /// Places in `leaves`: a tree of n nodes has (n + 1) / 2 leaves.
    func leafRange(_ tree: Int) -> Range<Int> {
        (roots[tree] + tree) / 2 * leafWidth..<(roots[tree + 1] + tree + 1) / 2 * leafWidth
    }

    private var kind: String { "\(featureCount) features and " + (classCount == 0 ? "numbers" : "\(classCount) classes") }
}
