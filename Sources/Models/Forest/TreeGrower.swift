import Datasets
import Kernels

/// Grows the trees of a random forest, each by its number alone: which rows it sees and which features its nodes try are functions of
/// (seed, member, tree), so that any rank may grow any tree and gets the same bits.
///
/// A tree is grown depth first. Where the best cut of a feature is sought, nodes of many rows are cut between the features' bins, nodes of at most
/// 256 rows see every distinct value, and thresholds lie in the middle between the values of the node's own rows. Drawn cuts know no bins.
public struct TreeGrower: ~Copyable {
    private let features: BinnedFeatures
    private let targets: ForestTargets
    private let settings: ForestSettings
    private let rule: CutRule
    private let seed: UInt64
    private let member: Int
    private let center: Double
    private let tries: Int

    private let squaredError: FeatureHistogram
    private let gini: ClassHistogram
    private var rows: NodeRows
    private var weights: ContiguousArray<UInt32>
    private var draw: FeatureDraw
    private var shares: NodeDraws
    private var drawnCut: DrawnCut
    /// [rows × features] where cuts are drawn, else nothing.
    private let values: Matrix
    private var constants: ConstantFeatures
    private var block: NodeBlock
    private var pending: ContiguousArray<PendingNode> = []
    private var cuts: ContiguousArray<CutNode> = []

    /// - Parameter targets: of the rows that the features were made from, in their order
    public init(
        _ features: BinnedFeatures, _ targets: ForestTargets, _ settings: ForestSettings, rule: CutRule = .best, seed: UInt64, member: Int
    ) throws(ForestError) {
        try settings.validate()
        try targets.validate(rows: features.rowCount)
        self.features = features
        self.targets = targets
        self.settings = settings
        self.rule = rule
        self.seed = seed
        self.member = member
        center = targets.center
        tries = settings.tries(of: features.featureCount)
        squaredError = FeatureHistogram()
        gini = ClassHistogram(classes: max(targets.classCount, 1))
        rows = NodeRows(capacity: features.rowCount)
        weights = ContiguousArray(repeating: 0, count: features.rowCount)
        draw = FeatureDraw(features: features.featureCount)
        shares = NodeDraws(.treeCuts)
        drawnCut = DrawnCut(capacity: rule == .drawn ? features.rowCount : 0, classes: targets.classCount > 2 ? targets.classCount : 0)
        values = rule == .drawn ? features.matrix() : Matrix(rows: 0, columns: 0)
        constants = ConstantFeatures(features: features.featureCount)
        block = NodeBlock(features: features.featureCount)
    }

    /// Grows a tree: of best cuts from as many rows as there are, drawn with repetition; of drawn cuts, which differ enough, from each row once.
    public mutating func grow(_ tree: Int) -> Tree {
        guard rule == .best else {
            for row in weights.indices { weights[row] = 1 }
            return growFromWeights(tree)
        }
        let random = CounterRandom(seed: seed, member: member, purpose: .treeRows, stream: tree)
        for row in weights.indices { weights[row] = 0 }
        for index in weights.indices { weights[random.integer(below: weights.count, at: index)] += 1 }
        return growFromWeights(tree)
    }

    /// Grows a tree from rows that count as often as they are told to; at least one does.
    package mutating func grow(_ tree: Int, weights: [UInt32]) -> Tree {
        precondition(weights.count == self.weights.count && weights.contains { $0 > 0 }, "a weight for each row")
        self.weights = ContiguousArray(weights)
        return growFromWeights(tree)
    }

