import Materials

/// A kind of feature: numbers that are computed from what a material is, always the same ones under the same names.
public struct Descriptor: Sendable {
    /// What has to be known of a material.
    public enum Need: String, Sendable {
        case composition
        case structure
    }

    /// How the numbers come from what is known.
    enum Rule: Sendable {
        case composition(@Sendable (Composition) -> [Double])
        /// nil where the numbers of a structure do not exist.
        case structure(@Sendable (Structure) -> [Double]?)
    }

    /// On the command line and in data sets.
    public let name: String
    /// For people: what the numbers are.
    public let summary: String
    /// Raised whenever a number that it gives changes, so that no model is fed with others than it has learnt from.
    public let version: Int
    /// Names of the numbers, each once.
    public let columns: [String]
    public let imputation: Imputation
    /// Who has defined it, and whose tables it reads.
    public let source: String
    /// Of the numbers of elements that it has been given; nil where it needs none beside its own tables.
    public let digest: String?
    /// Whether all columns are of one kind, as bins of one histogram are: distances then take them as they are, and others in units of their deviations.
    public let hasOneUnit: Bool
    private let rule: Rule

    init(
        name: String, summary: String, version: Int, columns: [String], imputation: Imputation, source: String, digest: String? = nil,
        hasOneUnit: Bool = false, rule: Rule
    ) {
        self.name = name
        self.summary = summary
        self.version = version
        self.columns = columns
        self.imputation = imputation
        self.source = source
        self.digest = digest
        self.hasOneUnit = hasOneUnit
        self.rule = rule
    }

    public var need: Need {
        switch rule {
        case .composition: .composition
        case .structure: .structure
        }
    }

    /// The numbers of a material, in the order of `columns`; NaN where one does not exist. Those of a composition depend on the proportions alone,
    /// not on how the formula is written, and those of a structure on neither the choice of the cell nor the order of the atoms.
    ///
    /// - Parameter structure: nil where none is known; then numbers of structures are NaN
    public func values(of composition: Composition, _ structure: Structure? = nil) -> [Double] {
        let values: [Double]? =
            switch rule {
            case .composition(let compute): compute(composition)
            case .structure(let compute): structure.flatMap(compute)
            }
        guard let values else { return [Double](repeating: .nan, count: columns.count) }
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
