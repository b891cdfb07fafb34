import Glibc

/// Distances expanded in Gaussians: u_k = exp(−((d − k s) / s)²) for k s = 0 … cutoff. Beyond four of their widths from d they are taken for
/// zero (they are below 2e-9), so that an expansion is a few numbers and where they begin.
public struct DistanceFunctions: Sendable, Equatable {
    /// s, between two centres and the width of each, Å.
    public let step: Double
    public let count: Int

    private static let reach = 4

    public init(cutoff: Double, step: Double) {
        precondition(step > 0 && cutoff >= step && cutoff / step < 1e5, "functions between zero and the cutoff")
        self.step = step
        count = Int((cutoff / step + 1e-9).rounded(.down)) + 1
    }

    /// Functions of a distance that are kept.
    public var window: Int { min(2 * Self.reach + 1, count) }

    /// Where the functions of a distance begin, and what they are.
    ///
    /// - Parameter row: of `values`, [· × window]
    public func expand(_ distance: Float, row: Int, of values: Matrix) -> Int32 {
        precondition(values.columns == window && (0..<values.rows).contains(row), "room for the functions")
        let place = Double(distance) / step
        let first = min(max(Int(place.rounded()) - Self.reach, 0), count - window)
        let target = values.pointer + row * values.stride
        for function in 0..<window {
            let difference = place - Double(first + function)
            target[function] = Float(exp(-difference * difference))
        }
        return Int32(first)
    }
}
