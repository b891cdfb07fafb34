import Datasets
import Kernels
import Models
import Testing

/// Trees whose cuts are drawn: `extra-trees`.
@Suite struct DrawnCutTests {
    private func grower(
        _ values: [[Float]], _ targets: ForestTargets, share: Double = 1, seed: UInt64 = 3, leastRows: Int = 1
    ) throws -> TreeGrower {
        let features = try BinnedFeatures(ForestFixture.matrix(values), rows: Array(values.indices))
        let settings = ForestFixture.settings(share: share) { $0.leastLeafRows = leastRows }
        return try TreeGrower(features, targets, settings, rule: .drawn, seed: seed, member: 0)
    }

    private func forest(_ values: [[Float]], _ targets: ForestTargets, classes: Int = 0) throws -> Forest {
        var grower = try grower(values, targets, share: 0.5)
        var forest = Forest(featureCount: values[0].count, classCount: classes)
        for tree in 0..<5 { forest.append(grower.grow(tree)) }
        return forest
    }

    /// In nodes that fit a block and in larger ones, with values that repeat.
    @Test(arguments: [10, 300, 1500])
    func everyTreeRemembersAllRows(rows: Int) throws {
        let values = ForestFixture.values(rows: rows, columns: 5, levels: 1_000_000)
        let targets = ForestFixture.targets(rows, levels: 1_000_000).map { $0 / 7 - 3000 }
        let (mean, variance) = try forest(values, .values(targets)).means(of: ForestFixture.matrix(values))
        let farthest = zip(mean, targets).map { abs($0 - $1) }.max() ?? .infinity
        #expect(farthest < 1e-2 && variance.allSatisfy { abs($0) < 1e-2 })
    }

    /// Thresholds of one feature are spread evenly over its values, wherever its rows lie.
    @Test func cutsAreDrawnEvenly() throws {
        // Nine tenths of the rows lie in the lowest hundredth.
        let values = (0..<200).map { (row: Int) -> [Float] in [row < 180 ? Float(row) / 18_000 : Float(row - 179) / 20] }
        let targets = ForestTargets.values(ForestFixture.targets(200, levels: 50))
        var quarters = [0, 0, 0, 0]
        for seed in 1...400 as ClosedRange<UInt64> {
            var grower = try grower(values, targets, seed: seed)
            quarters[Int(grower.grow(0).nodes[0].threshold * 4)] += 1
        }
        // 100 ± 9 of each.
        #expect(quarters.allSatisfy { (65...135).contains($0) }, "\(quarters)")
    }

    /// Of the features that are tried the one that parts the targets best: one with two values parts them wherever it is cut.
    @Test(arguments: [0, 2, 3])
    func theBestOfTheDrawnCutsIsTaken(classes: Int) throws {
        var values = ForestFixture.values(rows: 90, columns: 6, levels: 1000)
        for row in values.indices { values[row][4] = row % 3 == 0 ? 1 : -1 }
        let kinds = values.indices.map { row in row % 3 == 0 ? 0 : classes == 3 ? Int32(1 + row % 2) : 1 }
        let targets = classes == 0 ? ForestTargets.values(kinds.map(Float.init)) : .classes(kinds, count: classes)
        for tree in 0..<20 {
            var grower = try grower(values, targets)
            let root = grower.grow(tree).nodes[0]
            #expect(root.feature == 4 && root.threshold >= -1 && root.threshold < 1)
        }
    }

    @Test func classesOfAllRowsAreRemembered() throws {
        let values = ForestFixture.values(rows: 500, columns: 4, levels: 100_000)
        for classes in [2, 5] {
            let kinds = ForestFixture.targets(500, levels: classes).map { Int32($0) }
            let forest = try forest(values, .classes(kinds, count: classes), classes: classes)
            let shares = try forest.probabilities(of: ForestFixture.matrix(values))
            for row in values.indices { #expect(shares[row * classes + Int(kinds[row])] > 0.999) }
        }
    }

    /// Rows without a value are told apart from all others, and go right of every cut between numbers.
    @Test func whatIsMissingIsACutOfItsOwn() throws {
        let values = (0..<60).map { row -> [Float] in [row % 4 == 0 ? .nan : Float(row)] }
        let targets = values.map { $0[0].isNaN ? Float(5) : 1 }
        let forest = try forest(values, .values(targets))
        #expect(try forest.means(of: ForestFixture.matrix(values)).mean == targets)
        var places: Set<Bool> = []
        for seed in 1...20 as ClosedRange<UInt64> {
            var grower = try grower(values, .values(targets), seed: seed)
            places.insert(grower.grow(0).nodes[0].threshold.isInfinite)
        }
        #expect(places == [true, false])
        var single = try grower((0..<9).map { [$0 % 2 == 0 ? .nan : 3] }, .values((0..<9).map { Float($0 % 2) }))
        #expect(single.grow(0).nodes[0].threshold == .infinity)
        var none = try grower((0..<9).map { _ in [.nan] }, .values((0..<9).map { Float($0) }))
        #expect(none.grow(0).nodes.count == 1)
    }

    @Test func leavesHaveAsManyRowsAsAskedFor() throws {
        let values = ForestFixture.values(rows: 400, columns: 3, levels: 50)
        var grower = try grower(values, .values(ForestFixture.targets(400, levels: 90)), leastRows: 7)
        let tree = grower.grow(0)
        #expect(tree.leaves.count > 3 * 10)
        for leaf in stride(from: 2, to: tree.leaves.count, by: 3) { #expect(tree.leaves[leaf] >= 7) }
    }

    /// Neighbouring numbers have none between them: the lesser one is the threshold.
    @Test func numbersSideBySideAreParted() throws {
        let values = [[Float(1)], [Float(1).nextUp], [Float(1).nextUp.nextUp]]
        let targets: [Float] = [0, 1, 2]
        #expect(try forest(values, .values(targets)).means(of: ForestFixture.matrix(values)).mean == targets)
    }

    /// A draw depends on seed, member, tree and node alone.
    @Test func anyTreeCanBeGrownAlone() throws {
        let values = ForestFixture.values(rows: 700, columns: 8, levels: 5000)
        let targets = ForestTargets.values(ForestFixture.targets(700, levels: 50))
        let whole = try forest(values, targets)
        for tree in [3, 0, 4] {
            var grower = try grower(values, targets, share: 0.5)
            #expect(grower.grow(tree) == whole.tree(tree))
        }
        #expect(whole.tree(0) != whole.tree(1))
    }
}
