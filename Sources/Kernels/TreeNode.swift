/// A node of a decision tree as it lies in memory: a tree's nodes are written depth first, so that the left child follows its parent.
public struct TreeNode: Sendable, Equatable {
    /// The feature that is asked for; −1 in a leaf.
    public var feature: Int32
    /// Rows whose value is at most this go left, others and those without a value right.
    public var threshold: Float
    /// The right child's place among the tree's nodes; in a leaf, its number among the tree's leaves.
    public var next: Int32

    public init(feature: Int32, threshold: Float, next: Int32) {
        self.feature = feature
        self.threshold = threshold
        self.next = next
    }

    public static func leaf(_ number: Int32) -> TreeNode { TreeNode(feature: -1, threshold: 0, next: number) }

    public var isLeaf: Bool { feature < 0 }
}

/// Takes rows down a tree, several at a time, so that one row's wait for memory is another's work.
public enum TreeDescent {
    /// The leaf that each row comes to.
    ///
    /// - Parameters:
    ///   - nodes: of one tree whose indices have been checked: children lie after their parents, features within the rows
    ///   - rows: [rows × features]
    ///   - leaves: [rows] numbers of leaves
    public static func descend(_ nodes: Span<TreeNode>, _ rows: Matrix, into leaves: inout MutableSpan<Int32>) {
        precondition(leaves.count == rows.rows && nodes.count > 0, "a leaf for each row")
        nodes.withUnsafeBufferPointer { nodes in
            guard let nodes = nodes.baseAddress else { return }
            var row = 0
            while row + 4 <= rows.rows {
                let values = rows.pointer + row * rows.stride
                var (a, b, c, d) = (nodes[0], nodes[0], nodes[0], nodes[0])
                var (atA, atB, atC, atD) = (0, 0, 0, 0)
                // Features are −1 in leaves only: the sign of all four together is clear while none has arrived.
                while a.feature | b.feature | c.feature | d.feature >= 0 {
                    (a, atA) = child(nodes, a, atA, values)
                    (b, atB) = child(nodes, b, atB, values + rows.stride)
                    (c, atC) = child(nodes, c, atC, values + 2 &* rows.stride)
                    (d, atD) = child(nodes, d, atD, values + 3 &* rows.stride)
                }
                leaves[row] = leaf(nodes, a, atA, values)
                leaves[row + 1] = leaf(nodes, b, atB, values + rows.stride)
                leaves[row + 2] = leaf(nodes, c, atC, values + 2 &* rows.stride)
                leaves[row + 3] = leaf(nodes, d, atD, values + 3 &* rows.stride)
                row += 4
            }
            while row < rows.rows {
                leaves[row] = leaf(nodes, nodes[0], 0, rows.pointer + row * rows.stride)
                row += 1
            }
        }
    }

    /// One step down, without a jump that would be guessed wrong half of the time.
    @inline(__always)
    private static func child(
        _ nodes: UnsafePointer<TreeNode>, _ node: TreeNode, _ place: Int, _ values: UnsafePointer<Float>
    ) -> (TreeNode, Int) {
        let next = values[Int(node.feature)] <= node.threshold ? place &+ 1 : Int(node.next)
        return (nodes[next], next)
    }

    @inline(__always)
    private static func leaf(
        _ nodes: UnsafePointer<TreeNode>, _ start: TreeNode, _ place: Int, _ values: UnsafePointer<Float>
    ) -> Int32 {
        var (node, place) = (start, place)
        while !node.isLeaf { (node, place) = child(nodes, node, place, values) }
        return node.next
    }
}
