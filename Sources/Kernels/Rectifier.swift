/// The elementwise parts of a residual block and of the ReLU between two networks.
public enum Rectifier {
    /// out = relu(x + bias) + skip.
    ///
    /// - Parameters:
    ///   - x: [B × n], overwritten with x + bias, whose sign backward needs
    ///   - bias: [1 × n]
    ///   - skip: [B × n]
    public static func residual(_ x: Matrix, bias: Matrix, skip: Matrix, into out: Matrix) {
        precondition(x.rows == out.rows && x.columns == out.columns && skip.rows >= out.rows && skip.columns == out.columns, "equal shapes")
        precondition(bias.columns == out.columns, "bias as wide as the rows")
        for row in 0..<out.rows {
            let source = x.pointer + row * x.stride
            let other = skip.pointer + row * skip.stride
            let target = out.pointer + row * out.stride
            for column in 0..<out.columns {
                let value = source[column] + bias.pointer[column]
                source[column] = value
                target[column] = (value > 0 ? value : 0) + other[column]
            }
        }
    }

    /// The slope of a LeakyReLU below zero, as in the reference.
    public static let leak = Kernels.leak

    /// x ← max(x, 0), or x · slope below zero.
    public static func apply(to x: Matrix, slope: Float = 0) {
        for row in 0..<x.rows {
            let values = x.pointer + row * x.stride
            if slope == 0 {
                for column in 0..<x.columns where !(values[column] > 0) { values[column] = 0 }
            } else {
                for column in 0..<x.columns where !(values[column] > 0) { values[column] *= slope }
            }
        }
    }

    /// out = gradient where x > 0, elsewhere gradient · slope. `out` may be `gradient`.
    public static func gate(_ gradient: Matrix, by x: Matrix, slope: Float = 0, into out: Matrix) {
        precondition(gradient.rows == out.rows && gradient.columns == out.columns && x.rows >= out.rows && x.columns == out.columns, "equal shapes")
        for row in 0..<out.rows {
            let source = gradient.pointer + row * gradient.stride
            let sign = x.pointer + row * x.stride
            let target = out.pointer + row * out.stride
            for column in 0..<out.columns { target[column] = sign[column] > 0 ? source[column] : slope == 0 ? 0 : source[column] * slope }
        }
    }
}
