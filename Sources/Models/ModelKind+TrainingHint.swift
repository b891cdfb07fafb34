/// How a kind of model is trained best, as far as settings of training depend on it.
public struct TrainingHint: Sendable {
    /// Of AdamW, at its height.
    public let learningRate: Double
    /// Materials that a member of a small training set meets in all, as often as it meets each.
    public let materialsMet: Int
}

extension ModelConfiguration.Kind {
    public var trainingHint: TrainingHint {
        switch self {
        // At twice that rate members of tables with many equal targets are worse, and more epochs fit what is no signal.
        case .roost: TrainingHint(learningRate: 1e-3, materialsMet: 200_000)
        case .wren: TrainingHint(learningRate: 2e-3, materialsMet: 560_000)
        }
    }
}
