/// Shortens gradients that are much longer than usual: with a σ that is learnt, a material far off where σ is small has a gradient hundreds of
/// times as long as others, after which a training at a high rate may never be the same.
///
/// What is usual follows the training, whose gradients grow as σ shrinks.
package struct GradientClip: Sendable {
    /// How many times as long as usual a gradient may be.
    package let factor: Double

    /// Share of a step in the running mean of norms, once there are more steps than that has in mind.
    private static let newNorm = 0.01

    package init(factor: Double) { self.factor = factor }

    /// - Parameters:
    ///   - norm: of this step's gradient
    ///   - usual: running mean of the norms that were let through; nil before the first step
    ///   - step: steps that came before
    /// - Returns: what to multiply the gradient by; nil where its norm is not finite, which leaves what is usual as it was
    package func scale(norm: Double, usual: inout Double?, step: Int) -> Double? {
        guard norm.isFinite else { return nil }
        let before = usual ?? norm
        let kept = before > 0 ? min(norm, factor * before) : norm
        usual = before + (kept - before) * max(Self.newNorm, 1 / Double(step + 1))
        return kept < norm ? kept / norm : 1
    }
}
