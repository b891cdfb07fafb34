/// How much worse an ensemble predicts where the values of one feature are dealt out anew among the materials (Breiman, Machine Learning 45, 5 (2001),
/// section 10): what it takes from that feature and from no other.
///
/// Features that say the same share what they are worth, and each of them may look worthless.
public struct FeatureImportance: Sendable, Equatable {
    public struct Column: Sendable, Equatable {
        public let name: String
        /// Of the error, in the target's unit or as a share of the materials; the mean over the deals. Below zero by chance alone.
        public let increase: Double
        /// Standard deviation over the deals.
        public let deviation: Double

        public init(name: String, increase: Double, deviation: Double) {
            self.name = name
            self.increase = increase
            self.deviation = deviation
        }
    }

    /// The name of the features.
    public let features: String
    /// The materials that were asked for.
    public let split: String
    public let materials: Int
    /// Mean absolute error of these materials as they are, or the share of wrong classes.
    public let error: Double
    public let deals: Int
    /// In the features' order.
    public let columns: [Column]

    public init(features: String, split: String, materials: Int, error: Double, deals: Int, columns: [Column]) {
        self.features = features
        self.split = split
        self.materials = materials
        self.error = error
        self.deals = deals
        self.columns = columns
    }

    /// The most important first; of equals the first.
    public var ranked: [Column] {
        columns.enumerated().sorted { ($1.element.increase, $0.offset) < ($0.element.increase, $1.offset) }.map(\.element)
    }
}
