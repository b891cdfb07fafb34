import Kernels
import Testing

@Suite struct SliceSumTests {
    /// Numbers whose sum depends on the order in which they are added.
    private func number(_ slice: Int, _ row: Int, _ column: Int) -> Float { 1 / Float(3 + slice * 7 + row * 5 + column) }

    private func tree(_ slices: Range<Int>, _ row: Int, _ column: Int) -> Float {
        guard slices.count > 1 else { return number(slices.lowerBound, row, column) }
        let middle = slices.lowerBound + (slices.count + 1) / 2
        return tree(slices.lowerBound..<middle, row, column) + tree(middle..<slices.upperBound, row, column)
    }

    /// Targets of one tile, of several with a rest, and of rows wider than a tile.
    @Test(arguments: [(3, 5), (1000, 100), (2, 70000)], [1, 2, 3, 4, 7, 8])
    func sumsAreThoseOfTheTree(shape: (rows: Int, columns: Int), slices: Int) {
        let target = Matrix(packedRows: shape.rows, columns: shape.columns)
        target.fill(9)
        let sums = SliceSums(slices: slices, widest: shape.columns)
        sums.sum(slices, into: target) { slice, rows, part in
            for row in rows {
                for column in 0..<shape.columns { part[row - rows.lowerBound, column] = number(slice, row, column) }
            }
        }
        var wrong = 0
        for row in 0..<shape.rows {
            for column in 0..<shape.columns where target[row, column] != tree(0..<slices, row, column) { wrong += 1 }
        }
        #expect(wrong == 0)
    }
}
