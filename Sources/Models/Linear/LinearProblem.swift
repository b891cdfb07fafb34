import Datasets
import Glibc
import Kernels

/// The standardised features and the values that a member learns a target from, both with their mean taken off and multiplied by the roots of
/// the rows' weights.
struct LinearProblem {
    let rows: Int
    let columns: Int
    /// n: as many as the member has drawn.
    let weight: Double
    /// [rows × columns]
    private let matrix: [Double]
    private let target: [Double]
    private let means: [Double]
    private let mean: Double
    private let solver: Solver

    private enum Solver {
        /// [columns × columns] XᵀX and Xᵀy.
        case columns([Double], [Double])
        /// [rows × rows] XXᵀ, where there are fewer rows.
        case rows([Double])
        case lasso(LassoDescent)
    }

    /// - Parameters:
    ///   - features: [training × columns], standardised
    ///   - values: of the rows that are learnt from
    init(_ kind: LinearSettings.Penalty, _ features: Matrix, _ own: LearntRows, _ values: [Float]) {
        (rows, columns) = (own.places.count, features.columns)
        weight = Double(own.counts.reduce(0, +))
        var means = [Double](repeating: 0, count: features.columns)
        var mean = 0.0
        for (row, place) in own.places.enumerated() {
            let share = Double(own.counts[row]) / weight
            mean += share * Double(values[row])
            for column in means.indices { means[column] += share * Double(features[place, column]) }
        }
        var matrix: [Double] = []
        matrix.reserveCapacity(rows * columns)
        for (row, place) in own.places.enumerated() {
            let root = Double(own.counts[row]).squareRoot()
            for column in means.indices { matrix.append(root * (Double(features[place, column]) - means[column])) }
        }
        let target = zip(own.counts, values).map { Double($0).squareRoot() * (Double($1) - mean) }
        switch kind {
        case .lasso: solver = .lasso(LassoDescent(matrix, rows: rows, columns: columns, target: target, weight: weight))
        case .ridge where rows < columns: solver = .rows(GramMatrix.ofRows(matrix, rows: rows, columns: columns))
        case .ridge:
            solver = .columns(
                GramMatrix.ofColumns(matrix, rows: rows, columns: columns), Self.turned(matrix, rows, columns, times: target))
        }
        (self.matrix, self.target, self.means, self.mean) = (matrix, target, means, mean)
    }

    /// Xᵀv.
    private static func turned(_ matrix: [Double], _ rows: Int, _ columns: Int, times vector: [Double]) -> [Double] {
        var product = [Double](repeating: 0, count: columns)
        for row in 0..<rows { for column in 0..<columns { product[column] += matrix[row * columns + column] * vector[row] } }
        return product
    }

    /// The penalty of a place on the path, from the strongest, 0, to the weakest, 1 (Mathematics.md §8).
    func penalty(at place: Double) -> Double {
        switch solver {
        case .columns, .rows: weight * power(2 - 8 * place)
        case .lasso(let descent): max(descent.largestPenalty * power(-3 * place), 1e-12)
        }
    }

    /// - Parameter start: coefficients of the penalty before
    /// - Throws: `ModelError` where the normal equations have no solution in double precision
    func solve(penalty: Double, from start: [Double]?) throws(ModelError) -> LinearSolution {
        let coefficients: [Double]
        switch solver {
        case .lasso(let descent): coefficients = descent.solve(penalty: penalty, from: start ?? [Double](repeating: 0, count: columns))
        case .columns(let gram, let products): coefficients = try Self.factor(gram, columns, penalty).solve(products)
        case .rows(let gram): coefficients = Self.turned(matrix, rows, columns, times: try Self.factor(gram, rows, penalty).solve(target))
        }
        let intercept = mean - zip(coefficients, means).reduce(0) { $0 + $1.0 * $1.1 }
        return LinearSolution(penalty: penalty, intercept: intercept, coefficients: coefficients)
    }

    private static func factor(_ gram: [Double], _ order: Int, _ penalty: Double) throws(ModelError) -> Cholesky {
        var sum = gram
        for place in 0..<order { sum[place * order + place] += penalty }
        guard let factor = Cholesky(sum, order: order) else {
            throw .setting(name: "penalty", problem: "model.penalty is \(penalty), too small for features that depend on each other; a larger one is needed")
        }
        return factor
    }
}

/// 10 to some power.
private func power(_ exponent: Double) -> Double { pow(10, exponent) }

/// A linear function of standardised features.
struct LinearSolution: Equatable {
    var penalty: Double
    var intercept: Double
    var coefficients: [Double]

    /// Of some rows of features, summed in the order of the columns.
    func values(of rows: Matrix) -> [Double] { DenseRows.products(rows, coefficients).map { $0 + intercept } }
}
