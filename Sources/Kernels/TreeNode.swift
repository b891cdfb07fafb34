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
    /// Rows that go down together.
    private static let width = 8

    /// The leaf that each row comes to.
    ///
    /// - Parameters:
    ///   - nodes: of one tree whose indices have been checked: children lie after their parents, features within the rows
    ///   - rows: [rows × features]
    ///   - leaves: [rows] numbers of leaves
    public static func descend(_ nodes: Span<TreeNode>, _ rows: Matrix, into leaves: inout MutableSpan<Int32>) {
        precondition(leaves.count == rows.rows && nodes.count > 0, "a leaf for each row")
        var first = 0
        nodes.withUnsafeBufferPointer { nodes in
            guard let nodes = nodes.baseAddress else { return }
            while first + width <= rows.rows {
                let values = rows.pointer + first * rows.stride
                var places = SIMD8<Int32>.zero
                var isUnder = true
                while isUnder {
                    isUnder = false
                    for lane in 0..<width {
                        let place = places[lane]
                        let node = nodes[Int(place)]
                        let value = (values + lane &* rows.stride)[Int(max(node.feature, 0))]
                        let child = value <= node.threshold ? place &+ 1 : node.next
                        places[lane] = node.feature < 0 ? place : child
                        isUnder = isUnder || node.feature >= 0
                    }
                }
                for lane in 0..<width { leaves[first + lane] = nodes[Int(places[lane])].next }
                first += width
            }
            while first < rows.rows {
                let values = rows.pointer + first * rows.stride
                var node = nodes[0]
                var place = 0
                while !node.isLeaf {
                    place = values[Int(node.feature)] <= node.threshold ? place + 1 : Int(node.next)
                    node = nodes[place]
                }
                leaves[first] = node.next
                first += 1
            }
        }
    }
}
