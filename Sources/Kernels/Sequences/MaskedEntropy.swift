import Glibc

/// The softmax over those columns of a row that are allowed, and the cross-entropy of what is aimed at among them.
public enum MaskedEntropy {
    /// Words of a mask over so many columns.
    public static func words(columns: Int) -> Int { (columns + 63) / 64 }

    /// What rows aim at: row i the columns `columns[starts[i] ..< starts[i + 1]]`, with shares that sum to one.
    public struct Targets: ~Escapable {
        let starts: Span<Int32>
        let columns: Span<Int32>
        let shares: Span<Float>

        @_lifetime(copy starts, copy columns, copy shares)
        public init(starts: Span<Int32>, columns: Span<Int32>, shares: Span<Float>) {
            precondition(starts.count >= 1 && columns.count == shares.count && Int(starts[starts.count - 1]) == columns.count, "targets of all rows")
            self.starts = starts
            self.columns = columns
            self.shares = shares
        }

        var count: Int { starts.count - 1 }
    }

    /// Turns logits into probabilities, 0 where nothing is allowed.
    ///
    /// - Parameters:
    ///   - logits: [N × C], in place
    ///   - allowed: [N × words(C)], bit c of a row allows column c; at least one
    ///   - sharpness: what logits are multiplied by, one over a temperature
    public static func normalise(_ logits: Matrix, allowed: Span<UInt64>, sharpness: Float = 1) {
        check(logits, allowed)
        for row in 0..<logits.rows { _ = normalise(logits, row, allowed, sharpness) }
    }

    /// The column where the sum of a row's probabilities, column after column, passes a share of all of it.
    ///
    /// - Parameter point: at least 0 and less than 1
    public static func draw(_ probabilities: Matrix, row: Int, at point: Float) -> Int {
        precondition((0..<probabilities.rows).contains(row), "a row that there is")
        let values = probabilities.pointer + row * probabilities.stride
        var (sum, last): (Float, Int) = (0, 0)
        // What is lost to rounding falls to the last column that is possible.
        for column in 0..<probabilities.columns where values[column] > 0 {
            sum += values[column]
            last = column
            if sum > point { break }
        }
        return last
    }

    private static func check(_ logits: Matrix, _ allowed: Span<UInt64>) {
        precondition(allowed.count >= logits.rows * words(columns: logits.columns), "a mask for each row")
        precondition(logits.hasWholeRows, "rows of whole vectors")
    }

    /// - Returns: the logarithm of the sum of exponentials
    private static func normalise(_ logits: Matrix, _ row: Int, _ allowed: Span<UInt64>, _ sharpness: Float) -> Float {
        let word = row * words(columns: logits.columns)
        let vectors = (logits.columns + 15) / 16
        let values = logits.lanes(row)
        var most = Lanes(repeating: -.infinity)
        for vector in 0..<vectors {
            let value = values[vector] * sharpness
            let masked = value.replacing(with: -.infinity, where: .!allows(allowed, word, vector))
            values[vector] = masked
            most = most.replacing(with: masked, where: masked .> most)
        }
        let largest = most.max()
        var sum = Lanes.zero
        for vector in 0..<vectors {
            let value = values[vector]
            let weight = exponential(value - largest).replacing(with: 0, where: value .== -.infinity)
            values[vector] = weight
            sum += weight
        }
        let all = total(sum)
        let inverse = 1 / all
        for vector in 0..<vectors { values[vector] *= inverse }
        return logf(all) + largest
    }

    /// Whether each of sixteen columns is allowed.
    @inline(__always)
    private static func allows(_ allowed: Span<UInt64>, _ word: Int, _ vector: Int) -> SIMDMask<SIMD16<Int32>> {
        let bits = Int32(truncatingIfNeeded: (allowed[word + vector / 4] >> UInt64(16 * (vector % 4))) & 0xffff)
        let powers = SIMD16<Int32>(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
        return (SIMD16<Int32>(repeating: bits) & powers) .!= 0
    }

    /// −Σ share · log p of what each row aims at.
    ///
    /// - Parameters:
    ///   - logits: [N × C], as they are; overwritten with probabilities
    ///   - nats: [N]
    public static func forward(
        _ logits: Matrix, allowed: Span<UInt64>, targets: borrowing Targets, sharpness: Float = 1, nats: inout MutableSpan<Float>
    ) {
        precondition(targets.count >= logits.rows && nats.count >= logits.rows, "targets of all rows")
        check(logits, allowed)
        for row in 0..<logits.rows {
            var aimed: Float = 0
            for place in Int(targets.starts[row])..<Int(targets.starts[row + 1]) {
                let column = Int(targets.columns[place])
                precondition((0..<logits.columns).contains(column), "columns that there are")
                aimed = aimed.addingProduct(targets.shares[place], logits.pointer[row * logits.stride + column])
            }
            nats[row] = normalise(logits, row, allowed, sharpness) - aimed * sharpness
        }
    }

    /// Turns probabilities into slope · (p − share), the gradient with respect to logits (of sharpness one).
    ///
    /// - Parameter slopes: [N] of each row's nats
    public static func backward(_ probabilities: Matrix, targets: borrowing Targets, slopes: Span<Float>) {
        precondition(targets.count >= probabilities.rows && slopes.count >= probabilities.rows, "targets of all rows")
        let vectors = (probabilities.columns + 15) / 16
        for row in 0..<probabilities.rows {
            let values = probabilities.lanes(row)
            for vector in 0..<vectors { values[vector] *= slopes[row] }
            for place in Int(targets.starts[row])..<Int(targets.starts[row + 1]) {
                probabilities.pointer[row * probabilities.stride + Int(targets.columns[place])] -= slopes[row] * targets.shares[place]
            }
        }
    }
}

extension Matrix {
    /// Whether rows begin on vector boundaries and may be written in whole vectors, whatever lies behind their last column.
    var hasWholeRows: Bool {
        offset % Lanes.scalarCount == 0 && stride % Lanes.scalarCount == 0 && stride >= (columns + 15) / 16 * 16
    }
}
