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
        /// Σ |y − μ| in standardised units; for classes, how many are wrong, each with its class's weight.
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
            case .regression(let loss, let floor, _): add(loss, floor, outputs, target, row, gradient, scale, to: &sum)
            case .classification(_, let weights):
                addCrossEntropy(outputs, Int(target), weights?[Int(target)], row, gradient, scale, to: &sum)
            case .likelihood: addNats(outputs, row, gradient, scale, to: &sum)
            }
        }
        return sum
    }

    private func add(
        _ loss: RegressionLoss, _ floor: Float?, _ outputs: Matrix, _ target: Float, _ row: Int, _ gradient: Matrix?, _ scale: Float, to sum: inout Sum
    ) {
        let difference = outputs[row, 0] - target
        let direction: Float = difference > 0 ? 1 : (difference < 0 ? -1 : 0)
        sum.error += Double(abs(difference))
        switch loss {
        case .robustL1:
            let sigma = Sigma(outputs[row, 1], floor: floor)
            let scaled = Float(2).squareRoot() * sigma.inverse
            sum.loss += Double(scaled * abs(difference) + sigma.logarithm)
            gradient?[row, 0] = scale * scaled * direction
            gradient?[row, 1] = scale * sigma.share * (1 - scaled * abs(difference))
        case .robustL2:
            let sigma = Sigma(outputs[row, 1], floor: floor)
            let precision = floor == nil ? expf(-2 * outputs[row, 1]) : sigma.inverse * sigma.inverse
            sum.loss += Double(0.5 * difference * difference * precision + sigma.logarithm)
            gradient?[row, 0] = scale * difference * precision
            gradient?[row, 1] = scale * sigma.share * (1 - difference * difference * precision)
        case .l1:
            sum.loss += Double(abs(difference))
            gradient?[row, 0] = scale * direction
        case .l2:
            sum.loss += Double(difference * difference)
            gradient?[row, 0] = scale * 2 * difference
        }
    }

    /// The outputs are the loss.
    private func addNats(_ outputs: Matrix, _ row: Int, _ gradient: Matrix?, _ scale: Float, to sum: inout Sum) {
        var nats = 0.0
        for column in 0..<outputs.columns {
            nats += Double(outputs[row, column])
            gradient?[row, column] = scale
        }
        sum.loss += nats
        sum.error += nats
    }

    /// - Parameter weight: of the row's class; nil multiplies nothing, so that runs without weights keep their bits
    private func addCrossEntropy(
        _ outputs: Matrix, _ target: Int, _ weight: Double?, _ row: Int, _ gradient: Matrix?, _ scale: Float, to sum: inout Sum
    ) {
        var largest = -Float.infinity
        var best = 0
        for column in 0..<outputs.columns where outputs[row, column] > largest {
            largest = outputs[row, column]
            best = column
        }
        var total: Float = 0
        for column in 0..<outputs.columns { total += expf(outputs[row, column] - largest) }
        sum.loss += (weight ?? 1) * Double(logf(total) + largest - outputs[row, target])
        if best != target { sum.error += weight ?? 1 }
        let scale = weight.map { Float($0) * scale } ?? scale
        for column in 0..<outputs.columns {
            let probability = expf(outputs[row, column] - largest) / total
            gradient?[row, column] = scale * (probability - (column == target ? 1 : 0))
        }
    }
}

/// σ = exp(s) + floor of an output s, and what a loss and its gradient need of it.
private struct Sigma {
    /// 1/σ
    let inverse: Float
    /// log σ
    let logarithm: Float
    /// ∂ log σ / ∂s, which the floor makes less than 1: an s far below it is pulled no further down.
    let share: Float

    /// Without a floor nothing is rounded more than once, so that such runs keep their bits.
    init(_ output: Float, floor: Float?) {
        guard let floor else {
            inverse = expf(-output)
            logarithm = output
            share = 1
            return
        }
        let free = expf(output)
        let sigma = free + floor
        inverse = 1 / sigma
        logarithm = logf(sigma)
        // Beyond single precision σ is exp(s) alone.
        share = sigma.isFinite ? free / sigma : 1
    }
}
