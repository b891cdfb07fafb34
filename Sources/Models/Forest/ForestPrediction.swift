import Kernels

extension Forest {
    /// Rows that are taken through all trees before the next: as many values as stay in the second-level cache beside a tree.
    private static let batch = 256

    /// For each row the mean over the trees and σ²: the mean of the leaves' variances and the variance of their means.
    ///
    /// - Parameter rows: [rows × features]; a missing value is NaN
    public func means(of rows: Matrix) throws(ForestError) -> (mean: [Float], variance: [Float]) {
        precondition(classCount == 0, "a forest of numbers")
        var means: [Float] = []
        var variances: [Float] = []
        means.reserveCapacity(rows.rows)
        variances.reserveCapacity(rows.rows)
        let trees = Double(treeCount)
        // Means are counted from the first tree's, so that their squares do not drown their differences.
        var firsts = ContiguousArray<Double>(repeating: 0, count: Self.batch)
        var sums = ContiguousArray<SIMD4<Double>>(repeating: .zero, count: Self.batch)
        try inBatches(rows) { (tree, reached) in
            let base = leafRange(tree).lowerBound
            for row in 0..<reached.count {
                let place = base + 3 * Int(reached[row])
                if tree == 0 {
                    firsts[row] = Double(leaves[place])
                    sums[row] = .zero
                }
                let deviation = Double(leaves[place]) - firsts[row]
                sums[row] += SIMD4(deviation, deviation * deviation, Double(leaves[place + 1]), 0)
            }
            guard tree == treeCount - 1 else { return }
            for row in 0..<reached.count {
                let average = sums[row] / trees
                means.append(Float(firsts[row] + average.x))
                variances.append(Float(max(average.y - average.x * average.x, 0) + average.z))
            }
        }
        return (means, variances)
    }

    /// [rows × classes] the mean over the trees of the frequencies in the leaves.
    ///
    /// - Parameter rows: [rows × features]; a missing value is NaN
    public func probabilities(of rows: Matrix) throws(ForestError) -> [Float] {
        precondition(classCount > 0, "a forest of classes")
        var probabilities: [Float] = []
        probabilities.reserveCapacity(rows.rows * classCount)
        var sums = ContiguousArray<Double>(repeating: 0, count: Self.batch * classCount)
        try inBatches(rows) { (tree, reached) in
            let base = leafRange(tree).lowerBound
            for row in 0..<reached.count {
                for kind in 0..<classCount {
                    let frequency = Double(leaves[base + classCount * Int(reached[row]) + kind])
                    sums[row * classCount + kind] = tree == 0 ? frequency : sums[row * classCount + kind] + frequency
                }
            }
            guard tree == treeCount - 1 else { return }
            for sum in sums.prefix(reached.count * classCount) { probabilities.append(Float(sum / Double(treeCount))) }
        }
        return probabilities
    }

    /// Takes batch after batch of rows down tree after tree.
    private func inBatches(_ rows: Matrix, _ body: (_ tree: Int, _ reached: Span<Int32>) -> Void) throws(ForestError) {
        guard treeCount > 0 else { throw .noTrees }
        guard rows.columns == featureCount else { throw .featureCount(found: rows.columns, expected: featureCount) }
        var reached = ContiguousArray<Int32>(repeating: 0, count: Self.batch)
        for first in stride(from: 0, to: rows.rows, by: Self.batch) {
            let batch = first..<min(first + Self.batch, rows.rows)
            let some = rows.rows(batch)
            for tree in 0..<treeCount {
                var all = reached.mutableSpan
                var span = all._mutatingExtracting(0..<batch.count)
                TreeDescent.descend(nodes.span.extracting(nodeRange(tree)), some, into: &span)
                body(tree, reached.span.extracting(0..<batch.count))
            }
        }
    }
}
