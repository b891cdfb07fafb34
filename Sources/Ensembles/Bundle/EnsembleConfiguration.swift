import Datasets
import Models
import Training

/// Everything that decides what a run computes; stored in its bundle.
public struct EnsembleConfiguration: Codable, Sendable, Equatable {
    public var model: ModelConfiguration
    public var training: TrainingConfiguration
    public var members: Int
    public var targets: [String]
    /// robust-l1, robust-l2, l1, l2, or classification; of several targets that differ one for each, with commas.
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
    /// How much rows of each class count, as it was asked for; nil: all as much.
    public var classWeights: String?

    public init(
        model: ModelConfiguration, training: TrainingConfiguration, members: Int, targets: [String], loss: String, split: String, data: String,
        from: String? = nil, excluded: String? = nil, subset: Int? = nil, forms: [String: TargetForm]? = nil, classWeights: String? = nil
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
        self.classWeights = classWeights
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
    /// What class numbers stand for, where words of the input said so; nil otherwise, and in what was written before.
    public var classes: [String]?

    public init(name: String, unit: String, task: Task, normaliser: Normaliser, form: TargetForm? = nil, classes: [String]? = nil) {
        self.name = name
        self.unit = unit
        self.task = task
        self.normaliser = normaliser
        self.form = form
        self.classes = classes
    }
    /// What a class is called; its number where it has no name.
    public func className(_ number: Int) -> String { classes?[number] ?? "\(number)" }
}
