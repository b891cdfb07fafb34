import Kernels

/// What the trees so far say of some rows, tree after tree.
struct ForestSums {
    private let classCount: Int
    private(set) var treeCount = 0
    /// Of numbers: the first tree's means, which the others are counted from, so that their squares do not drown their differences.
    private var firsts: ContiguousArray<Double>
    /// Of numbers: Σ deviation, Σ deviation², Σ variance over trees.
    private var sums: ContiguousArray<SIMD4<Double>>
    /// Of classes: [rows × classes] Σ frequency over trees.
    private var votes: ContiguousArray<Double>
    private var reached: ContiguousArray<Int32>

    /// Rows that are taken through all trees before the next: as many values as stay in the second-level cache beside a tree.
    private static let batch = 256

    /// - Parameter classCount: 0 where numbers are learnt
    init(rows: Int, classCount: Int) {
        self.classCount = classCount
        firsts = ContiguousArray(repeating: 0, count: classCount == 0 ? rows : 0)
        sums = ContiguousArray(repeating: .zero, count: classCount == 0 ? rows : 0)
        votes = ContiguousArray(repeating: 0, count: rows * classCount)
        reached = ContiguousArray(repeating: 0, count: Self.batch)
    }

    /// Takes rows down the trees that have come since.
    ///
    /// - Parameter rows: [rows × features], the same each time; a missing value is NaN
    mutating func add(_ forest: Forest, _ rows: Matrix) throws(ForestError) {
        guard forest.treeCount > 0 else { throw .noTrees }
        guard rows.columns == forest.featureCount else { throw .featureCount(found: rows.columns, expected: forest.featureCount) }
        for first in stride(from: 0, to: rows.rows, by: Self.batch) {
            let batch = first..<min(first + Self.batch, rows.rows)
            let some = rows.rows(batch)
            for tree in treeCount..<forest.treeCount {
                var all = reached.mutableSpan
                var span = all._mutatingExtracting(0..<batch.count)
                TreeDescent.descend(forest.nodes.span.extracting(forest.nodeRange(tree)), some, into: &span)
                add(forest, tree, batch)
            }
        }
        treeCount = forest.treeCount
    }

    private mutating func add(_ forest: Forest, _ tree: Int, _ batch: Range<Int>) {
        let base = forest.leafRange(tree).lowerBound
        for (place, row) in batch.enumerated() {
            if classCount > 0 {
                for kind in 0..<classCount { votes[row * classCount + kind] += Double(forest.leaves[base + classCount * Int(reached[place]) + kind]) }
                continue
            }
            let leaf = base + 3 * Int(reached[place])
            if tree == 0 { firsts[row] = Double(forest.leaves[leaf]) }
            let deviation = Double(forest.leaves[leaf]) - firsts[row]
            sums[row] += SIMD4(deviation, deviation * deviation, Double(forest.leaves[leaf + 1]), 0)
        }
    }

    /// For each row the mean over the trees and σ²: the mean of the leaves' variances and the variance of their means.
    func meanAndVariance(_ row: Int) -> (mean: Double, variance: Double) {
        let average = sums[row] / Double(treeCount)
        return (firsts[row] + average.x, max(average.y - average.x * average.x, 0) + average.z)
    }

    /// The mean over the trees of the frequency of a class in the leaves.
    func probability(_ row: Int, _ kind: Int) -> Double { votes[row * classCount + kind] / Double(treeCount) }
}
