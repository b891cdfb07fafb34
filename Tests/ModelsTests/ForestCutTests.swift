import Kernels
import Models
import Testing

/// The first cut of a tree against every cut that there is.
@Suite struct ForestCutTests {
    private struct Cut { var impurity: Double, threshold: Float, feature: Int }

    /// Every cut between neighbouring values, with the weighted impurity that it leaves.
    private func cuts(_ values: [[Float]], _ targets: [Float], weights: [UInt32], leastRows: Int = 1, classes: Int = 0) -> [Cut] {
        func impurity(_ rows: [Int]) -> Double {
            let weight = rows.reduce(0) { $0 + Double(weights[$1]) }
            if classes == 0 {
                let mean = rows.reduce(0) { $0 + Double(weights[$1]) * Double(targets[$1]) } / weight
                return rows.reduce(0) { $0 + Double(weights[$1]) * (Double(targets[$1]) - mean) * (Double(targets[$1]) - mean) }
            }
            let shares = (0..<classes).map { kind in
                rows.reduce(0) { $0 + (Int(targets[$1]) == kind ? Double(weights[$1]) : 0) } / weight
            }
            return weight * (1 - shares.reduce(0) { $0 + $1 * $1 })
        }
        var cuts: [Cut] = []
        let used = values.indices.filter { weights[$0] > 0 }
        for feature in values[0].indices {
            let sorted = Set(used.map { values[$0][feature] }).sorted()
            for (low, high) in zip(sorted, sorted.dropFirst()) {
                let left = used.filter { values[$0][feature] <= low }
                let right = used.filter { values[$0][feature] > low }
                guard left.count >= leastRows && right.count >= leastRows else { continue }
                cuts.append(Cut(impurity: impurity(left) + impurity(right), threshold: (low + high) / 2, feature: feature))
            }
        }
        return cuts
    }

    @Test(arguments: [2, 3, 5, 8, 9, 20, 60], [3, 1000])
    func theFirstCutIsTheBest(rows: Int, levels: Int) throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            for leastRows in [1, 2] where rows >= 2 * leastRows {
                let values = ForestFixture.values(rows: rows, columns: 4, levels: levels, seed: seed)
                let targets = ForestFixture.targets(rows, levels: 7, seed: seed + 100)
                let weights = ForestFixture.targets(rows, levels: 4, seed: seed + 200).map { UInt32($0) + 1 }
                let settings = ForestFixture.settings { $0.leastLeafRows = leastRows }
                let root = try ForestFixture.tree(values, .values(targets), settings, weights: weights).nodes[0]
                try check(root, cuts(values, targets, weights: weights, leastRows: leastRows), isPure: Set(targets).count == 1)
            }
        }
    }

    @Test(arguments: [2, 5], [3, 1000])
    func classesAreCutByGini(classes: Int, levels: Int) throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            let values = ForestFixture.values(rows: 40, columns: 4, levels: levels, seed: seed)
            let targets = ForestFixture.targets(40, levels: classes, seed: seed + 100)
            let weights = ForestFixture.targets(40, levels: 3, seed: seed + 200).map { UInt32($0) }
            let kinds = ForestTargets.classes(targets.map { Int32($0) }, count: classes)
            let root = try ForestFixture.tree(values, kinds, ForestFixture.settings(), weights: weights).nodes[0]
            try check(root, cuts(values, targets, weights: weights, classes: classes), isPure: false)
        }
    }

    private func check(_ root: TreeNode, _ cuts: [Cut], isPure: Bool) throws {
        guard let best = cuts.map(\.impurity).min(), !isPure else {
            #expect(root.isLeaf)
            return
        }
        let own = cuts.first { $0.feature == Int(root.feature) && $0.threshold == root.threshold }
        #expect(try #require(own, "a cut in the middle between two values").impurity <= best + 1e-9 * max(best, 1))
    }

    /// In a node of more rows than bins, too, where each value has its own.
    @Test func aLargeNodeIsCutBetweenItsOwnValues() throws {
        let values = ForestFixture.values(rows: 600, columns: 3, levels: 40)
        let targets = ForestFixture.targets(600, levels: 9)
        let weights = ForestFixture.targets(600, levels: 3, seed: 9).map { UInt32($0) }
        let root = try ForestFixture.tree(values, .values(targets), ForestFixture.settings(), weights: weights).nodes[0]
        try check(root, cuts(values, targets, weights: weights), isPure: false)
    }

    @Test func aStepIsFoundThroughBins() throws {
        let values = (0..<2000).map { [Float($0 * 7919 % 2000), Float($0)] }
        let targets = values.map { $0[0] < 1000 ? Float(0) : 1 }
        let tree = try ForestFixture.tree(values, .values(targets), ForestFixture.settings())
        #expect(tree.nodes[0].feature == 0 && abs(tree.nodes[0].threshold - 999.5) <= 8)
        // What the bins could not part, the blocks do.
        var forest = Forest(featureCount: 2)
        forest.append(tree)
        #expect(try forest.means(of: ForestFixture.matrix(values)).mean == targets)
    }
}
