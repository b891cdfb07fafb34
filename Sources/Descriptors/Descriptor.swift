import Materials

/// A kind of feature: numbers that are computed from what a material is, always the same ones under the same names.
public struct Descriptor: Sendable {
    /// What has to be known of a material.
    public enum Need: String, Sendable {
        case composition
    }

    /// On the command line and in data sets.
    public let name: String
    /// For people: what the numbers are.
    public let summary: String
    /// Raised whenever a number that it gives changes, so that no model is fed with others than it has learnt from.
    public let version: Int
    /// Names of the numbers, each once.
    public let columns: [String]
    public let need: Need
    public let imputation: Imputation
    /// Who has defined it, and whose tables it reads.
    public let source: String
    private let compute: @Sendable (Composition) -> [Double]

    init(
        name: String, summary: String, version: Int, columns: [String], need: Need = .composition, imputation: Imputation, source: String,
        compute: @escaping @Sendable (Composition) -> [Double]
    ) {
        self.name = name
        self.summary = summary
        self.version = version
        self.columns = columns
        self.need = need
        self.imputation = imputation
        self.source = source
        self.compute = compute
    }

    /// The numbers of a material, in the order of `columns`; NaN where one does not exist. They depend on the proportions alone, not on how
    /// the formula is written.
    public func values(of composition: Composition) -> [Double] {
        let values = compute(composition)
        precondition(values.count == columns.count, "\(name): \(values.count) numbers for \(columns.count) columns")
        return values
    }
}

/// What stands in for a property that an element is not known to have.
public enum Imputation: String, Sendable, CaseIterable {
    /// Nothing: the descriptor reads no property that could be missing.
    case none
    /// The mean of the property over all elements of the table that have it, each counted once: matminer's `impute_nan`.
    case meanOverElements = "mean-over-elements"
}
