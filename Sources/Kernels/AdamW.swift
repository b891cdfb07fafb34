import Glibc

/// AdamW: Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019), in the form and with the constants of PyTorch.
public struct AdamW: Sendable {
    public var learningRate: Float
    public var weightDecay: Float
    public let firstDecay: Float
    public let secondDecay: Float
    public let epsilon: Float

    public init(learningRate: Float, weightDecay: Float, firstDecay: Float = 0.9, secondDecay: Float = 0.999, epsilon: Float = 1e-8) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.firstDecay = firstDecay
        self.secondDecay = secondDecay
        self.epsilon = epsilon
    }

    /// One step over packed vectors of equal length, fused in one pass.
    ///
    /// - Parameters:
    ///   - scale: of the gradient
    ///   - step: 1 for the first
    ///   - weights, first, second: changed in place; the moments begin at zero
    public func update(weights: Matrix, gradient: Matrix, scaledBy scale: Float = 1, first: Matrix, second: Matrix, step: Int) {
        let count = weights.rows * weights.columns
        precondition(step >= 1, "steps count from 1")
        check(weights, count)
        check(gradient, count)
        check(first, count)
        check(second, count)
        let rate = Lanes(repeating: learningRate / Float(1 - pow(Double(firstDecay), Double(step))))
        let correction = Lanes(repeating: Float(1 / (1 - pow(Double(secondDecay), Double(step))).squareRoot()))
        let kept = Lanes(repeating: 1 - learningRate * weightDecay)
        let w = weights.lanes(0)
        let g = gradient.lanes(0)
        let m = first.lanes(0)
        let v = second.lanes(0)
        for k in 0..<(count / 16) {
            let slope = g[k] * scale
            let mean = m[k] + (slope - m[k]) * (1 - firstDecay)
            let square = v[k] * secondDecay + slope * slope * (1 - secondDecay)
            m[k] = mean
            v[k] = square
            w[k] = w[k] * kept - rate * mean / (squareRoot(square) * correction + epsilon)
        }
    }

    /// A packed vector's Euclidean norm; not finite where an element is not.
    public static func norm(_ vector: Matrix) -> Double {
        let squared = squaredNorm(vector)
        if squared.isFinite { return Double(squared).squareRoot() }
        // Squares leave single precision long before the elements do.
        let count = vector.rows * vector.columns
        return (0..<count).reduce(0.0) { $0 + Double(vector.pointer[$1]) * Double(vector.pointer[$1]) }.squareRoot()
    }

    /// In single precision, lane by lane.
    private static func squaredNorm(_ vector: Matrix) -> Float {
        precondition(vector.isPacked && vector.hasAlignedRows, "a packed vector")
        let x = vector.lanes(0)
        // Four sums, for one would wait for itself.
        var (a, b, c, d) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
        let count = vector.rows * vector.columns / 16
        var k = 0
        while k + 4 <= count {
            a = a.addingProduct(x[k], x[k])
            b = b.addingProduct(x[k + 1], x[k + 1])
            c = c.addingProduct(x[k + 2], x[k + 2])
            d = d.addingProduct(x[k + 3], x[k + 3])
            k += 4
        }
        while k < count {
            a = a.addingProduct(x[k], x[k])
            k += 1
        }
        return total((a + b) + (c + d))
    }

    private func check(_ vector: Matrix, _ count: Int) {
        precondition(vector.isPacked && vector.rows * vector.columns == count && vector.hasAlignedRows, "packed vectors of equal length")
    }

    /// average ← decay · average + (1 − decay) · weights: an exponential moving average of the weights.
    public static func average(_ weights: Matrix, into average: Matrix, decay: Float) {
        let count = weights.rows * weights.columns
        precondition(weights.isPacked && average.isPacked && average.rows * average.columns == count, "vectors of equal length")
        for index in 0..<count { average.pointer[index] += (weights.pointer[index] - average.pointer[index]) * (1 - decay) }
    }
}
