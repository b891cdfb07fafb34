import Models

/// What one member was after one epoch.
public struct EpochRecord: Codable, Sendable, Equatable {
    public var epoch: Int
    public var trainLoss = 0.0
    /// Mean absolute error of the first target in its own unit (or in the scale that is learnt), over the epoch as it went; for classes the share
    /// of wrong ones, with the classes' weights where they have any.
    public var trainMAE = 0.0
    public var validationLoss = 0.0
    public var validationMAE = 0.0
    /// As `validationMAE`, of the test set; nil where it was not asked for.
    public var testMAE: Double?
    public var learningRate = 0.0
    /// Materials trained on.
    public var crystals = 0
    /// Of training alone.
    public var seconds = 0.0
    public var cpuSeconds = 0.0
    public var validationSeconds = 0.0
    /// The same errors of each target, where there are several; nil: of one target, or of a version before 0.2.
    public var targets: [TargetErrors]?
    /// Whether training went back to the best weights after it, because the loss had jumped; nil: no.
    public var wentBack: Bool?

    public init(epoch: Int) {
        self.epoch = epoch
    }

    /// - Parameters:
    ///   - training, validation, test: sums over the rows of each set, for each target
    init(epoch: Int, task: LearningTask, training: [Loss.Sum], validation: [Loss.Sum], test: [Loss.Sum]) {
        self.init(epoch: epoch)
        let scale = task.targets[0].normaliser.deviation
        trainLoss = training.loss
        trainMAE = training[0].error / Double(max(training[0].known, 1)) * scale
        validationLoss = validation.loss
        validationMAE = validation[0].error / Double(max(validation[0].known, 1)) * scale
        testMAE = test.first.flatMap { $0.known > 0 ? $0.error / Double($0.known) * scale : nil }
        guard task.targets.count > 1 else { return }
        targets = task.targets.indices.map { place in
            let scale = task.targets[place].normaliser.deviation
            func error(_ sum: Loss.Sum) -> Double { sum.error / Double(max(sum.known, 1)) * scale }
            let test = test.isEmpty || test[place].known == 0 ? nil : error(test[place])
            return TargetErrors(training: error(training[place]), validation: error(validation[place]), test: test)
        }
    }
}

/// Mean absolute errors of one target after an epoch, as an `EpochRecord` has those of the first.
public struct TargetErrors: Codable, Sendable, Equatable {
    public var training: Double
    public var validation: Double
    /// nil where it was not asked for.
    public var test: Double?

    public init(training: Double, validation: Double, test: Double? = nil) {
        self.training = training
        self.validation = validation
        self.test = test
    }
}

extension [Loss.Sum] {
    /// The loss, summed over targets.
    var loss: Double { reduce(0) { $0 + $1.loss / Double(Swift.max($1.known, 1)) } }

    /// What "best" means: the mean absolute error in standardised units, or the share of wrong classes, summed over targets.
    var score: Double { reduce(0) { $0 + $1.error / Double(Swift.max($1.known, 1)) } }
}
