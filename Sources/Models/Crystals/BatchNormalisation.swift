import Kernels

/// Columns standardised over the rows of a batch, then scaled: ẑ = γ ∘ x̂ + β. Prediction takes running means of what batches had.
///
/// Rows count as often as what they stand for. What is summed over a batch is summed over slices in the fixed tree, on all ranks that share
/// it, so that equal bits hold here as everywhere.
struct BatchNormalisation {
    /// γ and β, [1 × n].
    let gain: ParameterBlock
    let bias: ParameterBlock
    /// Of the batches so far, [1 × n].
    let mean: ParameterBlock
    let variance: ParameterBlock

    /// The reference's.
    private static let momentum: Float = 0.1
    private static let epsilon: Float = 1e-5

    /// What is learnt of it.
    struct Learnt {
        let name: String
        let gain: ParameterBlock
        let bias: ParameterBlock

        init(_ name: String, columns: Int, layout: inout ParameterLayout) {
            self.name = name
            gain = layout.add("\(name).gain", rows: 1, columns: columns, .one)
            bias = layout.add("\(name).bias", rows: 1, columns: columns, .zero)
        }
    }

    /// - Parameter layout: behind all that is learnt
    init(_ learnt: Learnt, layout: inout ParameterLayout) {
        gain = learnt.gain
        bias = learnt.bias
        mean = layout.addStatistic("\(learnt.name).mean", columns: gain.columns, .zero)
        variance = layout.addStatistic("\(learnt.name).variance", columns: gain.columns, .one)
    }

    private var columns: Int { gain.columns }

    struct Buffers {
        let inverse: Matrix
        let offset: Matrix
        /// [1 × 2n + 16]: sums of the batch, and behind them how many rows they are of.
        let moments: Matrix
        /// [1 × 2n]: Σ δ and Σ δ ∘ x̂.
        let slopes: Matrix
        let share: ColumnNorm.Share
        let batchMean: Matrix
        let batchVariance: Matrix

        /// - Parameter columns: a multiple of 16
        init(columns: Int) {
            func row(_ columns: Int) -> Matrix { Matrix(packedRows: 1, columns: columns) }
            (inverse, offset, batchMean, batchVariance) = (row(columns), row(columns), row(columns), row(columns))
            (moments, slopes) = (row(2 * columns + 16), row(2 * columns))
            share = ColumnNorm.Share(mean: row(columns), slope: row(columns))
        }
    }

    private func norm(_ weights: ParameterVector, _ buffers: Buffers) -> ColumnNorm {
        ColumnNorm(inverse: buffers.inverse, offset: buffers.offset, gain: weights[gain], bias: weights[bias])
    }

    /// By the running means.
    func predicting(_ weights: ParameterVector, _ buffers: Buffers) -> ColumnNorm {
        let (mean, variance) = (weights[mean], weights[variance])
        for column in 0..<columns { set(buffers, column, mean: mean[0, column], variance: variance[0, column]) }
        return norm(weights, buffers)
    }

    /// By this batch.
    ///
    /// - Parameters:
    ///   - counts: of each slice, what its rows stand for
    ///   - moments: of some slice, adds Σ ω (z − shift) and Σ ω (z − shift)² to a row [1 × 2n]
    func learning(
        _ weights: ParameterVector, _ buffers: Buffers, counts: [Float], over slices: SliceSums, shared: some BatchSums,
        moments: (_ slice: Int, _ shift: Matrix, _ sums: Matrix) -> Void
    ) throws -> ColumnNorm {
        let shift = weights[mean]
        if counts.isEmpty { buffers.moments.fill(0) }
        if !counts.isEmpty {
            slices.sum(counts.count, into: buffers.moments) { slice, _, part in
                part.fill(0)
                part[0, 2 * columns] = counts[slice]
                moments(slice, shift, part.columns(0..<(2 * columns)))
            }
        }
        try shared.sum(buffers.moments)
        let count = max(buffers.moments[0, 2 * columns], 1)
        for column in 0..<columns {
            let difference = buffers.moments[0, column] / count
            let variance = max(buffers.moments[0, columns + column] / count - difference * difference, 0)
            let mean = shift[0, column] + difference
            set(buffers, column, mean: mean, variance: variance)
            buffers.batchMean[0, column] = mean
            buffers.batchVariance[0, column] = variance * (count / max(count - 1, 1))
        }
        return norm(weights, buffers)
    }

    private func set(_ buffers: Buffers, _ column: Int, mean: Float, variance: Float) {
        let inverse = 1 / (variance + Self.epsilon).squareRoot()
        buffers.inverse[0, column] = inverse
        buffers.offset[0, column] = -mean * inverse
    }

    /// The gradients of γ and β, and what the statistics take back from each row.
    ///
    /// - Parameter slopes: of some slice, adds Σ δẑ and Σ δẑ ∘ x̂ to a row [1 × 2n]
    func backward(
        _ weights: ParameterVector, _ buffers: Buffers, gradient: ParameterVector, sliceCount: Int, over slices: SliceSums,
        shared: some BatchSums, slopes: (_ slice: Int, _ norm: ColumnNorm, _ sums: Matrix) -> Void
    ) throws -> (norm: ColumnNorm, share: ColumnNorm.Share) {
        let norm = norm(weights, buffers)
        if sliceCount > 0 {
            slices.sum(sliceCount, into: buffers.slopes) { slice, _, part in
                part.fill(0)
                slopes(slice, norm, part)
            }
        }
        // Of this rank's slices: gradients are summed over ranks later, all together.
        gradient[bias].copy(from: buffers.slopes.columns(0..<columns))
        gradient[gain].copy(from: buffers.slopes.columns(columns..<(2 * columns)))
        try shared.sum(buffers.slopes)
        let count = max(buffers.moments[0, 2 * columns], 1)
        let gains = weights[gain]
        for column in 0..<columns {
            let factor = gains[0, column] * buffers.inverse[0, column] / count
            buffers.share.mean[0, column] = factor * buffers.slopes[0, column]
            buffers.share.slope[0, column] = factor * buffers.slopes[0, columns + column]
        }
        return (norm, buffers.share)
    }

    /// Moves the running means towards the batch.
    func keep(_ buffers: Buffers, in weights: ParameterVector) {
        for (own, batch) in [(weights[mean], buffers.batchMean), (weights[variance], buffers.batchVariance)] {
            for column in 0..<columns { own[0, column] += Self.momentum * (batch[0, column] - own[0, column]) }
        }
    }
}
