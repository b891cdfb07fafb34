import Datasets

/// Linear models of stored features, with a penalty of squares (ridge) or of magnitudes (LASSO).
public struct LinearSettings: ModelSettings {
    /// Which penalty.
    public enum Penalty: String, Codable, Sendable { case ridge, lasso }

    private(set) var kind: Penalty
    /// Of the array in the data set.
    public var features = "magpie145"
    /// nil: the one of a path that is best on the validation set.
    public var penalty: Double?
    /// Of the path.
    public var penalties = 33

    public init(_ kind: Penalty) {
        self.kind = kind
    }

    public var kindName: String { kind.rawValue }

    public static let options: [ModelOption<LinearSettings>] = [
        .text("features", \.features), .number("penalties", \.penalties),
        ModelOption("penalty") { settings, text throws(ModelError) in
            guard text != "auto" else { return settings.penalty = nil }
            guard let value = Double(text), value.isFinite else {
                throw .setting(name: "penalty", problem: "\(text) is neither a number nor auto")
            }
            settings.penalty = value
        },
    ]

    public func validate() throws(ModelError) {
        guard (2...1000).contains(penalties) else { throw .size(name: "model.penalties", found: penalties, range: 2...1000, factor: 1) }
        guard let penalty else { return }
        guard penalty > 0 && penalty <= 1e12 else {
            throw .setting(name: "penalty", problem: "model.penalty is \(penalty); it must be above 0 and at most 1e12, or auto")
        }
    }

    public var summary: String {
        penalty.map { "penalty \($0)" } ?? "the best of \(penalties) penalties"
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        let basis = try FeatureBasis(features, of: dataset)
        let scaling = FeatureScaling.coveringTraining(basis, try dataset.features(features), training: training)
        return try LinearModel(self, tasks: tasks, scaling: scaling)
    }

    public var basisNames: [(array: String, attributes: [String])] { FeatureScaling.namesCoveringTraining }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try LinearModel(self, tasks: tasks, scaling: FeatureScaling(basis, features: features, isStandardised: true, isCoveringTraining: true))
    }
}

extension ModelKind {
    static let ridge = ModelKind(
        LinearSettings(.ridge), title: "Ridge regression", abstract: "linear in stored features, with a penalty of squares", hint: nil, basisTitle: "features",
        inapplicable: ofClasses)
    static let lasso = ModelKind(
        LinearSettings(.lasso), title: "LASSO", abstract: "linear in stored features, with a penalty of magnitudes that leaves many out", hint: nil,
        basisTitle: "features", inapplicable: ofClasses)
}
