import Foundation
import Kernels

/// The trees of one round as XGBoost writes them, made into our own.
struct BoostedRound {
    /// One, or one for each class, in their order.
    private(set) var trees: [Tree] = []

    /// - Parameters:
    ///   - json: a model of one round
    ///   - features: of the table
    ///   - groups: trees of a round
    /// - Throws: `ModelError.array` for trees that are not as this program knows them
    init(json: [UInt8], features: Int, groups: Int) throws(ModelError) {
        let written: WrittenModel
        do { written = try JSONDecoder().decode(WrittenModel.self, from: Data(json)) } catch {
            throw .array(name: "a round of boosting", problem: "XGBoost has written no trees that can be read: \(error)")
        }
        let model = written.learner.gradient_booster.model
        guard model.tree_info == Array(0..<groups), model.trees.count == groups else {
            throw .array(name: "a round of boosting", problem: "expected one tree for each of \(groups) sums, found those of \(model.tree_info)")
        }
        for tree in model.trees { trees.append(try Self.tree(tree, features: features)) }
    }

    /// XGBoost sends values below a threshold to the left, and missing ones to a side of its choice. Ours sends values of at most a threshold to
    /// the left, and missing ones to the right. A node whose missing values go with the small ones asks the mirror image of its feature
    /// (`MirroredFeatures`).
    private static func tree(_ written: WrittenTree, features: Int) throws(ModelError) -> Tree {
        guard written.isWhole(features: features) else {
            throw .array(name: "a round of boosting", problem: "a tree whose arrays do not fit each other")
        }
        var tree = Tree()
        /// Nodes to come, each with the place of the parent that waits for its number; the next one last.
        var pending: [(node: Int, parent: Int?)] = [(0, nil)]
        var leaf: Int32 = 0
        while let (node, parent) = pending.popLast() {
            guard tree.nodes.count < written.left_children.count else {
                throw .array(name: "a round of boosting", problem: "a tree that leads back to itself")
            }
            if let parent { tree.nodes[parent].next = Int32(tree.nodes.count) }
            let (left, right) = (written.left_children[node], written.right_children[node])
            guard left >= 0 else {
                tree.nodes.append(.leaf(leaf))
                tree.leaves += [written.split_conditions[node], 0, written.sum_hessian[node]]
                leaf += 1
                continue
            }
            let (feature, threshold) = (Int32(written.split_indices[node]), written.split_conditions[node])
            let isMirrored = written.default_left[node] != 0
            let place = tree.nodes.count
            tree.nodes.append(
                isMirrored
                    ? TreeNode(feature: Int32(features) + feature, threshold: -threshold, next: 0)
                    : TreeNode(feature: feature, threshold: threshold.nextDown, next: 0))
            pending.append((isMirrored ? left : right, place))
            pending.append((isMirrored ? right : left, nil))
        }
        return tree
    }
}

/// What is read of XGBoost's model; the names are its own.
private struct WrittenModel: Decodable {
    let learner: Learner

    struct Learner: Decodable { let gradient_booster: Booster }
    struct Booster: Decodable { let model: Trees }
    struct Trees: Decodable {
        let trees: [WrittenTree]
        /// The sum that each tree adds to.
        let tree_info: [Int]
    }
}

private struct WrittenTree: Decodable {
    let left_children: [Int]
    let right_children: [Int]
    let split_indices: [Int]
    /// Thresholds; in leaves what they add.
    let split_conditions: [Float]
    let default_left: [Int]
    let sum_hessian: [Float]

    func isWhole(features: Int) -> Bool {
        let count = left_children.count
        let others = [right_children.count, split_indices.count, split_conditions.count, default_left.count, sum_hessian.count]
        guard count > 0, others.allSatisfy({ $0 == count })
        else { return false }
        return left_children.indices.allSatisfy { node in
            guard left_children[node] >= 0 else { return split_conditions[node].isFinite && sum_hessian[node] >= 0 }
            return left_children[node] < count && (0..<count).contains(right_children[node]) && (0..<features).contains(split_indices[node])
                && split_conditions[node].isFinite
        }
    }
}
