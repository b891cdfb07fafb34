import Datasets
import Models
import Training

/// Everything that decides what a run computes; stored in its bundle.
public struct EnsembleConfiguration: Codable, Sendable, Equatable {
    public var model: ModelConfiguration
    public var training: TrainingConfiguration
    public var members: Int
    public var targets: [String]
    /// robust-l1, robust-l2, l1, l2, or classification.
    public var loss: String
    /// As it was given: a stored split's name, or how to make one.
    public var split: String
    /// The data set's content hash.
    public var data: String
    /// Content hash of the ensemble whose weights it begins with.
    public var from: String?
    /// Materials that neither training nor validation sees though their split says so: how many, and a digest of their ids.
    public var excluded: String?
    /// Materials of the training set that are trained on, drawn at random; nil: all of them.
    public var subset: Int?
    /// Scales and limits by target; nil: none has any.
    public var forms: [String: TargetForm]?

    public init(
        model: ModelConfiguration, training: TrainingConfiguration, members: Int, targets: [String], loss: String, split: String, data: String,
        from: String? = nil, excluded: String? = nil, subset: Int? = nil, forms: [String: TargetForm]? = nil
    ) {
        self.model = model
        self.training = training
        self.members = members
        self.targets = targets
        self.loss = loss
        self.split = split
        self.data = data
        self.from = from
        self.excluded = excluded
        self.subset = subset
        self.forms = forms
    }
}

/// One target of a trained ensemble: what its outputs mean.
public struct EnsembleTarget: Codable, Sendable, Equatable {
    public var name: String
    public var unit: String
    public var task: Task
    /// In the scale that is learnt.
    public var normaliser: Normaliser
    /// nil: plain.
    public var form: TargetForm?

    public init(name: String, unit: String, task: Task, normaliser: Normaliser, form: TargetForm? = nil) {
        self.name = name
        self.unit = unit
        self.task = task
        self.normaliser = normaliser
        self.form = form
    }
}
