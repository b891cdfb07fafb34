import Foundation
import Predictions

/// The content of `metrics.json`: every number of the page, for programs.
struct ReportMetrics: Encodable, Equatable {
    var format = "covey-metrics"
    var version = 1
    var subjects: [SubjectMetrics]
}

/// The numbers of one ensemble.
struct SubjectMetrics: Encodable, Equatable {
    var name: String
    @Nullable var target: String?
    @Nullable var unit: String?
    var members: Int
    /// The split that the page's answer and figures are about; null where no target is known.
    @Nullable var headlineSplit: String?
    var splits: [SplitMetrics]
    /// Of the headline split, as everything that follows: materials that training has met, and those that it has not.
    var leakage: [LeakageMetrics]
    /// Rows that hold an element which training has not met; null where that is not known.
    @Nullable var rowsWithUnseenElements: Int?
    /// Symbols of these elements, in alphabetical order.
    var unseenElements: [String]
    /// By number of elements, crystal system and the columns asked for.
    var groups: [GroupMetrics]
    /// By how far the true values of a pair differ at least; empty where no two materials share their composition.
    var polymorphs: [PolymorphMetrics]
    /// By size of the ensemble; empty for fewer than two members, and where their own uncertainties are not known.
    var growth: [GrowthMetrics]
    /// Of the folds of a cross-validation; null for one ensemble's predictions.
    @Nullable var folds: FoldMetrics?
    /// null where nothing was fitted, or only to the headline split itself.
    @Nullable var recalibration: RecalibrationMetrics?
    /// The same of probabilities of classes.
    @Nullable var classCalibration: ClassCalibrationMetrics?
    /// null for the predictions of one ensemble.
    @Nullable var committee: CommitteeMetrics?
    /// null where no hull is known.
    @Nullable var discovery: DiscoveryMetrics?
    /// null where nobody has asked for it.
    @Nullable var importance: ImportanceMetrics?
    /// Rows of what was read that could not be used.
    var losses: [InputLoss]
    var warnings: [String]

    init(_ subject: ReportSubject) {
        let table = subject.predictions
        name = subject.name
        members = subject.committee?.members ?? table.members.count
        splits = table.splitNames.map { SplitMetrics(split: $0, table: table.rows(ofSplit: $0)) }
        committee = subject.committee.map { CommitteeMetrics($0, split: subject.headlineSplit) }
        discovery = subject.discovery.map(DiscoveryMetrics.init)
        importance = subject.importance.map(ImportanceMetrics.init)
        losses = subject.losses
        warnings = subject.warnings
        target = subject.target
        unit = subject.unit
        headlineSplit = subject.headlineSplit
        let headline = subject.headlineSplit.map { table.rows(ofSplit: $0) } ?? table.selecting([])
        leakage = LeakageMetrics.all(split: subject.headlineSplit ?? "", table: headline)
        let known = headline.rowsWithTarget
        unseenElements = MetricTable.newElements(of: known)
        rowsWithUnseenElements = known.column(TrainedMaterials.unseenElements).map { $0.count { !$0.isEmpty } }
        groups = GroupMetrics.all(headline, columns: subject.shownGroups, relaxedLabels: subject.shownRelaxedLabels)
        polymorphs = PolymorphMetrics.all(headline)
        growth = (EnsembleGrowth(headline.rowsWithTarget)?.sizes ?? []).map(GrowthMetrics.init)
        folds = FoldMetrics(subject.folds.map(\.name), table: headline)
        recalibration = RecalibrationMetrics(subject.recalibratedParts(of: headline))
        classCalibration = ClassCalibrationMetrics(subject, known: headline.rowsWithTarget)
    }

    /// Whether single members are measured beside the whole, as they are not of a committee.
    var hasMembers: Bool { committee == nil && members > 1 }

    /// The numbers of the headline split.
    var headline: SplitMetrics? { splits.first { $0.split == headlineSplit } }
}

extension ReportMetrics {
    /// Pretty JSON with sorted keys in snake case: the same metrics give the same bytes.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // A member may predict beyond all bounds; its metrics are told as they are.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

/// An optional that is written as null where it has no value, so that a reader sees that the value was looked for.
@propertyWrapper
struct Nullable<Value: Encodable & Equatable>: Encodable, Equatable {
    var wrappedValue: Value?

    init(wrappedValue: Value? = nil) {
        self.wrappedValue = wrappedValue
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
