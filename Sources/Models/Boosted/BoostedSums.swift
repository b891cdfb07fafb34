import Glibc
import Kernels

/// What the rounds so far add up to on some rows: in single precision, tree after tree, as XGBoost adds them.
struct BoostedSums {
    let rowCount: Int
    /// Sums of a row: one, or one for each class.
    let groups: Int
    private(set) var treeCount = 0
    /// [rows × groups]
    private(set) var values: [Float]
    private var reached: ContiguousArray<Int32>

    init(rows: Int, groups: Int) {
        rowCount = rows
        self.groups = groups
        values = [Float](repeating: 0, count: rows * groups)
        reached = ContiguousArray(repeating: 0, count: rows)
    }

    /// Takes rows down the trees that have come since.
    ///
    /// - Parameter rows: [rows × mirrored features], the same each time
    mutating func add(_ forest: Forest, _ rows: Matrix) {
        precondition(rows.rows == rowCount && rows.columns == forest.featureCount, "the rows that these are sums of")
        for tree in treeCount..<forest.treeCount {
            var span = reached.mutableSpan
            TreeDescent.descend(forest.nodes.span.extracting(forest.nodeRange(tree)), rows, into: &span)
            let (first, group) = (forest.leafRange(tree).lowerBound, tree % groups)
            for row in 0..<rowCount { values[row * groups + group] += forest.leaves[first + forest.leafWidth * Int(reached[row])] }
        }
        treeCount = forest.treeCount
    }

    /// As outputs of a task: (mean, log σ) or the mean alone; logits of classes.
    ///
    /// - Parameter deviation: σ of every row
    func outputs(_ task: Task, deviation: Double) -> Matrix {
        let matrix = Matrix(rows: rowCount, columns: task.outputs)
        for row in 0..<rowCount {
            for group in 0..<groups { matrix[row, group] = values[row * groups + group] }
            if task.hasDeviation { matrix[row, 1] = Float(log(deviation)) }
        }
        return matrix
    }
}
