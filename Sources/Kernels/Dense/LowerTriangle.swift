/// The lower triangle of a square matrix, row after row: row i has i + 1 numbers.
public struct LowerTriangle: Sendable {
    public let order: Int
    private var values: [Double]

    public init(order: Int) {
        self.order = order
        values = [Double](repeating: 0, count: Self.start(order))
    }

    /// Of the factor of a matrix.
    public init(_ factor: Cholesky) {
        self.init(order: factor.order)
        for row in 0..<order { for column in 0...row { values[Self.start(row) + column] = factor.lower(row, column) } }
    }

    private static func start(_ row: Int) -> Int { row * (row + 1) / 2 }

    /// The numbers of a row, to be filled.
    public mutating func withRow<Failure: Error>(_ row: Int, _ body: (inout MutableSpan<Double>) throws(Failure) -> Void) throws(Failure) {
        var all = values.mutableSpan
        var own = all._mutatingExtracting(Self.start(row)..<Self.start(row + 1))
        try body(&own)
    }

    public subscript(row: Int, column: Int) -> Double { values[Self.start(row) + column] }

    /// The whole symmetric matrix, each number changed, with something added to the diagonal.
    public func symmetric(adding diagonal: [Double], _ change: (Double) -> Double) -> [Double] {
        precondition(diagonal.count == order, "a number for each row")
        return [Double](unsafeUninitializedCapacity: order * order) { buffer, count in
            for row in 0..<order {
                for column in 0...row {
                    let value = change(values[Self.start(row) + column])
                    buffer[row * order + column] = value
                    buffer[column * order + row] = value
                }
                buffer[row * order + row] += diagonal[row]
            }
            count = order * order
        }
    }

    /// Columns that `squares` works on at once.
    public static let lanes = 16

    /// The sums of the squares of the columns of L⁻¹·B: bᵀ(LLᵀ)⁻¹b of each column b. A column's does not depend on the others.
    ///
    /// - Parameter right: [order × lanes] row by row; is overwritten
    public func squares(ofSolutionsTo right: inout [Double]) -> [Double] {
        precondition(right.count == order * Self.lanes, "as many rows as the matrix has")
        var sums = SIMD16<Double>.zero
        values.withUnsafeBufferPointer { values in
            right.withUnsafeMutableBytes { right in
                guard let numbers = values.baseAddress, let base = right.baseAddress else { return }
                for row in 0..<order {
                    let own = numbers + Self.start(row)
                    var rest = base.loadUnaligned(fromByteOffset: row * 128, as: SIMD16<Double>.self)
                    for column in 0..<row {
                        rest -= own[column] * base.loadUnaligned(fromByteOffset: column * 128, as: SIMD16<Double>.self)
                    }
                    rest /= own[row]
                    base.storeBytes(of: rest, toByteOffset: row * 128, as: SIMD16<Double>.self)
                    sums += rest * rest
                }
            }
        }
        return (0..<Self.lanes).map { sums[$0] }
    }
}
