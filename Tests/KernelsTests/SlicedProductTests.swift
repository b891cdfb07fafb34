import Kernels
import Testing

@Suite struct SlicedProductTests {
    private func matrix(_ rows: Int, _ columns: Int, _ seed: Int) -> Matrix {
        let matrix = Matrix(rows: rows, columns: columns)
        for row in 0..<rows {
            for column in 0..<columns { matrix[row, column] = Float((row * 31 + column * 17 + seed * 7) % 23 - 11) / 8 }
        }
        return matrix
    }

    private func product(_ x: Matrix, _ y: Matrix, _ slices: [Range<Int>], scale: Float = 1) -> Matrix {
        let c = Matrix(packedRows: x.columns, columns: y.columns)
        c.fill(.nan)
        SlicedProduct(slices: slices.count, rows: x.rows, elements: SlicedProduct.room(rows: y.rows, columns: y.columns))
            .multiply(x, y, slices: slices, into: c, scaledBy: scale)
        return c
    }

    /// Eighths and their sums are exact, so that every order of adding gives the same.
    @Test(arguments: [(1, 1, 1), (13, 12, 32), (32, 25, 33), (40, 97, 64), (7, 130, 100), (128, 64, 2)])
    func itIsTheProduct(rows: Int, m: Int, n: Int) {
        let (x, y) = (matrix(rows, m, 1), matrix(rows, n, 2))
        let cuts = [0, rows / 3, rows / 2, rows]
        let c = product(x, y, (0..<3).map { cuts[$0]..<cuts[$0 + 1] }, scale: 0.5)
        for i in 0..<m {
            for j in 0..<n {
                let expected = (0..<rows).reduce(Float(0)) { $0 + x[$1, i] * y[$1, j] }
                #expect(c[i, j] == 0.5 * expected)
            }
        }
    }

    /// What shards rely on: sums of branches of the tree, joined, are the sum of the whole; and a slice's bits do not depend on the others.
    @Test(arguments: [2, 3, 4, 5, 8]) func branchesJoinToTheSameBits(count: Int) {
        let rows = 11 * count
        let (x, y) = (Matrix(rows: rows, columns: 37), Matrix(rows: rows, columns: 45))
        for row in 0..<rows {
            for column in 0..<37 { x[row, column] = 1 / Float(row + 3 * column + 1) }
            for column in 0..<45 { y[row, column] = 1 / Float(2 * row + column + 1) - 0.1 }
        }
        let slices = (0..<count).map { (11 * $0)..<(11 * $0 + 11) }
        let whole = product(x, y, slices, scale: 1 / 3)
        let half = (count + 1) / 2
        let left = product(x.rows(0..<(11 * half)), y.rows(0..<(11 * half)), Array(slices[..<half]), scale: 1 / 3)
        let right = product(x.rows((11 * half)..<rows), y.rows((11 * half)..<rows), Array(slices[..<(count - half)]), scale: 1 / 3)
        Rows.add(right, to: left)
        #expect(left.elements == whole.elements)
    }
}
