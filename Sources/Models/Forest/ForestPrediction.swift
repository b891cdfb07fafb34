import Kernels

extension Forest {
    /// For each row the mean over the trees and σ² (`ForestSums.meanAndVariance`).
    ///
    /// - Parameter rows: [rows × features]; a missing value is NaN
    public func means(of rows: Matrix) throws(ForestError) -> (mean: [Float], variance: [Float]) {
        precondition(classCount == 0, "a forest of numbers")
        let sums = try sums(of: rows)
        let all = (0..<rows.rows).map(sums.meanAndVariance)
        return (all.map { Float($0.mean) }, all.map { Float($0.variance) })
    }

    /// [rows × classes] the mean over the trees of the frequencies in the leaves.
    ///
    /// - Parameter rows: [rows × features]; a missing value is NaN
    public func probabilities(of rows: Matrix) throws(ForestError) -> [Float] {
        precondition(classCount > 0, "a forest of classes")
        let sums = try sums(of: rows)
        return (0..<rows.rows).flatMap { row in (0..<classCount).map { Float(sums.probability(row, $0)) } }
    }

    func sums(of rows: Matrix) throws(ForestError) -> ForestSums {
        var sums = ForestSums(rows: rows.rows, classCount: classCount)
        try sums.add(self, rows)
        return sums
    }
}
