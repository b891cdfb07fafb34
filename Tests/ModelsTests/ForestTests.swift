import Datasets
import Kernels
import Models
import Testing

@Suite struct ForestTests {
    @Test(arguments: [10, 300, 1500])
    func leavesOfOneRemember(rows: Int) throws {
        let values = ForestFixture.values(rows: rows, columns: 5, levels: 1_000_000)
        let targets = ForestFixture.targets(rows, levels: 1_000_000).map { $0 / 7 - 3000 }
        var forest = Forest(featureCount: 5)
        forest.append(try ForestFixture.tree(values, .values(targets), ForestFixture.settings(share: 0.4)))
        let (mean, variance) = try forest.means(of: ForestFixture.matrix(values))
        #expect(mean == targets)
        let isCertain = variance.allSatisfy { $0 == 0 }
        #expect(isCertain)
    }

    /// More distinct values lie between the rows of a block than its set of bits holds.
    @Test func wideBlocksAreRankedToo() throws {
        let values = (0..<40_000).map { [Float($0 * 7919 % 40_000)] }
        var weights = [UInt32](repeating: 0, count: values.count)
        for row in stride(from: 0, to: values.count, by: 199) { weights[row] = 1 }
        let targets = values.indices.map { Float($0 % 97) }
        var forest = Forest(featureCount: 1)
        forest.append(try ForestFixture.tree(values, .values(targets), ForestFixture.settings(), weights: weights))
        let mean = try forest.means(of: ForestFixture.matrix(values)).mean
        for row in values.indices where weights[row] == 1 { #expect(mean[row] == targets[row]) }
    }

    @Test func anyTreeCanBeGrownAlone() throws {
        let values = ForestFixture.values(rows: 700, columns: 8, levels: 5000)
        let targets = ForestTargets.values(ForestFixture.targets(700, levels: 50))
        let settings = ForestFixture.settings(share: 0.25)
        let whole = try ForestFixture.forest(values, targets, settings)
        let features = try BinnedFeatures(ForestFixture.matrix(values), rows: Array(values.indices))
        for tree in [3, 0, 4] {
            var grower = try TreeGrower(features, targets, settings, seed: 3, member: 0)
            #expect(grower.grow(tree) == whole.tree(tree))
        }
        var others = Forest(featureCount: 8)
        var grower = try TreeGrower(features, targets, settings, seed: 3, member: 0)
        for tree in 2..<5 { others.append(grower.grow(tree)) }
        var joined = Forest(featureCount: 8)
        for tree in 0..<2 { joined.append(whole.tree(tree)) }
        try joined.append(others)
        #expect(joined == whole)
        #expect(whole.tree(0) != whole.tree(1))
        let otherMember = try ForestFixture.forest(values, targets, settings, member: 1)
        #expect(otherMember.tree(0) != whole.tree(0))
    }

    /// With rows go their weights; sums of whole numbers do not depend on their order.
    @Test(arguments: [50, 900])
    func theOrderOfRowsDoesNotMatter(rows: Int) throws {
        let values = ForestFixture.values(rows: rows, columns: 6, levels: 3000)
        let kinds = ForestFixture.targets(rows, levels: 20).map { Int32($0) }
        let weights = ForestFixture.targets(rows, levels: 3, seed: 8).map { UInt32($0) }
        var order = Array(0..<rows)
        CounterRandom(seed: 5, member: 0, purpose: .shuffle).shuffle(&order)
        let settings = ForestFixture.settings(share: 0.5)
        let plain = try ForestFixture.tree(values, .classes(kinds, count: 20), settings, weights: weights)
        let other = try ForestFixture.tree(
            order.map { values[$0] }, .classes(order.map { kinds[$0] }, count: 20), settings, weights: order.map { weights[$0] })
        #expect(plain == other)
        let halves = try ForestFixture.tree(values, .classes(kinds.map { $0 % 2 }, count: 2), settings, weights: weights)
        let otherHalves = try ForestFixture.tree(
            order.map { values[$0] }, .classes(order.map { kinds[$0] % 2 }, count: 2), settings, weights: order.map { weights[$0] })
        #expect(halves == otherHalves)
    }

    /// A class that weighs three times as much is one whose rows are there three times.
    @Test(arguments: [2, 3])
    func weightsOfClassesAreWeightsOfTheirRows(count: Int) throws {
        let values = ForestFixture.values(rows: 400, columns: 6, levels: 3000)
        let kinds = ForestFixture.targets(400, levels: count).map { Int32($0) }
        let weights = Array([1.0, 3, 2].prefix(count))
        let settings = ForestFixture.settings { $0.leastLeafRows = 4 }
        let plain = [UInt32](repeating: 1, count: 400)
        let weighted = try ForestFixture.tree(values, .classes(kinds, count: count, weights: weights), settings, weights: plain)
        let repeated = try ForestFixture.tree(
            values, .classes(kinds, count: count), settings, weights: kinds.map { UInt32(weights[Int($0)]) })
        #expect(weighted == repeated)
        #expect(try weighted != ForestFixture.tree(values, .classes(kinds, count: count), settings, weights: plain))
        #expect(throws: ForestError.classWeights([1, 0], classes: 2)) {
            _ = try ForestFixture.tree(values, .classes(kinds.map { $0 % 2 }, count: 2, weights: [1, 0]), settings, weights: plain)
        }
    }

