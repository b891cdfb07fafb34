import Foundation
import Kernels
import Datasets
import Testing

/// Kernels over sequences of tokens against plain loops in double precision and central differences.
@Suite struct SequenceKernelTests {
    private static func matrix(_ rows: Int, _ columns: Int, _ seed: Int, packed: Bool = false) -> Matrix {
        let matrix = packed ? Matrix(packedRows: rows, columns: columns) : Matrix(rows: rows, columns: columns)
        let random = CounterRandom(seed: 17, member: seed, purpose: .test)
        for row in 0..<rows { for column in 0..<columns { matrix[row, column] = random.normal(at: row * columns + column) } }
        return matrix
    }

    private static let starts: [Int32] = [0, 1, 6, 25, 30]

    /// softmax(q·k/√w)·v of each head over the tokens up to each.
    private func plain(_ qkv: Matrix, heads: Int, width: Int) -> [[Double]] {
        let size = width / heads
        var out = [[Double]](repeating: [Double](repeating: 0, count: width), count: qkv.rows)
        for sequence in 0..<(Self.starts.count - 1) {
            for token in Int(Self.starts[sequence])..<Int(Self.starts[sequence + 1]) {
                for head in 0..<heads {
                    let others = Array(Int(Self.starts[sequence])...token)
                    let energies = others.map { other in
                        (0..<size).reduce(0.0) { $0 + Double(qkv[token, head * size + $1]) * Double(qkv[other, width + head * size + $1]) }
                            / Double(size).squareRoot()
                    }
                    let weights = energies.map { exp($0 - (energies.max() ?? 0)) }
                    let sum = weights.reduce(0, +)
                    for (other, weight) in zip(others, weights) {
                        for k in 0..<size { out[token][head * size + k] += weight / sum * Double(qkv[other, 2 * width + head * size + k]) }
                    }
                }
            }
        }
        return out
    }

