import Datasets
import Models
import Predictions

/// Asks an ensemble again and again about the same materials, the values of one feature dealt out anew each time.
public struct FeatureTrial {
    private let ensemble: Ensemble
    /// Of the target among the ensemble's.
    private let place: Int
    private let schema: FeatureSchema
    /// The materials alone, and the features that are not tried.
    private let content: DatasetContent
    /// [materials × columns] row by row.
    private let values: [Float]
    private let truths: [Double]
    private let split: String

    /// Columns that are tried of one set of features: of thousands no single one matters.
    public static let mostColumns = 2000

    /// - Parameters:
    ///   - rows: of the data set, with a known target each
    ///   - truths: of these rows
    ///   - split: what they are called
    /// - Throws: `FeatureTrialError` for kinds that read no features or too many, `DatasetError`, `ModelMismatch`
    public init(_ ensemble: Ensemble, target place: Int, dataset: Dataset, rows: [Int], truths: [Double], split: String) throws {
        guard let schema = ensemble.model.featureSchemas.first else { throw FeatureTrialError.none(ensemble.configuration.model.kind.name) }
        guard schema.columns.count <= Self.mostColumns else { throw FeatureTrialError.tooMany(schema.name, schema.columns.count) }
        guard !rows.isEmpty else { throw FeatureTrialError.nothing(path: dataset.path) }
        try ensemble.model.check(dataset)
        var content = try DatasetContent(rows: rows, of: dataset)
        for other in ensemble.model.featureSchemas.dropFirst() {
            let stored = try dataset.features(other.name)
            let numbers = rows.flatMap { stored.numbers(of: $0) }
            content.features.append(DatasetContent.Features(schema: other) { _ in numbers })
        }
        let stored = try dataset.features(schema.name)
        values = rows.flatMap { stored.numbers(of: $0) }
        self.content = content
        self.ensemble = ensemble
        self.place = place
        self.schema = schema
        self.truths = truths
        self.split = split
    }

    /// - Parameters:
    ///   - deals: times that each feature is dealt out
    ///   - progress: told of the share that is done
    public func importance(deals: Int, seed: UInt64, progress: (Double) -> Void = { _ in }) throws -> FeatureImportance {
        let error = try error(of: values)
        let width = schema.columns.count
        var columns: [FeatureImportance.Column] = []
        for column in 0..<width {
            var increases: [Double] = []
            for deal in 0..<deals {
                var dealt = values
                var order = Array(truths.indices)
                CounterRandom(seed: seed, member: deal, purpose: .importance, stream: column).shuffle(&order)
                for (row, other) in order.enumerated() { dealt[row * width + column] = values[other * width + column] }
                // Where every material has the same value nothing has changed.
                increases.append(dealt == values ? 0 : try self.error(of: dealt) - error)
            }
            let mean = increases.reduce(0, +) / Double(deals)
            let squares = increases.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = deals > 1 ? (squares / Double(deals - 1)).squareRoot() : 0
            columns.append(FeatureImportance.Column(name: schema.columns[column], increase: mean, deviation: deviation))
            progress(Double(column + 1) / Double(width))
        }
        return FeatureImportance(features: schema.name, split: split, materials: truths.count, error: error, deals: deals, columns: columns)
    }

    /// Mean absolute error, or the share of wrong classes, with these features.
    private func error(of values: [Float]) throws -> Double {
        var content = content
        content.features.append(DatasetContent.Features(schema: schema) { _ in values })
        let dataset = try Dataset(content, named: "dealt features")
        let target = ensemble.targets[place]
        let table = try PredictionTable(
            ensemble.predictions(of: dataset), target: target, place: place, dataset: dataset, split: nil, trained: nil)
        let isClass = target.task.isClassification
        let sum = zip(table.combined.prediction, truths).reduce(0.0) { $0 + (isClass ? ($1.0 == $1.1 ? 0 : 1) : abs($1.0 - $1.1)) }
        return sum / Double(truths.count)
    }
}

/// Why features cannot be tried.
public enum FeatureTrialError: Error, Sendable, Hashable, CustomStringConvertible {
    case none(String)
    case tooMany(String, Int)
    case nothing(path: String)

    public var description: String {
        switch self {
        case .none(let kind): "members of the kind \(kind) read no features whose importance could be told; those of network, forest and their like do"
        case .tooMany(let name, let count):
            "the features \(name) have \(count) columns, none of which matters by itself; at most \(FeatureTrial.mostColumns) are tried one by one"
        case .nothing(let path): "\(path): none of the tested materials, by their ids, is in this data set"
        }
    }
}