    @Test func constantTargetsNeedNoCut() throws {
        let values = ForestFixture.values(rows: 30, columns: 3, levels: 100)
        let forest = try ForestFixture.forest(values, .values([Float](repeating: 0.1, count: 30)), ForestFixture.settings())
        #expect(forest.tree(0).nodes == [TreeNode(feature: -1, threshold: 0, next: 0)])
        let (mean, variance) = try forest.means(of: ForestFixture.matrix(values))
        #expect(mean == [Float](repeating: 0.1, count: 30) && variance == [Float](repeating: 0, count: 30))
    }

    @Test func oneRowIsALeaf() throws {
        let forest = try ForestFixture.forest([[1, 2]], .values([4]), ForestFixture.settings())
        #expect(forest.tree(4).nodes.count == 1 && forest.tree(4).leaves == [4, 0, 1])
        #expect(try forest.means(of: ForestFixture.matrix([[7, 8], [1, .nan]])).mean == [4, 4])
    }

    @Test func depthAndLeavesKeepTheirLimits() throws {
        let values = ForestFixture.values(rows: 400, columns: 4, levels: 1000)
        let targets = ForestTargets.values(ForestFixture.targets(400, levels: 100))
        let stump = try ForestFixture.tree(values, targets, ForestFixture.settings { $0.depthLimit = 1 })
        #expect(stump.nodes.count == 3)
        let coarse = try ForestFixture.tree(values, targets, ForestFixture.settings { $0.leastLeafRows = 15 })
        let weights = stride(from: 2, to: coarse.leaves.count, by: 3).map { coarse.leaves[$0] }
        #expect(weights.reduce(0, +) == 400)
        #expect(try #require(weights.min()) >= 15)
    }

    @Test func missingValuesGoRight() throws {
        let values: [[Float]] = [[1, 0], [2, 0], [.nan, 0], [3, 0], [.nan, 0]]
        let targets: [Float] = [0, 0, 9, 0, 9]
        let tree = try ForestFixture.tree(values, .values(targets), ForestFixture.settings())
        #expect(tree.nodes == [TreeNode(feature: 0, threshold: .infinity, next: 2), .leaf(0), .leaf(1)])
        var forest = Forest(featureCount: 2)
        forest.append(tree)
        #expect(try forest.means(of: ForestFixture.matrix([[1e30, 0], [.nan, .nan]])).mean == [0, 9])
        #expect(throws: ForestError.infiniteFeature(row: 1, feature: 0)) {
            try BinnedFeatures(ForestFixture.matrix([[0], [.infinity]]), rows: [0, 1])
        }
        // Among more values than bins, too.
        let many = (0..<3000).map { [$0 % 3 == 0 ? Float.nan : Float($0)] }
        let large = try ForestFixture.tree(many, .values(many.map { $0[0].isNaN ? 5 : 0 }), ForestFixture.settings())
        #expect(large.nodes.count == 3 && large.nodes[0].threshold == .infinity)
    }

    /// Two stumps by hand: leaves of {0, 2 | 6, 6} and of {0 | 2, 6, 6}.
    @Test func sigmaIsTheLawOfTotalVariance() throws {
        let values: [[Float]] = [[0], [1], [2], [3]]
        var forest = Forest(featureCount: 1)
        let settings = ForestFixture.settings { $0.depthLimit = 1 }
        forest.append(try ForestFixture.tree(values, .values([0, 2, 6, 6]), settings))
        forest.append(try ForestFixture.tree(values, .values([0, 2, 6, 6]), settings, weights: [9, 1, 1, 0]))
        #expect(forest.tree(0).leaves == [1, 1, 2, 6, 0, 2])
        #expect(forest.tree(1).leaves == [0.2, 0.36, 10, 6, 0, 1])
        let (mean, variance) = try forest.means(of: ForestFixture.matrix([[0], [3]]))
        #expect(abs(mean[0] - 0.6) < 1e-6 && abs(variance[0] - (0.68 + 0.16)) < 1e-6)
        #expect(mean[1] == 6 && variance[1] == 0)
    }

    @Test(arguments: [2, 5])
    func classesAreLearnt(classes: Int) throws {
        let values = ForestFixture.values(rows: 600, columns: 4, levels: 1000)
        let kinds = values.map { Int32($0[1]) * Int32(classes) / 1000 }
        let forest = try ForestFixture.forest(values, .classes(kinds, count: classes), ForestFixture.settings { $0.trees = 20 })
        let new = ForestFixture.values(rows: 300, columns: 4, levels: 1000, seed: 77)
        let probabilities = try forest.probabilities(of: ForestFixture.matrix(new))
        var right = 0
        for (row, line) in new.enumerated() {
            let own = probabilities[row * classes..<(row + 1) * classes]
            #expect(abs(own.reduce(0, +) - 1) < 1e-5)
            if own.firstIndex(of: own.max() ?? 0) == row * classes + Int(line[1]) * classes / 1000 { right += 1 }
        }
        #expect(right > 290)
    }
}
