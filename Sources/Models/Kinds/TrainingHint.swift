/// How a kind of model is trained best, as far as settings of training depend on it.
public struct TrainingHint: Sendable {
    /// Of AdamW, at its height.
    public let learningRate: Double
    /// Materials that a member of a small training set meets in all, as often as it meets each.
    public let materialsMet: Int

    public init(learningRate: Double, materialsMet: Int) {
        self.learningRate = learningRate
        self.materialsMet = materialsMet
    }
}
