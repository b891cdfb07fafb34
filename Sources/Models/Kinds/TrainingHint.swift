/// How a kind of model is trained best, as far as settings of training depend on it.
public struct TrainingHint: Sendable {
    /// Of AdamW, at its height.
    public let learningRate: Double
    /// Materials that a member of a small training set meets in all, as often as it meets each.
    public let materialsMet: Int

    /// Of AdamW; nil: that of other kinds.
    public let weightDecay: Double?

    public init(learningRate: Double, materialsMet: Int, weightDecay: Double? = nil) {
        self.learningRate = learningRate
        self.materialsMet = materialsMet
        self.weightDecay = weightDecay
    }
}
