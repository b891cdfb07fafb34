import Datasets

/// Kernel ridge regression, on standardised features or on any distance.
public struct KernelSettings: ModelSettings {
    public enum Kernel: String, Codable, Sendable, CaseIterable {
        /// γ x·x'
        case linear
        /// exp(−γ ‖x − x'‖²), or exp(−γ d²)
        case squaredExponential = "squared-exponential"
        /// exp(−γ Σ|x − x'|), or exp(−γ d)
        case laplacian
    }

    private(set) var kind = "kernel-ridge"
    public var kernel = Kernel.laplacian
    /// As `covey similar --distance` takes it; nil: of the features.
    public var distance: String?
    /// Of the array in the data set, where there is no distance.
    public var features = "magpie145"
    /// λ of K + λI; nil: the best of some on the validation set.
    public var penalty: Double?
    /// γ; nil: the best of some on the validation set.
    public var gamma: Double?

    /// Materials to learn from at most: matrices of so many rows and columns in double precision are 1.2 GB, and there are two at a time and
    /// parts of others.
    static let mostRows = 12_000

    public init() {}

    public var kindName: String { kind }

    public static let options: [ModelOption<KernelSettings>] = [
        .text("features", \.features), positive("penalty", \.penalty), positive("gamma", \.gamma),
        ModelOption("distance") { settings, text throws(ModelError) in settings.distance = text == "features" ? nil : text },
        ModelOption("kernel") { settings, text throws(ModelError) in
            guard let kernel = Kernel(rawValue: text) else {
                throw .setting(name: "kernel", problem: "\(text) is none of \(Kernel.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            settings.kernel = kernel
        },
    ]

    private static func positive(_ name: String, _ path: any WritableKeyPath<KernelSettings, Double?> & Sendable) -> ModelOption<KernelSettings> {
        ModelOption(name) { settings, text throws(ModelError) in
            guard text != "auto" else { return settings[keyPath: path] = nil }
            guard let value = Double(text), value.isFinite else { throw .setting(name: name, problem: "\(text) is neither a number nor auto") }
            settings[keyPath: path] = value
        }
    }

    public func validate() throws(ModelError) {
        for (name, value) in [("penalty", penalty), ("gamma", gamma)] {
            if let value, !(value > 0 && value <= 1e12) {
                throw .setting(name: name, problem: "model.\(name) is \(value); it must be above 0 and at most 1e12, or auto")
            }
        }
        guard distance == nil || kernel != .linear else {
            throw .setting(name: "kernel", problem: "model.kernel is linear, which no distance can be in; it must be squared-exponential or laplacian")
        }
    }

    public var summary: String {
        "\(kernel.rawValue) kernel of \(distance ?? features), " + (penalty.map { "penalty \($0)" } ?? "the best penalty") + ", "
            + (gamma.map { "gamma \($0)" } ?? "the best gamma")
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try validate()
        try tasks.refuseClasses(kindName)
        guard training.count <= Self.mostRows else {
            throw ModelError.setting(
                name: "model",
                problem: "--model \(kindName) can learn from \(Self.mostRows) materials at most, as its matrices have the square of as many numbers; there are "
                    + "\(training.count). A --split with a smaller part to train on, `covey sweep --sizes`, or --model boosted would do")
        }
        return try KernelModel(self, tasks: tasks, points: KernelPoints(self, dataset, rows: training))
    }

    public var basisNames: [(array: String, attributes: [String])] { KernelPoints.names(self) }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try KernelModel(self, tasks: tasks, points: try KernelPoints(self, basis))
    }
}

extension ModelKind {
    static let kernelRidge = ModelKind(
        KernelSettings(), title: "Kernel ridge regression", abstract: "a Gaussian process on stored features or on any distance", hint: nil,
        basisTitle: "references", inapplicable: ofClasses)
}
