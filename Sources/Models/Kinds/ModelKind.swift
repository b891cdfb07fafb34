import Datasets

/// What a kind of learner says of itself: all that the rest of the program asks, so that nothing outside its folder tells kinds apart.
public struct ModelKind: Sendable {
    /// On the command line and in files.
    public let name: String
    /// For people.
    public let title: String
    /// A line of help.
    public let abstract: String
    /// Settings that are changed by nothing.
    public let settings: any ModelSettings
    /// How members are trained best by gradient; nil where they are built in stages.
    public let hint: TrainingHint?
    /// The data sets that this kind is taken for where none is named; nil: it is always named.
    public let isStandardFor: Representation?
    /// Whether it learns which materials there are, and no target of them.
    public let learnsMaterials: Bool
    /// Options of training that mean nothing to it.
    public let inapplicable: Set<String>
    /// What its models rest on, as `covey inspect` names it.
    public let basisTitle: String
    /// Other programs' weights that it reads and writes; nil: none.
    public let foreignWeights: (any ForeignWeights.Type)?
    let decode: @Sendable (any Decoder) throws -> any ModelSettings

    init<Settings: ModelSettings>(
        _ settings: Settings, title: String, abstract: String, hint: TrainingHint?, isStandardFor representation: Representation? = nil, basisTitle: String,
        learnsMaterials: Bool = false, inapplicable: Set<String> = [], foreignWeights: (any ForeignWeights.Type)? = nil
    ) {
        name = settings.kindName
        self.title = title
        self.abstract = abstract
        self.settings = settings
        self.hint = hint
        isStandardFor = representation
        self.learnsMaterials = learnsMaterials
        self.inapplicable = inapplicable.union(hint == nil ? Self.ofGradients : []).union(learnsMaterials ? Self.ofTargets : [])
        self.basisTitle = basisTitle
        self.foreignWeights = foreignWeights
        decode = { try Settings(from: $0) }
    }

    /// Options of training that say how gradients are followed.
    private static let ofGradients: Set = [
        "epochs", "batch", "learning-rate", "weight-decay", "schedule", "warm-up", "representations", "structures", "from", "freeze", "keep", "patience",
        "gradient-clip", "after-jump", "average-decay", "slices", "shards",
    ]

    /// Options of training that mean something to targets alone.
    private static let ofTargets: Set = [
        "target", "loss", "scale", "at-least", "at-most", "class-weights", "sigma-floor", "sigma-scale",
    ]

    /// Options of training that mean something to sets of nodes alone.
    static let ofSets: Set = ["representations", "freeze"]

    /// Options of training that mean something to classes alone.
    static let ofClasses: Set = ["class-weights"]

    public var optionNames: [String] { names(settings) }

    private func names<Settings: ModelSettings>(_ settings: Settings) -> [String] { Settings.optionNames }

    public static func named(_ name: String) -> ModelKind? { all.first { $0.name == name } }

    /// What a data set is for where nobody says it.
    public static func standard(for representation: Representation) -> ModelKind { all.first { $0.isStandardFor == representation } ?? all[0] }
}