    @Test(arguments: [(1, 16), (2, 32), (2, 64)])
    func attentionIsThatOfEquationOne(heads: Int, width: Int) {
        let attention = CausalAttention(heads: heads, width: width)
        let qkv = Self.matrix(30, 3 * width, heads)
        let shares = Matrix(rows: 30, columns: attention.shareColumns(longest: 19))
        let out = Matrix(rows: 30, columns: width)
        attention.forward(qkv, starts: Self.starts.span, shares: shares, into: out)
        let expected = plain(qkv, heads: heads, width: width)
        for token in 0..<30 { for column in 0..<width { #expect(abs(Double(out[token, column]) - expected[token][column]) < 2e-6) } }

        // Token by token, as a generator goes: the same numbers.
        let last: [Int32] = [0, 5, 24, 29]
        let stepped = Matrix(rows: 4, columns: width)
        let firsts = [Int32](Self.starts.dropLast())
        attention.step(
            qkv, tokens: last.span, firsts: firsts.span, scratch: Matrix(rows: 1, columns: attention.shareColumns(longest: 19)), into: stepped)
        for (place, token) in last.enumerated() { #expect(stepped.rows(place..<(place + 1)).elements == out.rows(Int(token)..<(Int(token) + 1)).elements) }
    }

    @Test func attentionGoesBack() {
        let (heads, width) = (2, 32)
        let attention = CausalAttention(heads: heads, width: width)
        let qkv = Self.matrix(30, 3 * width, 4)
        let slopes = Self.matrix(30, width, 5)
        let shares = Matrix(rows: 30, columns: attention.shareColumns(longest: 19))
        let (out, gradient) = (Matrix(rows: 30, columns: width), Matrix(rows: 30, columns: 3 * width))
        gradient.fill(3)
        attention.forward(qkv, starts: Self.starts.span, shares: shares, into: out)
        attention.backward(
            slopes, qkv: qkv, starts: Self.starts.span, shares: shares, scratch: Matrix(rows: 1, columns: shares.columns), into: gradient)
        func sum() -> Double {
            plain(qkv, heads: heads, width: width).enumerated().reduce(0) { total, row in
                total + row.element.enumerated().reduce(0) { $0 + $1.element * Double(slopes[row.offset, $1.offset]) }
            }
        }
        for (token, column) in [(0, 3), (4, 40), (5, 70), (10, 1), (24, 35), (24, 95), (29, 20), (26, 50)] {
            let kept = qkv[token, column]
            qkv[token, column] = kept + 1e-2
            let above = sum()
            qkv[token, column] = kept - 1e-2
            let numeric = (above - sum()) / 2e-2
            qkv[token, column] = kept
            #expect(abs(numeric - Double(gradient[token, column])) < 2e-3, "\(token) \(column)")
        }
    }

    @Test func normsGoForwardAndBack() {
        let (x, gain, bias, slopes) = (Self.matrix(7, 48, 1), Self.matrix(1, 48, 2, packed: true), Self.matrix(1, 48, 3, packed: true), Self.matrix(7, 48, 4))
        let (out, products, sum) = (Matrix(rows: 7, columns: 48), Matrix(rows: 7, columns: 48), Matrix(rows: 7, columns: 48))
        let statistics = Matrix(packedRows: 7, columns: 2)
        func value(_ row: Int) -> [Double] {
            let values = (0..<48).map { Double(x[row, $0]) }
            let mean = values.reduce(0, +) / 48
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 48
            return (0..<48).map { (values[$0] - mean) / (variance + 1e-5).squareRoot() * Double(gain[0, $0]) + Double(bias[0, $0]) }
        }
        LayerNorm.forward(x, gain: gain, bias: bias, statistics: statistics, into: out)
        for row in 0..<7 { for (column, expected) in value(row).enumerated() { #expect(abs(Double(out[row, column]) - expected) < 1e-5) } }
        sum.fill(1)
        LayerNorm.backward(slopes, x: x, gain: gain, statistics: statistics, products: products, addingTo: sum)
        for (row, column) in [(0, 0), (3, 17), (6, 47)] {
            let kept = x[row, column]
            func moved(_ step: Float) -> Double {
                x[row, column] = kept + step
                defer { x[row, column] = kept }
                return value(row).enumerated().reduce(0) { $0 + $1.element * Double(slopes[row, $1.offset]) }
            }
            #expect(abs((moved(1e-3) - moved(-1e-3)) / 2e-3 + 1 - Double(sum[row, column])) < 1e-3)
            let normal = (value(row)[column] - Double(bias[0, column])) / Double(gain[0, column])
            #expect(abs(Double(products[row, column]) - normal * Double(slopes[row, column])) < 1e-4)
        }
    }

    @Test func entropiesAreOverWhatIsAllowed() {
        let logits = Self.matrix(3, 119, 9)
        let kept = (0..<3).map { row in (0..<119).map { Double(logits[row, $0]) } }
        let allowed: [UInt64] = [0b1011, 0, .max, .max >> 9, 1 << 40, 1 << 54]
        let masks = (0..<3).map { row in (0..<119).filter { allowed[2 * row + $0 / 64] >> UInt64($0 % 64) & 1 == 1 } }
        let (starts, columns, shares): ([Int32], [Int32], [Float]) = ([0, 1, 3, 4], [3, 5, 118, 40], [1, 0.25, 0.75, 1])
        var nats: [Float] = [0, 0, 0]
        let targets = MaskedEntropy.Targets(starts: starts.span, columns: columns.span, shares: shares.span)
        var span = nats.mutableSpan
        MaskedEntropy.forward(logits, allowed: allowed.span, targets: targets, nats: &span)
        let slopes: [Float] = [2, 0.5, 1]
        for row in 0..<3 {
            let sum = masks[row].reduce(0) { $0 + exp(kept[row][$1]) }
            var expected = 0.0
            for place in Int(starts[row])..<Int(starts[row + 1]) { expected += Double(shares[place]) * (log(sum) - kept[row][Int(columns[place])]) }
            #expect(abs(Double(nats[row]) - expected) < 1e-5)
            for column in 0..<119 {
                let probability = masks[row].contains(column) ? exp(kept[row][column]) / sum : 0
                #expect(abs(Double(logits[row, column]) - probability) < 1e-6)
            }
        }
        MaskedEntropy.backward(logits, targets: targets, slopes: slopes.span)
        for row in 0..<3 {
            let sum = masks[row].reduce(0) { $0 + exp(kept[row][$1]) }
            for column in 0..<119 {
                var expected = masks[row].contains(column) ? exp(kept[row][column]) / sum : 0
                for place in Int(starts[row])..<Int(starts[row + 1]) where Int(columns[place]) == column { expected -= Double(shares[place]) }
                #expect(abs(Double(logits[row, column]) - expected * Double(slopes[row])) < 1e-6)
            }
        }
    }

    /// Each column as often as its probability says, and never one that is not allowed.
    @Test func drawsFollowTheProbabilities() {
        let row = Self.matrix(1, 40, 12)
        let allowed: [UInt64] = [0b1111_0101]
        MaskedEntropy.normalise(row, allowed: allowed.span)
        var counts = [Int](repeating: 0, count: 40)
        for step in 0..<4000 { counts[MaskedEntropy.draw(row, row: 0, at: (Float(step) + 0.5) / 4000)] += 1 }
        for column in 0..<40 { #expect(abs(Float(counts[column]) / 4000 - row[0, column]) < 1e-3) }
        #expect(counts[1] == 0 && MaskedEntropy.draw(row, row: 0, at: 1 - 0x1p-24) <= 7)
    }

    @Test func tokensAreSumsOfRows() {
        let table = Self.matrix(9, 20, 3, packed: true)
        let index: [Int32] = [0, 8, -1, 3, 3, 2]
        let out = Matrix(rows: 2, columns: 20)
        TokenRows.sum(table, index.span, slots: 3, into: out)
        let part = Matrix(packedRows: 4, columns: 20)
        TokenRows.scatter(out, only: 0..<2, to: part, from: 2, index.span, slots: 3)
        for column in 0..<20 {
            #expect(out[0, column] == table[0, column] + table[8, column] && out[1, column] == table[3, column] + table[3, column] + table[2, column])
            #expect(part[0, column] == out[1, column] && part[1, column] == 2 * out[1, column] && part[2, column] == 0)
        }
    }
}
