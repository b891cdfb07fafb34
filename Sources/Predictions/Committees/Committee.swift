import Datasets
import Materials

/// Several ensembles over the same materials, of any kinds, as one ensemble of predictions.
///
/// Its distribution is the weighted mixture of theirs (Mathematics.md, §3): the mean of a number is the weighted mean of their means, and what they
/// disagree by is epistemic; the probability of a class is the weighted mean of their probabilities.
public struct Committee: Sendable {
    /// The predictions of one ensemble, under the name that columns and messages have for it.
    public struct Part: Sendable {
        public let name: String
        public let table: PredictionTable

        public init(name: String, table: PredictionTable) {
            self.name = name
            self.table = table
        }
    }

    /// How much each of the ensembles counts.
    public enum Rule: Hashable, Sendable {
        /// Each the same.
        case equal
        /// What is best on the validation rows, and on these alone: of numbers the weights of the smallest squared error of the mean, of classes
        /// those of the largest likelihood.
        case validation
        /// One for each part in its order, none negative and some positive; their sum counts as 1.
        case given([Double])
    }

    /// [parts] over the shared materials, all in one order.
    public let parts: [Part]
    /// [parts] 0 … 1, summing to 1
    public let weights: [Double]
    public let rule: Rule
    /// Validation rows that the weights were chosen by; nil where they were not chosen.
    public let fittedRows: Int?
    /// [parts] the same predictions in the scale in which they are combined, with the committee's true values.
    let combinedParts: [PredictionTable]
    /// What the committee predicts of the materials that all of its parts predict, in the order of the first part.
    public let table: PredictionTable
    /// Materials that only some of the parts predict; nil where there are none.
    public let leftOut: RowLoss?

    /// - Parameter given: at least one, with names that differ
    /// - Throws: `CommitteeError` where they do not predict one and the same thing, or the rule's weights cannot be had
    public init(_ given: [Part], rule: Rule = .equal) throws(CommitteeError) {
        precondition(!given.isEmpty && Set(given.map(\.name)).count == given.count)
        let shared = try SharedRows(given)
        parts = shared.parts
        leftOut = shared.leftOut
        self.rule = rule
        // Members of an ensemble are combined in the scale that they have learnt, and so are ensembles that have learnt in one.
        let scales = Set(parts.map(\.table.form.scale))
        let form = scales.count == 1 ? TargetForm(scale: parts[0].table.form.scale) : .plain
        let targets = shared.targets.map { $0.flatMap { form.problem(with: $0) == nil ? form.learnt($0) : nil } }
        let tables = parts.map { part in
            (form.scale == nil ? part.table : part.table.inLearntScale).compared(with: targets, splits: shared.splits)
        }
        combinedParts = tables
        (weights, fittedRows) = try Self.weights(of: tables, rule)
        table = Self.table(of: shared, tables, weights: weights, form: form)
    }

    /// - Returns: the weights, and by how many rows they were chosen
    private static func weights(of tables: [PredictionTable], _ rule: Rule) throws(CommitteeError) -> (weights: [Double], rows: Int?) {
        switch rule {
        case .equal: return (tables.map { _ in 1 / Double(tables.count) }, nil)
        case .given(let numbers):
            precondition(numbers.count == tables.count && numbers.allSatisfy { $0 >= 0 && $0.isFinite } && numbers.contains { $0 > 0 })
            let sum = numbers.reduce(0, +)
            return (numbers.map { $0 / sum }, nil)
        case .validation:
            let validation = tables.map { $0.rows(ofSplit: "validation").rowsWithTarget }
            guard validation[0].count >= Recalibration.fewestRows else { throw .tooFewValidationRows(found: validation[0].count) }
            return (CommitteeWeights.fitted(to: validation), validation[0].count)
        }
    }

    /// - Parameter tables: of the parts in the scale in which they are combined
    private static func table(of shared: SharedRows, _ tables: [PredictionTable], weights: [Double], form: TargetForm) -> PredictionTable {
        let combined: EnsemblePrediction
        var probabilities: [[Double]] = []
        switch shared.task {
        case .regression: combined = .mixture(of: tables.map(\.combined), weights: weights)
        case .classification:
            (combined, probabilities) = EnsemblePrediction.classMixture(
                of: tables.map(\.probabilities), aleatoric: tables.map(\.combined.aleatoric), weights: weights)
        }
        return PredictionTable(
            ids: shared.ids, splits: shared.splits, targets: shared.targets, combined: combined.restored(form), members: [],
            probabilities: probabilities, classNames: shared.classNames, form: form,
            columns: shared.columns + (form == .plain ? [] : PredictionTable.intervals(combined, form)) + columns(of: shared.parts))
    }
}

extension PredictionTable {
    /// The same predictions as they are, with other true values and parts of a split.
    fileprivate func compared(with targets: [Double?], splits: [String]) -> PredictionTable {
        PredictionTable(
            ids: ids, splits: splits, targets: targets, combined: combined, members: [], probabilities: probabilities, classNames: classNames)
    }
}
