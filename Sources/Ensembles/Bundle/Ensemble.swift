import Models
import Predictions
import Training

/// One member as the ensemble keeps it.
public struct EnsembleMember {
    public let number: Int
    public let weights: any MemberWeights
    public let history: [EpochRecord]
    public let bestEpoch: Int
    public let outcome: MemberOutcome

    public init(number: Int, weights: any MemberWeights, history: [EpochRecord], bestEpoch: Int, outcome: MemberOutcome) {
        self.number = number
        self.weights = weights
        self.history = history
        self.bestEpoch = bestEpoch
        self.outcome = outcome
    }
}

/// A trained ensemble: enough to predict, without any other file.
public struct Ensemble {
    public let configuration: EnsembleConfiguration
    public let targets: [EnsembleTarget]
    public let model: any Model
    /// Every member that was trained, the diverged ones too.
    public let members: [EnsembleMember]
    /// Program version, hosts, ranks, libraries.
    public let provenance: [String: String]
    /// What a reader of its numbers must know: materials that training has seen too, members that were left out.
    public let warnings: [String]
    /// How to mend the uncertainties, by target; none for a classification and for weights from elsewhere.
    public let calibrations: [String: Recalibration]
    /// How to mend the probabilities of classes, by target; none of what has none to mend, or too few rows to tell.
    public let temperatures: [String: TemperatureScaling]
    /// What it has met in training; nil where that is not known, as for weights from elsewhere.
    public let trained: TrainedMaterials?

    public init(
        configuration: EnsembleConfiguration, targets: [EnsembleTarget], model: any Model, members: [EnsembleMember], provenance: [String: String], warnings: [String] = [],
        calibrations: [String: Recalibration] = [:], temperatures: [String: TemperatureScaling] = [:], trained: TrainedMaterials? = nil
    ) {
        self.configuration = configuration
        self.targets = targets
        self.model = model
        self.members = members.sorted { $0.number < $1.number }
        self.provenance = provenance
        self.warnings = warnings
        self.calibrations = calibrations
        self.temperatures = temperatures
        self.trained = trained
    }

    /// The members that predictions are made of.
    public var sound: [EnsembleMember] { members.filter { $0.outcome != .diverged } }
}
