import Models

/// Named settings of training; each may be changed one by one.
public enum Recipe: String, Sendable, CaseIterable {
    /// What is quick, and does not break down on tables of other kinds than the one that it was first chosen on (Recipes.md).
    case fast
    /// As published (thesis tables A.1 and A.3).
    case thesis

    /// - Parameters:
    ///   - hint: of the kind that is trained; nil where members are built in stages, which know no schedule
    ///   - materials: of the training set
    public func configuration(_ hint: TrainingHint?, materials: Int) -> TrainingConfiguration {
        var configuration = TrainingConfiguration()
        switch self {
        case .thesis: break
        case .fast:
            configuration.sigmaFloor = .automatic
            configuration.sigmaScale = .fit
            guard let hint else { break }
            configuration.epochs = min(max(40, hint.materialsMet / max(materials, 1)), 250)
            configuration.batch = Self.batch(materials)
            configuration.learningRate = hint.learningRate
            configuration.weightDecay = hint.weightDecay ?? configuration.weightDecay
            configuration.schedule = .cosine
            configuration.warmUp = 0.05
            configuration.representations = .one
            configuration.gradientClip = 3
            configuration.keep = .settled
            configuration.afterJump = .goBack
        }
        return configuration
    }

    /// Of a small training set smaller batches: what counts is how many steps there are.
    private static func batch(_ materials: Int) -> Int { [64, 32].first { materials >= 14 * $0 } ?? 16 }
}
