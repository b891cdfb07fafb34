/// Sums over the slices of a batch in one fixed binary tree: slices a ..< b are (a ..< m) + (m ..< b) with m the middle, rounded up.
///
/// The gradient of a parameter is such a sum. Its bits depend on the slices alone, and so not on which rank has worked them out.
/// Large targets are summed in tiles of rows, so that partial sums wait in the cache and the target is written once.
public struct SliceSums {
    /// Floats of a tile: a quarter of a second-level cache of 1 MiB.
    private static let tile = 65536

    /// One partial sum for each level of the tree below its root.
    private let partial: [Matrix]
    private let capacity: Int

    /// - Parameters:
    ///   - slices: at most
    ///   - widest: columns of the widest target
    public init(slices: Int, widest: Int) {
        var levels = 0
        while 1 << levels < slices { levels += 1 }
        capacity = max(Self.tile, widest)
        partial = (0..<levels).map { [capacity] _ in Matrix(packedRows: 1, columns: capacity) }
    }

    /// Sets the target to the sum of what every slice brings.
    ///
    /// - Parameters:
    ///   - count: slices 0 ..< count
    ///   - target: packed
    ///   - term: writes its slice's part of some rows of the target over whatever is there
    public func sum(_ count: Int, into target: Matrix, _ term: (_ slice: Int, _ rows: Range<Int>, _ part: Matrix) -> Void) {
        precondition(count >= 1 && (count - 1) >> partial.count == 0 && target.columns <= capacity, "slices and columns that fit")
        guard count > 1 else { return term(0, 0..<target.rows, target) }
        let fitting = capacity / max(target.columns, 1)
        let height = fitting >= 16 ? fitting / 16 * 16 : fitting
        var first = 0
        while first < target.rows {
            let rows = first..<min(first + height, target.rows)
            add(0..<count, rows, level: 0, into: target.rows(rows), term)
            first = rows.upperBound
        }
    }

    private func add(
        _ slices: Range<Int>, _ rows: Range<Int>, level: Int, into target: Matrix, _ term: (Int, Range<Int>, Matrix) -> Void
    ) {
        guard slices.count > 1 else { return term(slices.lowerBound, rows, target) }
        let middle = slices.lowerBound + (slices.count + 1) / 2
        add(slices.lowerBound..<middle, rows, level: level, into: target, term)
        let other = partial[level].reshaped(from: 0, rows: target.rows, columns: target.columns)
        add(middle..<slices.upperBound, rows, level: level + 1, into: other, term)
        Rows.add(other, to: target)
    }
}
