import Datasets

extension ModelMismatch {
    /// Of a data set without the features of that name.
    ///
    /// - Parameter known: the features that it has
    init(lacking name: String, known: [String]) {
        self.init(
            expected: "a data set with the features \(name)",
            found: known.isEmpty ? "one without features" : "one with \(known.joined(separator: ", "))",
            advice: "`covey featurise … --features \(name)` makes them")
    }

    /// Of features that are not those which a model has learnt from.
    init(_ error: FeatureSchemaError) {
        let schema = error.expected
        let again = "make the data set again with `covey featurise … --features \(schema.name)`"
        switch error.problem {
        case .missing(let known): self.init(lacking: schema.name, known: known)
        case .version(let found):
            self.init(
                expected: "a data set with version \(schema.version) of the features \(schema.name)", found: "one with version \(found)",
                advice: found < schema.version ? again : "that needs the version of covey that the model was trained with")
        case .imputation(let found):
            self.init(
                expected: "features \(schema.name) with gaps filled by the rule '\(schema.imputation)'", found: "one with the rule '\(found)'",
                advice: again)
        case .column(let place, let found):
            self.init(
                expected: "features \(schema.name) with '\(schema.columns[place])' in column \(place)", found: "one with '\(found)' there",
                advice: again)
        case .digest(let found):
            self.init(
                expected: "features \(schema.name) made with the vectors of elements whose digest is \(schema.digest ?? "none")",
                found: "one with \(found ?? "none")", advice: "make the data set again with the same file of vectors")
        case .count(let found):
            self.init(
                expected: "features \(schema.name) of \(schema.columns.count) columns", found: "one with \(found)", advice: again)
        }
    }
}
