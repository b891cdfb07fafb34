import Datasets

extension NetworkSettings {
    public var kindName: String { kind.rawValue }

    public static let options: [ModelOption<NetworkSettings>] = [
        .text("features", \.features), .numbers("hidden", \.hidden), .flag("residual", \.isResidual), .flag("standardise", \.isStandardised),
        ModelOption("dropout") { settings, text throws(ModelError) in settings.dropout = try DropoutRates(text) },
    ]

    public var summary: String {
        let widths = hidden.isEmpty ? "no hidden layer" : "\(isResidual ? "residual" : "plain") \(hidden.map(String.init).joined(separator: ","))"
        return "\(features)\(isStandardised ? " standardised" : ""), \(widths)" + (dropout.isNothing ? "" : ", dropout \(dropout)")
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try validate()
        let basis = try FeatureBasis(features, of: dataset)
        let scaling = FeatureScaling(basis, try dataset.features(features), training: training, isStandardised: isStandardised)
        return try NetworkModel(self, tasks: tasks, scaling: scaling)
    }

    public var basisNames: [(array: String, attributes: [String])] { FeatureScaling.names }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try NetworkModel(self, tasks: tasks, scaling: FeatureScaling(basis, features: features, isStandardised: isStandardised))
    }
}

extension ModelKind {
    static let network = ModelKind(
        NetworkSettings(kind: .network), title: "Network on features", abstract: "residual network on features, such as magpie145",
        hint: TrainingHint(learningRate: 1e-3, materialsMet: 400_000), basisTitle: "features", inapplicable: ofSets)

    static let elemnet = ModelKind(
        NetworkSettings(kind: .elemnet), title: "ElemNet", abstract: "deep plain network on the fractions of 86 elements",
        // At a third of that rate twice the epochs came to no smaller error (documentation, "Networks on features").
        hint: TrainingHint(learningRate: 1e-3, materialsMet: 200_000), basisTitle: "features", inapplicable: ofSets)
}