    private mutating func growFromWeights(_ number: Int) -> Tree {
        rows.removeAll()
        for row in weights.indices where weights[row] > 0 {
            rows.append(row, targets.moment(row, weight: Double(weights[row]), center: center))
        }
        cuts.removeAll(keepingCapacity: true)
        draw.begin(seed: seed, member: member, tree: number)
        shares.begin(seed: seed, member: member, tree: number)
        var tree = Tree()
        var leaf: Int32 = 0
        tree.nodes.reserveCapacity(2 * rows.count)
        pending.append(PendingNode(rows: 0..<rows.count, depth: 0, parent: nil, isInBlock: false))
        while var node = pending.popLast() {
            let place = tree.nodes.count
            if let parent = node.parent { tree.nodes[parent].next = Int32(place) }
            guard let cut = bestCut(&node, place: place) else {
                tree.nodes.append(.leaf(leaf))
                leaf += 1
                appendLeaf(node.rows, to: &tree.leaves)
                continue
            }
            tree.nodes.append(TreeNode(feature: Int32(cut.feature), threshold: self.cut(node, cut, place: place), next: 0))
        }
        // One after the other, so that the processor waits for many values at a time: they lie far apart.
        for cut in cuts {
            let feature = Int(tree.nodes[cut.node].feature)
            let (left, right) = (features.value(feature, row: cut.left), features.value(feature, row: cut.right))
            tree.nodes[cut.node].threshold = BinnedFeatures.threshold(left, right)
        }
        return tree
    }

    /// The best of the cuts along the features that a node tries; nil where it stays a leaf.
    private mutating func bestCut(_ node: inout PendingNode, place: Int) -> NodeCut? {
        guard node.rows.count >= max(2 * settings.leastLeafRows, 2), node.depth < settings.depthLimit ?? Int.max, !isPure(node.rows) else {
            return nil
        }
        constants.begin(depth: node.depth)
        if rule == .best && !node.isInBlock && node.rows.count <= NodeBlock.capacity {
            block.enter(node.rows, of: &rows, features, constants: &constants, depth: node.depth)
            node.isInBlock = true
        }
        // Rounding makes equal cuts along two features differ in the last digits.
        let enough =
            isBySquares && node.rows.count <= NodeMoments.fewRows
            ? NodeMoments.bestConceivable(rows.moments(node.rows)) * (1 - 1e-13) : .infinity
        draw.begin(node: place)
        if rule == .drawn {
            shares.begin(node: place)
            Self.begin(&drawnCut, rows, node.rows)
        }
        var best: NodeCut?
        var visited = 0
        var varied = 0
        // Constant features count as tried, as long as one that is not is found at last.
        while visited < tries || varied == 0, let feature = draw.next() {
            visited += 1
            guard !constants.contains(feature, depth: node.depth) else { continue }
            switch look(feature, node, share: rule == .drawn ? Double(shares.next()) * 0x1p-32 : 0) {
            case .constant: constants.insert(feature, depth: node.depth)
            case .narrow: varied += 1
            case .cut(let cut):
                varied += 1
                if cut.score > best?.score ?? -.infinity { best = NodeCut(feature: feature, place: cut.place, score: cut.score) }
                if cut.score >= enough { return best }
            }
        }
        return best
    }

    /// Whether the criterion is squared error, which serves two classes too.
    private var isBySquares: Bool { targets.classCount <= 2 }

    private func isPure(_ stretch: Range<Int>) -> Bool {
        isBySquares ? NodeMoments.isPure(rows.moments(stretch)) : NodeMoments.isOneClass(rows.moments(stretch))
    }

    /// - Parameter share: where a drawn cut lies
    private func look(_ feature: Int, _ node: PendingNode, share: Double) -> FeatureLook {
        let members = rows.rows(node.rows)
        let moments = rows.moments(node.rows)
        guard rule == .best else {
            return drawnCut.look(values, feature, rows: members, moments: moments, share: share, leastRows: settings.leastLeafRows)
        }
        let bins = node.isInBlock ? block.bins(feature) : features.bins(feature)
        return isBySquares
            ? squaredError.look(bins, rows: members, moments: moments, leastRows: settings.leastLeafRows)
            : gini.look(bins, rows: members, moments: moments, leastRows: settings.leastLeafRows)
    }

