import Datasets

/// A forest on stored features: which features, and how trees are grown.
public struct ForestModelSettings: ModelSettings {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Of the best cuts, each tree from rows that are drawn.
        case forest
        /// Of drawn cuts, each tree from all rows.
        case extraTrees = "extra-trees"
    }

    public let kind: Kind
    /// Of the array in the data set.
    public var features = "magpie145"
    public var growth = ForestSettings()

    public init(kind: Kind = .forest) {
        self.kind = kind
        // Drawn cuts are poorer, so that more of them are looked at.
        if kind == .extraTrees { growth.featureShare = 0.5 }
    }

    public var kindName: String { kind.rawValue }

    /// Where trees of this kind are cut.
    var rule: CutRule { kind == .forest ? .best : .drawn }

    public static let options: [ModelOption<ForestModelSettings>] = [
        .text("features", \.features), .number("trees", \.growth.trees), .fraction("feature-share", \.growth.featureShare),
        .number("least-leaf-rows", \.growth.leastLeafRows), .number("bins", \.growth.bins),
        ModelOption("depth-limit") { settings, text throws(ModelError) in
            guard text != "off" else { return settings.growth.depthLimit = nil }
            guard let limit = Int(text) else { throw .setting(name: "depth-limit", problem: "\(text) is neither a whole number nor off") }
            settings.growth.depthLimit = limit
        },
    ]

    public func validate() throws(ModelError) {
        do { try growth.validate() } catch { throw .setting(name: "growth", problem: "\(error)") }
        guard rule == .best || growth.bins == ForestSettings().bins else {
            throw .setting(name: "bins", problem: "model.bins: \(kindName) cut between any two values, without bins")
        }
    }

    public var summary: String {
        "\(growth.trees) trees, \(growth.featureShare) of the features a cut, \(growth.leastLeafRows) rows a leaf and more"
            + (growth.depthLimit.map { ", \($0) cuts deep at most" } ?? "")
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try ForestModel(self, tasks: tasks, features: try FeatureBasis(features, of: dataset))
    }

    public var basisNames: [(array: String, attributes: [String])] { [(FeatureBasis.arrayName, [])] }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try ForestModel(self, tasks: tasks, features: try FeatureBasis(basis, named: features))
    }
}

extension ModelKind {
    static let forest = ModelKind(
        ForestModelSettings(kind: .forest), title: "Random forest", abstract: "a random forest on stored features (featurise --features magpie145)",
        hint: nil, basisTitle: "features")

    static let extraTrees = ModelKind(
        ForestModelSettings(kind: .extraTrees), title: "Extremely randomised trees",
        abstract: "a forest whose cuts are drawn and whose trees see all rows: often better than forest on few materials", hint: nil,
        basisTitle: "features")
}
