/// Named settings of training; each may be changed one by one.
public enum Recipe: String, Sendable, CaseIterable {
    /// What reached the reference's accuracy soonest, chosen on a validation set (README, "Recipes").
    case fast
    /// As published (thesis tables A.1 and A.3).
    case thesis

    public var configuration: TrainingConfiguration {
        var configuration = TrainingConfiguration()
        switch self {
        case .thesis: break
        case .fast:
            configuration.epochs = 40
            configuration.batch = 64
            configuration.learningRate = 2e-3
            configuration.schedule = .cosine
            configuration.warmUp = 0.05
            configuration.representations = .one
        }
        return configuration
    }
}
