/// Named settings of training; each may be changed one by one.
public enum Recipe: String, Sendable, CaseIterable {
    /// What reached the reference's accuracy soonest, chosen on a validation set (Recipes.md).
    case fast
    /// As published (thesis tables A.1 and A.3).
    case thesis

    /// Materials that a member of a small training set meets in all, as often as it meets each: on 3,000 rows 40 epochs were too few.
    static let leastMet = 560_000

    /// - Parameter materials: of the training set
    public func configuration(materials: Int) -> TrainingConfiguration {
        var configuration = TrainingConfiguration()
        switch self {
        case .thesis: break
        case .fast:
            configuration.epochs = min(max(40, Self.leastMet / max(materials, 1)), 250)
            configuration.batch = 64
            configuration.learningRate = 2e-3
            configuration.schedule = .cosine
            configuration.warmUp = 0.05
            configuration.representations = .one
            configuration.gradientClip = 3
            configuration.sigmaFloor = .automatic
            configuration.afterJump = .goBack
        }
        return configuration
    }
}
