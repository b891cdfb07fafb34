/// The sizes of a network on features, and which features it reads.
public struct NetworkSettings: ModelSettings {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Residual blocks on features that are standardised.
        case network
        /// Plain layers on the fractions of 86 elements (Jha et al., Sci. Rep. 8, 17593 (2018)).
        case elemnet
    }

    public let kind: Kind
    /// Name of the features in data sets.
    public var features: String
    /// Widths of the hidden layers.
    public var hidden: [Int]
    /// Whether a layer adds to what enters it.
    public var isResidual: Bool
    public var dropout: DropoutRates
    /// Whether features are brought to mean 0 and deviation 1 over the training set, or taken as they are.
    public var isStandardised: Bool

    private enum CodingKeys: String, CodingKey {
        case kind, features, hidden
        case isResidual = "residual"
        case dropout
        case isStandardised = "standardise"
    }

    public init(kind: Kind) {
        self.kind = kind
        switch kind {
        case .network:
            features = "magpie145"
            hidden = [512, 256, 128]
            isResidual = true
            dropout = .none
            isStandardised = true
        case .elemnet:
            features = "fractions86"
            hidden = [(1024, 4), (512, 3), (256, 3), (128, 3), (64, 2), (32, 1)].flatMap { [Int](repeating: $0.0, count: $0.1) }
            isResidual = false
            dropout = DropoutRates(after: [4: 0.2, 7: 0.1, 10: 0.3, 13: 0.2])
            // The deviation of a rare element's fraction is tiny.
            isStandardised = false
        }
    }

    public func validate() throws(ModelError) {
        guard !features.isEmpty, !features.contains("/") else {
            throw .setting(name: "features", problem: "model.features is '\(features)'; it must be the name of features")
        }
        guard hidden.count <= 64 else { throw .size(name: "layers of model.hidden", found: hidden.count, range: 0...64, factor: 1) }
        for width in hidden where !(1...65536).contains(width) {
            throw .size(name: "model.hidden", found: width, range: 1...65536, factor: 1)
        }
        try dropout.validate(layers: hidden.count)
    }
}
