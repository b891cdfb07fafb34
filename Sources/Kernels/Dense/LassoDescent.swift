import Glibc

/// Least squares with a penalty of magnitudes, (1/2n)‖y − Xβ‖² + α‖β‖₁, by descent along one coefficient after the other (Friedman, Hastie and
/// Tibshirani, J. Stat. Softw. 33, 1 (2010)).
///
/// With more rows than columns the products of columns are made once, and a step costs as many operations as there are columns; else as many as rows.
public struct LassoDescent: Sendable {
    private let columns: Int
    /// n of the objective: how much all rows weigh.
    private let weight: Double
    /// Of each column its products with all columns, or its own numbers.
    private let vectors: [Double]
    private let length: Int
    private let isGram: Bool
    /// Xᵀy, or y.
    private let target: [Double]
    private let squares: [Double]
    private let targetSquare: Double

    /// Relative to ‖y‖²/2n: the duality gap at which a solution is as good as exact. Its fitted values are off by √(2 · gap) at the most, in the
    /// mean of squares.
    private static let tolerance = 1e-11
    private static let mostSweeps = 20_000

    /// - Parameters:
    ///   - matrix: [rows × columns] row by row, each row multiplied by the root of its weight
    ///   - target: [rows] likewise
    ///   - weight: n
    public init(_ matrix: [Double], rows: Int, columns: Int, target: [Double], weight: Double) {
        precondition(matrix.count == rows * columns && target.count == rows && weight > 0, "a target for each row")
        self.columns = columns
        self.weight = weight
        isGram = rows > columns
        var products = [Double](repeating: 0, count: columns)
        for row in 0..<rows { for column in 0..<columns { products[column] += matrix[row * columns + column] * target[row] } }
        if isGram {
            vectors = GramMatrix.ofColumns(matrix, rows: rows, columns: columns)
            length = columns
            self.target = products
            squares = (0..<columns).map { [vectors] in vectors[$0 * columns + $0] }
        } else {
            var turned = [Double](repeating: 0, count: rows * columns)
            for row in 0..<rows { for column in 0..<columns { turned[column * rows + row] = matrix[row * columns + column] } }
            vectors = turned
            length = rows
            self.target = target
            squares = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + turned[column * rows + $1] * turned[column * rows + $1] } }
        }
        targetSquare = target.reduce(0) { $0 + $1 * $1 }
        largestPenalty = (products.map(abs).max() ?? 0) / weight
    }

    /// The smallest α for which all coefficients are zero.
    public let largestPenalty: Double

    /// The coefficients for a penalty.
    ///
    /// - Parameter start: [columns] those of a penalty near by, or zeros
    public func solve(penalty: Double, from start: [Double]) -> [Double] {
        precondition(start.count == columns, "a coefficient for each column")
        var coefficients = start
        // Xᵀ(y − Xβ), or y − Xβ.
        var rest = target
        for column in 0..<columns where start[column] != 0 { subtract(column, start[column], from: &rest) }
        var active = (0..<columns).filter { start[$0] != 0 }
        var sweeps = 0
        while sweeps < Self.mostSweeps {
            // Through all coefficients, and then through those that are not zero until they stay.
            _ = sweep(Array(0..<columns), penalty, &coefficients, &rest)
            sweeps += 1
            if gap(coefficients, rest, penalty) <= Self.tolerance * targetSquare / weight / 2 { break }
            active = (0..<columns).filter { coefficients[$0] != 0 }
            let before = sweeps
            while sweeps < min(before + 50, Self.mostSweeps) {
                let change = sweep(active, penalty, &coefficients, &rest)
                sweeps += 1
                if change <= Self.tolerance * targetSquare { break }
            }
        }
        return coefficients
    }

    /// One step along each of some coefficients.
    ///
    /// - Returns: the largest n β'² that one has changed by
    private func sweep(_ places: [Int], _ penalty: Double, _ coefficients: inout [Double], _ rest: inout [Double]) -> Double {
        var largest = 0.0
        for column in places where squares[column] > 0 {
            let old = coefficients[column]
            let pull = slope(column, rest) + squares[column] * old
            let new = (pull > 0 ? 1 : -1) * max(abs(pull) - weight * penalty, 0) / squares[column]
            guard new != old else { continue }
            coefficients[column] = new
            subtract(column, new - old, from: &rest)
            largest = max(largest, squares[column] * (new - old) * (new - old))
        }
        return largest
    }

    /// x_jᵀ(y − Xβ).
    private func slope(_ column: Int, _ rest: [Double]) -> Double {
        guard !isGram else { return rest[column] }
        return vectors.withUnsafeBufferPointer { vectors in
            rest.withUnsafeBufferPointer { rest in
                guard let own = vectors.baseAddress.map({ $0 + column * length }), let rest = rest.baseAddress else { return 0 }
                var sums = SIMD8<Double>.zero
                var place = 0
                while place + 8 <= length {
                    for lane in 0..<8 { sums[lane] += own[place + lane] * rest[place + lane] }
                    place += 8
                }
                var sum = sums.sum()
                while place < length {
                    sum += own[place] * rest[place]
                    place += 1
                }
                return sum
            }
        }
    }

    private func subtract(_ column: Int, _ step: Double, from rest: inout [Double]) {
        let length = length
        vectors.withUnsafeBufferPointer { vectors in
            rest.withUnsafeMutableBufferPointer { rest in
                guard let own = vectors.baseAddress.map({ $0 + column * length }), let rest = rest.baseAddress else { return }
                for place in 0..<length { rest[place] -= step * own[place] }
            }
        }
    }

    /// How far the objective can be from its least, at the most: its distance from that of the dual problem at the residual scaled into its bounds.
    private func gap(_ coefficients: [Double], _ rest: [Double], _ penalty: Double) -> Double {
        let slopes = isGram ? rest : (0..<columns).map { slope($0, rest) }
        let largest = slopes.reduce(0) { max($0, abs($1)) } / weight
        let magnitude = coefficients.reduce(0) { $0 + abs($1) }
        // ‖y − Xβ‖² and yᵀ(y − Xβ), of products of columns alone: βᵀXᵀ(y − Xβ) is βᵀ·slopes.
        let fitted = zip(coefficients, slopes).reduce(0) { $0 + $1.0 * $1.1 }
        let square: Double
        let along: Double
        if isGram {
            along = targetSquare - zip(coefficients, target).reduce(0) { $0 + $1.0 * $1.1 }
            square = along - fitted
        } else {
            along = zip(rest, target).reduce(0) { $0 + $1.0 * $1.1 }
            square = rest.reduce(0) { $0 + $1 * $1 }
        }
        let scale = largest > penalty ? penalty / largest : 1
        let primal = square / (2 * weight) + penalty * magnitude
        // The dual's value at θ = scale · (y − Xβ): (2 scale · yᵀr − scale² ‖r‖²) / 2n.
        let dual = (2 * scale * along - scale * scale * square) / (2 * weight)
        return primal - dual
    }
}
