/// A rising function through some points: the least-squares fit among all functions that never fall (Kuleshov et al., "Accurate Uncertainties
/// for Deep Learning Using Calibrated Regression", 2018, take it to recalibrate quantiles), straight between its points, constant outside.
public struct IsotonicMap: Equatable, Sendable {
    /// Rising strictly.
    public let inputs: [Double]
    /// As many; they never fall.
    public let outputs: [Double]

    /// Points that are known to rise; as many outputs as inputs, one at least.
    package init(inputs: [Double], outputs: [Double]) {
        self.inputs = inputs
        self.outputs = outputs
    }

    /// Fits points in any order by pooling adjacent violators (Barlow et al. 1972); outputs at one input count as their mean.
    /// - Returns: nil for no points.
    public init?(fitting points: [(input: Double, output: Double)]) {
        guard !points.isEmpty else { return nil }
        var means: [(input: Double, sum: Double, count: Double)] = []
        for point in points.sorted(by: { $0.input < $1.input }) {
            if let last = means.last, last.input == point.input {
                means[means.count - 1] = (last.input, last.sum + point.output, last.count + 1)
            } else {
                means.append((point.input, point.output, 1))
            }
        }
        var pools: [(sum: Double, count: Double, inputs: Int)] = []
        for mean in means {
            var pool = (sum: mean.sum, count: mean.count, inputs: 1)
            while let last = pools.last, last.sum / last.count >= pool.sum / pool.count {
                pool = (last.sum + pool.sum, last.count + pool.count, last.inputs + pool.inputs)
                pools.removeLast()
            }
            pools.append(pool)
        }
        inputs = means.map(\.input)
        outputs = pools.flatMap { repeatElement($0.sum / $0.count, count: $0.inputs) }
    }

    /// The value at any input.
    public func callAsFunction(_ input: Double) -> Double {
        let above = inputs.partitioningIndex { $0 >= input }
        if above == 0 { return outputs[0] }
        if above == inputs.count { return outputs[inputs.count - 1] }
        let share = (input - inputs[above - 1]) / (inputs[above] - inputs[above - 1])
        return outputs[above - 1] + share * (outputs[above] - outputs[above - 1])
    }
}
