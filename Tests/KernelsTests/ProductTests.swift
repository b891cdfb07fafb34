import Datasets
import Kernels
import Testing

@Suite struct ProductTests {
    private func filled(_ rows: Int, _ columns: Int, stream: Int) -> Matrix {
        let random = CounterRandom(seed: 7, member: 0, purpose: .test, stream: stream)
        let matrix = Matrix(rows: rows, columns: columns)
        for row in 0..<rows { for column in 0..<columns { matrix[row, column] = random.normal(at: row * columns + column) } }
        return matrix
    }

    @Test(arguments: [(1, 1, 1), (5, 7, 3), (33, 64, 130)])
    func everyOrientationIsTheTripleLoop(m: Int, k: Int, n: Int) {
        let (a, b) = (filled(m, k, stream: 1), filled(k, n, stream: 2))
        let (aT, bT) = (filled(k, m, stream: 3), filled(n, k, stream: 4))
        for row in 0..<m { for inner in 0..<k { aT[inner, row] = a[row, inner] } }
        for inner in 0..<k { for column in 0..<n { bT[column, inner] = b[inner, column] } }
        for (left, right) in [(a.plain, b.plain), (aT.transposed, b.plain), (a.plain, bT.transposed), (aT.transposed, bT.transposed)] {
            let c = filled(m, n, stream: 5)
            let before = c.elements
            Product.multiply(left, right, into: c, scaledBy: 0.5, adding: 2)
            for row in 0..<m {
                for column in 0..<n {
                    var sum = 0.0
                    for inner in 0..<k { sum += Double(a[row, inner]) * Double(b[inner, column]) }
                    #expect(abs(Double(c[row, column]) - (0.5 * sum + 2 * Double(before[row * n + column]))) < 1e-4)
                }
            }
        }
    }

    /// PyTorch's AdamW, written out in double precision.
    @Test func adamWIsThePublishedUpdate() {
        let count = 32
        let (weights, first, second) = (Matrix(packedRows: 1, columns: count), Matrix(packedRows: 1, columns: count), Matrix(packedRows: 1, columns: count))
        var (w, m, v) = ([Double](repeating: 1, count: count), [Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        weights.fill(1)
        for step in 1...5 {
            let gradient = Matrix(packedRows: 1, columns: count)
            for index in 0..<count { gradient[0, index] = Float(index - 10) * Float(step) * 0.1 }
            AdamW(learningRate: 0.01, weightDecay: 0.1).update(
                weights: weights, gradient: gradient, first: first, second: second, step: step)
            for index in 0..<count {
                let g = Double(gradient[0, index])
                m[index] = 0.9 * m[index] + 0.1 * g
                v[index] = 0.999 * v[index] + 0.001 * g * g
                let (c1, c2) = (1 - power(0.9, step), 1 - power(0.999, step))
                w[index] -= 0.01 * 0.1 * w[index] + 0.01 * (m[index] / c1) / ((v[index] / c2).squareRoot() + 1e-8)
                #expect(abs(Double(weights[0, index]) - w[index]) < 1e-5)
            }
        }
    }

    @Test(arguments: [16, 48, 64, 80, 1600]) func normsAreEuclidean(count: Int) {
        let vector = Matrix(packedRows: 1, columns: count)
        for index in 0..<count { vector[0, index] = Float(index % 7) - 3 }
        let squared = vector.elements.reduce(0) { $0 + Double($1 * $1) }
        #expect(AdamW.norm(vector) == squared.squareRoot())
        // Beyond what squares in single precision can be, and what no norm can be.
        for index in 0..<count { vector[0, index] *= 1e30 }
        #expect(abs(AdamW.norm(vector) / (squared.squareRoot() * 1e30) - 1) < 1e-6)
        vector[0, 3] = .nan
        #expect(!AdamW.norm(vector).isFinite)
    }

    @Test func aScaledGradientIsOneOfThatLength() {
        let states = (0..<2).map { _ in (0..<4).map { _ in Matrix(packedRows: 1, columns: 32) } }
        for (state, scale) in zip(states, [Float(1), 0.25]) {
            for index in 0..<32 { state[1][0, index] = Float(index - 9) * (scale == 1 ? 0.25 : 1) }
            AdamW(learningRate: 0.01, weightDecay: 0.1).update(
                weights: state[0], gradient: state[1], scaledBy: scale, first: state[2], second: state[3], step: 1)
        }
        for place in [0, 2, 3] { #expect(states[0][place].elements == states[1][place].elements) }
    }

    private func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { value, _ in value * base } }
}

@Suite struct TransposeTests {
    @Test(arguments: [(1, 1), (8, 16), (13, 5), (64, 1024), (17, 33)])
    func transposesAreExact(shape: (rows: Int, columns: Int)) {
        let matrix = Matrix(rows: shape.rows, columns: shape.columns)
        let out = Matrix(rows: shape.columns, columns: shape.rows)
        for row in 0..<shape.rows { for column in 0..<shape.columns { matrix[row, column] = Float(row * 2000 + column) } }
        Rows.transpose(matrix, into: out)
        for row in 0..<shape.rows { for column in 0..<shape.columns { #expect(out[column, row] == matrix[row, column]) } }
    }
}
