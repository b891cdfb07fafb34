import Kernels
import Testing

@Suite struct RowDistancesTests {
    /// Numbers that are the same everywhere, between −1 and 1.
    private func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        let matrix = Matrix(rows: rows, columns: RowDistances.paddedColumns(columns))
        var state = seed
        for row in 0..<rows {
            for column in 0..<columns {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                matrix[row, column] = Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
            }
        }
        return matrix
    }

    private func expected(_ norm: RowNorm, _ a: Matrix, _ i: Int, _ b: Matrix, _ j: Int) -> Double {
        let differences = (0..<a.columns).map { abs(Double(a[i, $0]) - Double(b[j, $0])) }
        return switch norm {
        case .manhattan: differences.reduce(0, +)
        case .squares: differences.reduce(0) { $0 + $1 * $1 }
        case .largest: differences.max() ?? 0
        }
    }

    @Test(arguments: RowNorm.allCases, [1, 16, 103, 1024, 2500])
    func numbersAreThoseOfTheDefinition(norm: RowNorm, columns: Int) {
        let (a, b) = (matrix(9, columns, seed: 1), matrix(11, columns, seed: 2))
        let out = Matrix(rows: 9, columns: 11)
        RowDistances.fill(norm, a, b, into: out)
        for i in 0..<9 {
            for j in 0..<11 {
                let right = expected(norm, a, i, b, j)
                #expect(abs(Double(out[i, j]) - right) <= 1e-6 * max(right, 1))
            }
        }
    }

    @Test(arguments: RowNorm.allCases)
    func noBitDependsOnTheCompanyOfARow(norm: RowNorm) {
        let (a, b) = (matrix(300, 1100, seed: 3), matrix(137, 1100, seed: 4))
        let (all, turned) = (Matrix(rows: 300, columns: 137), Matrix(rows: 137, columns: 300))
        RowDistances.fill(norm, a, b, into: all)
        RowDistances.fill(norm, b, a, into: turned)
        for (rows, columns) in [(0..<1, 0..<1), (5..<12, 3..<8), (127..<300, 100..<137), (299..<300, 0..<137)] {
            let part = Matrix(rows: rows.count, columns: columns.count)
            RowDistances.fill(norm, a.rows(rows), b.rows(columns), into: part)
            for i in rows {
                for j in columns {
                    #expect(part[i - rows.lowerBound, j - columns.lowerBound] == all[i, j] && all[i, j] == turned[j, i])
                }
            }
        }
    }
}
