import Kernels

extension Forest {
    /// Names of the arrays, in the order in which they are written.
    private enum Name {
        /// [2] features; classes, or 0 where numbers were learnt.
        static let kind = "kind"
        /// [trees + 1] first node of each tree, and the end.
        static let trees = "trees"
        /// [nodes] the feature that is asked for, −1 in a leaf. Nodes lie depth first: a left child follows its parent.
        static let feature = "node.feature"
        /// [nodes] values of at most this go left.
        static let threshold = "node.threshold"
        /// [nodes] the right child's place in its tree; in a leaf its number in its tree.
        static let next = "node.next"
        /// [leaves × 3] mean, variance, weight; or [leaves × classes] frequencies.
        static let leaves = "leaves"
    }

    static let arrayNames = [Name.kind, Name.trees, Name.feature, Name.threshold, Name.next, Name.leaves]

    /// The forest as plain arrays.
    public var arrays: [NamedArray] {
        [
            NamedArray(name: Name.kind, shape: [2], elements: .integers([Int32(featureCount), Int32(classCount)])),
            NamedArray(name: Name.trees, shape: [roots.count], elements: .integers(roots.map { Int32($0) })),
            NamedArray(name: Name.feature, shape: [nodes.count], elements: .integers(nodes.map(\.feature))),
            NamedArray(name: Name.threshold, shape: [nodes.count], elements: .floats(nodes.map(\.threshold))),
            NamedArray(name: Name.next, shape: [nodes.count], elements: .integers(nodes.map(\.next))),
            NamedArray(name: Name.leaves, shape: [leaves.count / leafWidth, leafWidth], elements: .floats(Array(leaves))),
        ]
    }

    /// Reads a forest and believes nothing: whatever is accepted here can be predicted with.
    public init(arrays: [NamedArray]) throws(ForestError) {
        let kind = try Self.integers(Name.kind, in: arrays, count: 2)
        guard kind[0] > 0 else { throw .noFeatures }
        guard kind[1] == 0 || (2...65536).contains(kind[1]) else { throw .classCount(Int(kind[1])) }
        self.init(featureCount: Int(kind[0]), classCount: Int(kind[1]))
        let starts = try Self.integers(Name.trees, in: arrays)
        let features = try Self.integers(Name.feature, in: arrays)
        let nexts = try Self.integers(Name.next, in: arrays, count: features.count)
        let thresholds = try Self.floats(Name.threshold, in: arrays, shape: [features.count])
        let isAscending = zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }
        guard starts.first == 0, starts.last == Int32(exactly: features.count), isAscending else {
            throw .arrayShape(name: Name.trees, expected: "ascending from 0 to the \(features.count) nodes", found: [starts.count])
        }
        roots = ContiguousArray(starts.map { Int($0) })
        nodes.reserveCapacity(features.count)
        for place in features.indices {
            nodes.append(TreeNode(feature: features[place], threshold: thresholds[place], next: nexts[place]))
        }
        for tree in 0..<treeCount { try checkTree(tree) }
        leaves = ContiguousArray(try Self.floats(Name.leaves, in: arrays, shape: [(nodes.count + treeCount) / 2, leafWidth]))
        try checkLeaves()
    }

    /// Each node of a tree is reached once, each leaf bears its number: the nodes are a tree, depth first.
    private func checkTree(_ tree: Int) throws(ForestError) {
        let range = nodeRange(tree)
        /// Right children that are still to come, the next one last.
        var pending: [Int] = []
        var leaf = 0
        for place in 0..<range.count {
            let node = nodes[range.lowerBound + place]
            func broken(_ reason: String) -> ForestError { .brokenTree(tree: tree, node: place, reason: reason) }
            if node.isLeaf {
                guard node.feature == -1 else { throw broken("feature \(node.feature)") }
                guard Int(node.next) == leaf else { throw broken("leaf \(node.next) where leaf \(leaf) is due") }
                leaf += 1
                guard let next = pending.popLast() else {
                    guard place == range.count - 1 else { throw broken("the tree ends before its nodes do") }
                    return
                }
                guard next == place + 1 else { throw broken("the right child \(next) is due at \(place + 1)") }
            } else {
                guard Int(node.feature) < featureCount else { throw broken("feature \(node.feature) of \(featureCount)") }
                guard !node.threshold.isNaN else { throw broken("no threshold") }
                let bound = pending.last ?? range.count
                guard Int(node.next) > place + 1 && Int(node.next) < bound else { throw broken("the right child is \(node.next)") }
                pending.append(Int(node.next))
            }
        }
        throw .brokenTree(tree: tree, node: range.count, reason: "the nodes end before the tree does")
    }

    private func checkLeaves() throws(ForestError) {
        for leaf in 0..<leaves.count / leafWidth {
            let values = leaves[leaf * leafWidth..<(leaf + 1) * leafWidth]
            guard values.allSatisfy(\.isFinite) else { throw .leafValue(leaf: leaf, reason: "no finite number") }
            // A mean may be negative; variances, weights and frequencies may not.
            guard values.dropFirst(classCount == 0 ? 1 : 0).allSatisfy({ $0 >= 0 }) else {
                throw .leafValue(leaf: leaf, reason: "below zero")
            }
        }
    }

    private static func array(_ name: String, in arrays: [NamedArray]) throws(ForestError) -> NamedArray {
        guard let array = arrays.first(where: { $0.name == name }) else { throw .missingArray(name: name) }
        return array
    }

    private static func integers(_ name: String, in arrays: [NamedArray], count: Int? = nil) throws(ForestError) -> [Int32] {
        let array = try array(name, in: arrays)
        guard case .integers(let values) = array.elements else { throw .elementKind(name: name, expected: "Int32") }
        guard array.shape == [count ?? values.count], values.count == array.shape[0] else {
            throw .arrayShape(name: name, expected: "[\(count ?? values.count)]", found: array.shape)
        }
        return values
    }

    private static func floats(_ name: String, in arrays: [NamedArray], shape: [Int]) throws(ForestError) -> [Float] {
        let array = try array(name, in: arrays)
        guard case .floats(let values) = array.elements else { throw .elementKind(name: name, expected: "Float") }
        guard array.shape == shape, values.count == shape.reduce(1, *) else {
            throw .arrayShape(name: name, expected: "\(shape)", found: array.shape)
        }
        return values
    }
}