    /// Parts a node's rows and puts its children on the stack, the left one on top.
    ///
    /// - Returns: the threshold, or 0 where it is worked out once the tree has grown.
    private mutating func cut(_ node: PendingNode, _ cut: NodeCut, place: Int) -> Float {
        let middle: Int
        var threshold: Float = 0
        switch cut.place {
        case .at(let drawn):
            threshold = drawn
            drawnCut.mark(values, cut.feature, rows: rows.rows(node.rows), threshold: drawn)
            middle = Self.part(node.rows, &rows, drawnCut)
        case .after(let bin):
            let (left, right, first) =
                node.isInBlock ? Self.part(node.rows, cut.feature, bin, &rows, block) : Self.part(node.rows, cut.feature, bin, &rows, features)
            middle = first
            cuts.append(CutNode(node: place, left: left, right: right))
        }
        pending.append(
            PendingNode(rows: middle..<node.rows.upperBound, depth: node.depth + 1, parent: place, isInBlock: node.isInBlock))
        pending.append(PendingNode(rows: node.rows.lowerBound..<middle, depth: node.depth + 1, parent: nil, isInBlock: node.isInBlock))
        return threshold
    }

    /// Parts the rows of a block's node: the greatest on the left, the least on the right, and where the right begins.
    private static func part(
        _ stretch: Range<Int>, _ feature: Int, _ bin: UInt8, _ rows: inout NodeRows, _ block: borrowing NodeBlock
    ) -> (left: Int, right: Int, middle: Int) {
        let bins = block.bins(feature)
        let middle = rows.part(stretch, bins, last: bin)
        return (
            block.name(rows.rowOfGreatest(stretch.lowerBound..<middle, bins)),
            block.name(rows.rowOfLeast(middle..<stretch.upperBound, bins)), middle
        )
    }

    /// The same where a bin holds several values.
    private static func part(
        _ stretch: Range<Int>, _ feature: Int, _ bin: UInt8, _ rows: inout NodeRows, _ features: BinnedFeatures
    ) -> (left: Int, right: Int, middle: Int) {
        let ranks = features.ranks(feature)
        let middle = rows.part(stretch, features.bins(feature), last: bin)
        return (
            rows.rowOfGreatest(stretch.lowerBound..<middle, ranks), rows.rowOfLeast(middle..<stretch.upperBound, ranks), middle
        )
    }

    private static func begin(_ drawn: inout DrawnCut, _ rows: borrowing NodeRows, _ stretch: Range<Int>) { drawn.begin(rows.moments(stretch)) }

    /// The same of rows whose sides are known.
    private static func part(_ stretch: Range<Int>, _ rows: inout NodeRows, _ drawn: borrowing DrawnCut) -> Int {
        rows.part(stretch, drawn.marked(), last: 0)
    }

    private func appendLeaf(_ stretch: Range<Int>, to leaves: inout ContiguousArray<Float>) {
        let moments = rows.moments(stretch)
        let classes = targets.classCount
        guard classes > 2 else {
            let (mean, variance, weight) = NodeMoments.meanAndVariance(moments)
            if classes == 2 {
                leaves.append(Float(1 - mean))
                leaves.append(Float(mean))
            } else {
                leaves.append(Float(mean + center))
                leaves.append(Float(variance))
                leaves.append(Float(weight))
            }
            return
        }
        let first = leaves.count
        var weight = 0.0
        for row in 0..<moments.count { weight += moments[row].y }
        leaves.append(contentsOf: repeatElement(0, count: classes))
        for row in 0..<moments.count { leaves[first + Int(moments[row].x)] += Float(moments[row].y) }
        for kind in 0..<classes { leaves[first + kind] /= Float(weight) }
    }
}

/// A node that waits to be cut.
private struct PendingNode {
    var rows: Range<Int>
    var depth: Int
    /// Of a right child, the parent that does not know it yet.
    var parent: Int?
    var isInBlock: Bool
}

/// The cut that a node gets.
private struct NodeCut {
    var feature: Int
    var place: CutPlace
    var score: Double
}

/// A node whose threshold lies between the values of two rows.
private struct CutNode {
    var node: Int
    var left: Int
    var right: Int
}
