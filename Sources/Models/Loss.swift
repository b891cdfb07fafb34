import Glibc
import Kernels

/// The loss of one target over some rows, and its gradient. Missing targets (NaN) count nothing.
public struct Loss: Sendable {
    public let task: Task

    public init(_ task: Task) {
        self.task = task
    }

    /// Sums over rows; the caller divides by the rows known in the whole batch, of which this may be a slice.
    public struct Sum: Codable, Sendable, Equatable {
        public var loss = 0.0
        /// Σ |y − μ| in standardised units; for classes, how many are wrong.
        public var error = 0.0
        public var known = 0

        public init() {}

        public static func += (left: inout Sum, right: Sum) {
            left.loss += right.loss
            left.error += right.error
            left.known += right.known
        }
    }

    /// - Parameters:
    ///   - outputs: [rows × outputs], (μ, log σ), μ, or logits
    ///   - targets: standardised, or class numbers; NaN where not known
    ///   - gradient: [rows × outputs], overwritten with scale · ∂/∂outputs of the summed loss; nil to leave it out
    ///   - scale: one over the number of known rows of the whole batch
    public func sum(_ outputs: Matrix, targets: Span<Float>, gradient: Matrix?, scale: Float = 1) -> Sum {
        precondition(outputs.rows == targets.count && outputs.columns == task.outputs, "outputs as many as targets")
        var sum = Sum()
        for row in 0..<targets.count {
            let target = targets[row]
            guard !target.isNaN else {
                for column in 0..<outputs.columns { gradient?[row, column] = 0 }
                continue
            }
            sum.known += 1
            switch task {
            case .regression(let loss): add(loss, outputs, target, row, gradient, scale, to: &sum)
            case .classification: addCrossEntropy(outputs, Int(target), row, gradient, scale, to: &sum)
            }
        }
        return sum
    }

    private func add(
        _ loss: RegressionLoss, _ outputs: Matrix, _ target: Float, _ row: Int, _ gradient: Matrix?, _ scale: Float, to sum: inout Sum
    ) {
        let difference = outputs[row, 0] - target
        let direction: Float = difference > 0 ? 1 : (difference < 0 ? -1 : 0)
        sum.error += Double(abs(difference))
        switch loss {
        case .robustL1:
            let logSigma = outputs[row, 1]
            let scaled = Float(2).squareRoot() * expf(-logSigma)
            sum.loss += Double(scaled * abs(difference) + logSigma)
            gradient?[row, 0] = scale * scaled * direction
            gradient?[row, 1] = scale * (1 - scaled * abs(difference))
        case .robustL2:
            let logSigma = outputs[row, 1]
            let precision = expf(-2 * logSigma)
            sum.loss += Double(0.5 * difference * difference * precision + logSigma)
            gradient?[row, 0] = scale * difference * precision
            gradient?[row, 1] = scale * (1 - difference * difference * precision)
        case .l1:
            sum.loss += Double(abs(difference))
            gradient?[row, 0] = scale * direction
        case .l2:
            sum.loss += Double(difference * difference)
            gradient?[row, 0] = scale * 2 * difference
        }
    }

    private func addCrossEntropy(
        _ outputs: Matrix, _ target: Int, _ row: Int, _ gradient: Matrix?, _ scale: Float, to sum: inout Sum
    ) {
        var largest = -Float.infinity
        var best = 0
        for column in 0..<outputs.columns where outputs[row, column] > largest {
            largest = outputs[row, column]
            best = column
        }
        var total: Float = 0
        for column in 0..<outputs.columns { total += expf(outputs[row, column] - largest) }
        sum.loss += Double(logf(total) + largest - outputs[row, target])
        if best != target { sum.error += 1 }
        for column in 0..<outputs.columns {
            let probability = expf(outputs[row, column] - largest) / total
            gradient?[row, column] = scale * (probability - (column == target ? 1 : 0))
        }
    }
}
