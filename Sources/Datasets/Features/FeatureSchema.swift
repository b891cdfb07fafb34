import HDF5

/// What the columns of features mean. A model keeps the schema that it has learnt from and checks it before it predicts: the same number of
/// columns is not the same columns.
public struct FeatureSchema: Sendable, Hashable, Codable {
    /// Of the array in the data set: "magpie145".
    public let name: String
    /// In the order of the array.
    public let columns: [String]
    /// Raised by whoever computes them whenever a number changes.
    public let version: Int
    /// The rule that fills gaps of the properties that the features are made of; "none" where there is no such property.
    public let imputation: String
    /// Where definitions and tables come from; for people, and not compared.
    public let source: String
    /// Of the numbers of a file that the features are made with; nil where they are made with none.
    public let digest: String?

    public init(name: String, columns: [String], version: Int, imputation: String, source: String, digest: String? = nil) {
        self.name = name
        self.columns = columns
        self.version = version
        self.imputation = imputation
        self.source = source
        self.digest = digest
    }

    /// The digest of a table of numbers.
    public static func digest(of numbers: [Double]) -> String { HDF5.digest(of: numbers.span.bytes) }

    /// Asks whether the features of this name that a data set holds are those of this schema.
    ///
    /// - Throws: `FeatureSchemaError` with the first thing that differs
    public func check(against dataset: Dataset) throws(FeatureSchemaError) {
        guard let found = dataset.featureSchemas.first(where: { $0.name == name }) else {
            throw FeatureSchemaError(path: dataset.path, expected: self, problem: .missing(known: dataset.featureSchemas.map(\.name)))
        }
        try check(against: found, of: dataset.path)
    }

    /// - Parameter path: of the file that holds the others, for the message
    public func check(against found: FeatureSchema, of path: String) throws(FeatureSchemaError) {
        func fail(_ problem: FeatureSchemaError.Problem) -> FeatureSchemaError {
            FeatureSchemaError(path: path, expected: self, problem: problem)
        }
        guard found.name == name else { throw fail(.missing(known: [found.name])) }
        guard found.version == version else { throw fail(.version(found.version)) }
        guard found.imputation == imputation else { throw fail(.imputation(found.imputation)) }
        for (place, (expected, other)) in zip(columns, found.columns).enumerated() where expected != other {
            throw fail(.column(place: place, found: other))
        }
        guard found.columns.count == columns.count else { throw fail(.count(found.columns.count)) }
        guard found.digest == digest else { throw fail(.digest(found.digest)) }
    }
}

/// Why features are not those that a model has learnt from.
public struct FeatureSchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        case missing(known: [String])
        case version(Int)
        case imputation(String)
        case column(place: Int, found: String)
        case count(Int)
        case digest(String?)
    }

    /// The file that holds the features.
    public let path: String
    public let expected: FeatureSchema
    public let problem: Problem

    public var description: String {
        let again = "make the data set again with `covey featurise … --features \(expected.name)`"
        switch problem {
        case .missing(let known):
            let others = known.isEmpty ? "there are no features" : "there are \(known.joined(separator: ", "))"
            return "\(path): expected the features \(expected.name) that the model has learnt from, but \(others); \(again)"
        case .version(let found):
            let hint = found < expected.version ? again : "that needs the version of covey that the model was trained with"
            return text("version \(expected.version)", "\(found)", hint)
        case .imputation(let found): return text("gaps filled by the rule '\(expected.imputation)'", "'\(found)'", again)
        case .column(let place, let found): return text("column \(place) to be '\(expected.columns[place])'", "'\(found)'", again)
        case .digest(let found):
            return text(
                "those of vectors of elements with the digest \(expected.digest ?? "none")", found ?? "none",
                "make the data set again with the same file of vectors")
        case .count(let found): return text("\(expected.columns.count) columns", "\(found)", again)
        }
    }

    private func text(_ right: String, _ found: String, _ hint: String) -> String {
        "\(path): features/\(expected.name): expected \(right), as the model has learnt from, found \(found); \(hint)"
    }
}
