import Datasets

/// Boosted trees on stored features: which features, and how trees are grown upon each other. What is not said here is as XGBoost has it.
public struct BoostedSettings: ModelSettings {
    private(set) var kind = "boosted"
    /// Of the array in the data set.
    public var features = "magpie145"
    /// At most.
    public var rounds = 1000
    /// Rounds without a smaller error on the validation set after which no more are made; nil: all are made, and all are kept.
    public var patience: Int? = 50
    /// What the leaves of a tree are multiplied by.
    public var eta = 0.1
    public var depth = 6
    /// Share of the rows that a round learns from, and of the features that a tree may ask for, drawn anew each time.
    public var subsample = 1.0
    public var featureShare = 1.0
    /// Sum of second derivatives, for numbers of rows, that a leaf has at least.
    public var leastChildWeight = 1.0
    /// Penalties of squares and of magnitudes of leaves, and the gain that a cut has at least.
    public var lambda = 1.0
    public var alpha = 0.0
    public var leastGain = 0.0
    public var method = Method.hist
    /// Of a feature, for `hist`.
    public var bins = 256

    /// How cuts are looked for: between bins, or between all values.
    public enum Method: String, Codable, Sendable, CaseIterable { case hist, exact }

    public init() {}

    public var kindName: String { kind }

    public static let options: [ModelOption<BoostedSettings>] = [
        .text("features", \.features), .number("rounds", \.rounds), .fraction("eta", \.eta), .number("depth", \.depth),
        .fraction("subsample", \.subsample),
        .fraction("feature-share", \.featureShare), .fraction("least-child-weight", \.leastChildWeight), .fraction("lambda", \.lambda),
        .fraction("alpha", \.alpha), .fraction("least-gain", \.leastGain), .number("bins", \.bins),
        ModelOption("patience") { settings, text throws(ModelError) in
            guard text != "off" else { return settings.patience = nil }
            guard let patience = Int(text) else { throw .setting(name: "patience", problem: "\(text) is neither a whole number nor off") }
            settings.patience = patience
        },
        ModelOption("method") { settings, text throws(ModelError) in
            guard let method = Method(rawValue: text) else { throw .setting(name: "method", problem: "\(text) is neither hist nor exact") }
            settings.method = method
        },
    ]

    public func validate() throws(ModelError) {
        func require(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(ModelError) {
            guard range.contains(value) else { throw .size(name: "model.\(name)", found: value, range: range, factor: 1) }
        }
        func require(_ name: String, _ value: Double, _ range: ClosedRange<Double>, excludingLowest: Bool = false) throws(ModelError) {
            guard range.contains(value), !excludingLowest || value > range.lowerBound else {
                throw .setting(
                    name: name,
                    problem: "model.\(name) is \(value); it must be \(excludingLowest ? "above" : "at least") \(range.lowerBound) and at most "
                        + "\(range.upperBound)")
            }
        }
        try require("rounds", rounds, 1...40_000)
        if let patience { try require("patience", patience, 1...40_000) }
        try require("depth", depth, 1...20)
        try require("bins", bins, 2...65_536)
        try require("eta", eta, 0...1, excludingLowest: true)
        try require("subsample", subsample, 0...1, excludingLowest: true)
        try require("feature-share", featureShare, 0...1, excludingLowest: true)
        for (name, value) in [("least-child-weight", leastChildWeight), ("lambda", lambda), ("alpha", alpha), ("least-gain", leastGain)] {
            try require(name, value, 0...1e9)
        }
    }

    public var summary: String {
        "\(rounds) rounds at most, eta \(eta), \(depth) cuts deep" + (patience.map { ", the best round is kept, \($0) more are tried" } ?? "")
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try BoostedModel(self, tasks: tasks, features: try FeatureBasis(features, of: dataset))
    }

    public var basisNames: [(array: String, attributes: [String])] { [(FeatureBasis.arrayName, [])] }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try BoostedModel(self, tasks: tasks, features: try FeatureBasis(basis, named: features))
    }

    /// By XGBoost's names.
    func parameters(_ task: Task, seed: UInt32) -> [(name: String, value: String)] {
        let objective =
            task.isClassification
            ? [("objective", "multi:softprob"), ("num_class", "\(task.classCount)")] : [("objective", "reg:squarederror")]
        // What is drawn depends on the seed and the round alone, and on no round before.
        return objective + [
            ("seed", "\(seed >> 1)"), ("seed_per_iteration", "1"), ("nthread", "1"), ("verbosity", "0"), ("base_score", "0"),
            ("tree_method", method.rawValue),
            ("eta", "\(eta)"), ("max_depth", "\(depth)"), ("subsample", "\(subsample)"), ("colsample_bytree", "\(featureShare)"),
            ("min_child_weight", "\(leastChildWeight)"), ("lambda", "\(lambda)"), ("alpha", "\(alpha)"), ("gamma", "\(leastGain)"),
        ] + (method == .hist ? [("max_bin", "\(bins)")] : [])
    }
}

extension ModelKind {
    static let boosted = ModelKind(
        BoostedSettings(), title: "Boosted trees", abstract: "gradient-boosted trees on stored features (XGBoost)", hint: nil, basisTitle: "features")
}
