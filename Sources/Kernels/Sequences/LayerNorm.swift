/// Rows brought to mean 0 and deviation 1, then scaled and shifted column by column (Ba, Kiros and Hinton 2016): y = γ ∘ x̂ + β.
public enum LayerNorm {
    /// Added to the variance, as PyTorch's layers have it.
    static let epsilon: Float = 1e-5

    /// - Parameters:
    ///   - x: [N × d], d a multiple of 16
    ///   - gain, bias: γ and β, [1 × d]
    ///   - statistics: [N × 2] packed, overwritten with each row's mean and 1/σ
    public static func forward(_ x: Matrix, gain: Matrix, bias: Matrix, statistics: Matrix, into out: Matrix) {
        check(x, gain, statistics)
        precondition(bias.columns == x.columns && out.rows == x.rows && out.columns == x.columns && out.hasAlignedRows, "equal shapes")
        let lanes = x.columns / 16
        let share = 1 / Float(x.columns)
        let (gain, bias) = (gain.lanes(0), bias.lanes(0))
        for row in 0..<x.rows {
            let source = x.lanes(row)
            let target = out.lanes(row)
            var sum = Lanes.zero
            for lane in 0..<lanes { sum += source[lane] }
            let mean = total(sum) * share
            var squares = Lanes.zero
            for lane in 0..<lanes {
                let difference = source[lane] - mean
                squares = squares.addingProduct(difference, difference)
            }
            let inverse = 1 / (total(squares) * share + epsilon).squareRoot()
            statistics.pointer[2 * row] = mean
            statistics.pointer[2 * row + 1] = inverse
            for lane in 0..<lanes { target[lane] = bias[lane].addingProduct(gain[lane], (source[lane] - mean) * inverse) }
        }
    }

    /// The gradient with respect to x is added to `sum`, which holds what reaches x by other ways.
    ///
    /// - Parameters:
    ///   - slopes: δy, [N × d]
    ///   - products: [N × d], overwritten with δy ∘ x̂, whose sums over rows are the gradient of γ
    public static func backward(_ slopes: Matrix, x: Matrix, gain: Matrix, statistics: Matrix, products: Matrix, addingTo sum: Matrix) {
        check(x, gain, statistics)
        for other in [slopes, products, sum] {
            precondition(other.rows == x.rows && other.columns == x.columns && other.hasAlignedRows, "equal shapes")
        }
        let lanes = x.columns / 16
        let share = 1 / Float(x.columns)
        let gain = gain.lanes(0)
        for row in 0..<x.rows {
            let (source, slope, product, target) = (x.lanes(row), slopes.lanes(row), products.lanes(row), sum.lanes(row))
            let (mean, inverse) = (statistics.pointer[2 * row], statistics.pointer[2 * row + 1])
            var (first, second) = (Lanes.zero, Lanes.zero)
            for lane in 0..<lanes {
                let normal = (source[lane] - mean) * inverse
                let scaled = slope[lane] * gain[lane]
                product[lane] = slope[lane] * normal
                first += scaled
                second = second.addingProduct(scaled, normal)
            }
            let (level, along) = (total(first) * share, total(second) * share)
            for lane in 0..<lanes {
                let normal = (source[lane] - mean) * inverse
                target[lane] += (slope[lane] * gain[lane] - level - normal * along) * inverse
            }
        }
    }

    private static func check(_ x: Matrix, _ gain: Matrix, _ statistics: Matrix) {
        precondition(x.hasAlignedRows && gain.hasAlignedRows && gain.columns == x.columns && gain.rows >= 1, "rows of whole vectors")
        precondition(statistics.rows >= x.rows && statistics.columns == 2 && statistics.isPacked, "two numbers for each row")
    }
}
